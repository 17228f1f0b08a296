"""Checks that claims have the facts which a rule book names, of the right kinds, and that each part works."""
