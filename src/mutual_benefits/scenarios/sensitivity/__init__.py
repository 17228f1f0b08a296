"""How much each term of a rule book matters to a sum."""
