"""The kinds of benefit, one file each: parameters and one formula."""
