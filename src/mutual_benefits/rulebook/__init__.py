"""Rule books: plans and their versions, the differences between versions, and files that hold them."""
