"""Portfolios of claims: their assumed shape, and synthetic claims drawn from it."""
