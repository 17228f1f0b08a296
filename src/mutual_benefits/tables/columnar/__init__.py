"""The verbs as data-frame expressions: the formulas for all rows of a table at once."""
