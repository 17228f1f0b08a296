"""Bounds on the size of plan files. Input that exceeds a bound is refused before it is processed.

The rule books of the library stay below a tenth of each bound on size.
"""

MOST_FILES = 100
"""Files in a folder, including those that are ignored."""

MOST_BYTES = 256 * 1024
"""Bytes of one file."""

MOST_BYTES_TOGETHER = 1024 * 1024
"""Bytes of all files of a folder together."""

DEEPEST = 32
"""Levels of nested tables and lists, and parts of a dotted key."""

MOST_DIGITS = 18
"""Digits of a number."""

MOST_NUMBER = 10**13
"""The greatest number: 10^13 fen are 10^11 yuan."""

MOST_TEXT = 4_000
"""Characters of a text."""

MOST_KEY = 200
"""Characters of a key, and of a number or a date."""

MOST_ENTRIES = 2_000
"""Entries of one table or list."""

MOST_STEPS = 100
"""Entries of one list that is applied to a claim entry by entry (`STEPS`)."""

STEPS = frozenset({"adds", "bands", "conditions", "grades", "limits", "rungs", "tops", "unless"})
"""The keys of such lists; for a table of claims their entries become nested expressions."""

MOST_VALUES = 10_000
"""Values in one file: texts, numbers, days, tables and lists."""

MOST_TOKENS = 8 * MOST_VALUES
"""Words, texts and marks of one file, without line ends and comments."""

MOST_BENEFITS = 100
"""Benefits of one version; each is compared with every other."""

MOST_ALTERNATIVES = 32
"""Options of the readings of one version besides the defaults; the version is checked under each."""

MOST_CHECKS = 100_000
"""Values of all files, each counted once and once more for every such option of its version."""

MOST_FAULTS = 50
"""Faults that are reported at once."""
