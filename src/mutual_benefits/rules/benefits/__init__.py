"""The kinds of benefit, one file each: terms and one formula."""
