"""Whole tables of claims, assessed on the data frame that they come in."""
