"""The laws, one family per file."""
