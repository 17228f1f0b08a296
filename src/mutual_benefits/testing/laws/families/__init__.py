"""The laws, a family a file."""
