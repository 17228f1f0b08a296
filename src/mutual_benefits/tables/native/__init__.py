"""Tables as their engines have them: read, and given back with new columns."""
