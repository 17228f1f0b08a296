"""Rows that name no product where a plan sells several."""
