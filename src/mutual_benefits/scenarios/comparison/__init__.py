"""Compares the results of the same claims under several rule books."""
