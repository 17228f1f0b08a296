"""A portfolio of claims under two rule books: sums before and after, and who gains and loses."""
