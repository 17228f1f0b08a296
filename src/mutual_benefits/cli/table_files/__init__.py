"""Table files of any size: read, worked out and written batch by batch."""
