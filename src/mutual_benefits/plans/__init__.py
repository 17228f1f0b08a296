"""The plans as data: a folder a plan, a file a version, named by its first day."""
