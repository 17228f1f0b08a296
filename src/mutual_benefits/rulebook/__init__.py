"""Rule books: plans and their versions, descriptions and audits of them, and plan files."""
