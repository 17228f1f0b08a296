"""Measures how sensitive a sum is to each term of a rule book."""
