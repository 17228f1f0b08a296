"""The kinds of condition, one file each: what must hold before a benefit is paid."""
