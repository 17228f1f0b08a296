"""Assesses table files of any size, batch by batch."""
