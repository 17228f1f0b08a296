"""How plans are found: the shipped ones, and whatever else an argument may give for a rule book."""
