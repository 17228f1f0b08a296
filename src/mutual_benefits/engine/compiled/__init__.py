"""The compiled answer: a version's formulas written out as one function of plain Python."""
