"""The plans as data: one folder for each plan, one file for each version, named after its first day."""
