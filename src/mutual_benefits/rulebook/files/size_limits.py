"""How much a folder of plan files may hold. What exceeds a bound is refused before work is spent on it.

The rule books that the library ships stay below a tenth of each bound that has to do with size.
"""

MOST_FILES = 100
"""Files in a folder, those that are passed over included."""

MOST_BYTES = 256 * 1024
"""Bytes of one file."""

MOST_BYTES_TOGETHER = 1024 * 1024
"""Bytes of all files of a folder."""

DEEPEST = 32
"""How deeply tables and lists may stand within each other, and the parts of a dotted key."""

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
"""Entries of one list of what a claim is led through one after the other (`STEPS`)."""

STEPS = frozenset({"adds", "bands", "conditions", "grades", "limits", "rungs", "unless"})
"""The keys of such lists: their entries nest within each other where whole tables are worked out."""

MOST_VALUES = 10_000
"""Values in one file: texts, numbers, days, tables and lists."""

MOST_TOKENS = 8 * MOST_VALUES
"""Words, texts and marks of one file, line ends and comments aside."""

MOST_BENEFITS = 100
"""Benefits of one version, each of which is compared with each other."""

MOST_ALTERNATIVES = 32
"""Options of the readings of one version besides the defaults; the version is checked under each."""

MOST_CHECKS = 100_000
"""Values of all files together, each counted once and once more for every such option of its version."""

MOST_FAULTS = 50
"""Faults that are told at once."""

MOST_COMPARED = 200
"""Names among which the nearest to one that is wrong is looked for."""
