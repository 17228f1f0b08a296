"""The header of a file: which heading stands for which field, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from .._texts import both, listed, say
from ..errors import InvalidTable
from ..rulebook.plan import Plan
from ..sources import Text
from ..tables.column_names import NOT_READ, REMEDY, nearly
from ..vocabulary import HEADINGS
from .chinese_headings import chinese_heading, field_of
from .claim_fields import CLAIM_FIELDS, ClaimField, fields_of, is_money
from .vocabulary import FAULTS

ExtraColumns = Literal["check", "keep"]
NESTED = ("enrolment", "event", "facts")
"""The parts of a claim, which no single column holds."""
RESULTS = ("status", "reason", "reasons", "version", "caveats")
MOST_QUOTED = 60
"""The most characters of a first row, or of a cell, that an error quotes."""
_SUMS = ("_fen", "_yuan")
_OTHER_UNIT = re.compile("[万千百亿角分]|thousand|million|cent|(?<![a-z])(fen|jiao)(?![a-z])", re.IGNORECASE)
"""What tells in a heading that sums are not in yuan."""
_KNOWN = (*CLAIM_FIELDS, *HEADINGS)


class Header(NamedTuple):
    """The headings of a file in order, and the field of each one that is read."""

    names: tuple[str, ...]
    read: Mapping[str, str]

    @property
    def extra(self) -> list[str]:
        """The headings of columns that are kept and not read."""
        return [name for name in self.names if name not in self.read]

    def heading_of(self, field: str) -> str:
        """The heading of a field's column; the field itself if the file has no such column."""
        return next((heading for heading, each in self.read.items() if each == field), field)


def in_one_line(text: str) -> str:
    """A text as an error quotes it, with a sign for each line break in a cell.

    >>> in_one_line("保障\\n起始日")
    '保障↵起始日'
    """
    return "↵".join(text.splitlines())


def fault(words: Text, *, columns: Iterable[str] = ()) -> InvalidTable:
    """The error for a file, with its words in both languages."""
    return InvalidTable(words, columns=columns, field="file")


def damaged(error: object) -> InvalidTable:
    """The error for a file whose reader fails, with the first line of what it says."""
    lines = str(error).splitlines() or [type(error).__name__]
    return fault(say(FAULTS["damaged"], error=lines[0]))


def read_header(
    names: Sequence[str],
    *,
    plan_given: bool = False,
    extra_columns: ExtraColumns = "check",
    own: Plan | None = None,
) -> Header:
    """The header with these headings.

    A fact that the user's `own` plan declares has a column under its own name in either language too.

    Raises:
        InvalidTable: a heading is missing, nearly that of a field, repeated, that of a result column, or
            stands for a field that another one stands for.

    >>> read_header(["编号", "会员", "活动", "保障起始日", "出险日", "备注"]).extra
    ['备注']
    """
    headings = [name.strip() for name in names]
    if not headings:
        raise fault(FAULTS["empty"])
    known = fields_of(own)
    facts = {text: name for name, field in known.items() for text in _names_of(field)}
    fields = {name: facts.get(name) or field_of(name) for name in headings}
    read = {name: field for name, field in fields.items() if field in known}
    faults = [*_repeated(headings), *_twice(read), *_results(headings)]
    if extra_columns == "check":
        faults += _nearly(headings, read, (*_KNOWN, *known, *facts))
        faults += [(say(FAULTS["part"], name=name), (name,)) for name in headings if name in NESTED]
    faults = faults or _lacking(headings, read, plan_given=plan_given)
    if faults:
        texts = [text for text, _ in faults]
        words = both("; ".join(text.en for text in texts), "；".join(text.zh for text in texts))
        raise fault(words, columns=[name for _, columns in faults for name in columns])
    return Header(tuple(headings), read)


_Fault = tuple[Text, tuple[str, ...]]


def _repeated(headings: list[str]) -> list[_Fault]:
    """Headings that are blank or occur several times."""
    faults: list[_Fault] = []
    for name, times in Counter(headings).items():
        if not name:
            first = ", ".join(filter(None, headings))[:MOST_QUOTED]
            faults.append((say(FAULTS["no_name"], number=headings.index(name) + 1, first=first), ("",)))
        elif times > 1:
            faults.append((say(FAULTS["repeated"], name=name, times=times), (name,)))
    return faults


def _twice(read: Mapping[str, str]) -> list[_Fault]:
    """Headings that stand for one field."""
    faults: list[_Fault] = []
    for field, times in Counter(read.values()).items():
        if times > 1:
            names = tuple(name for name, each in read.items() if each == field)
            words = both(" and ".join(names), "、".join(names))
            text = say(FAULTS["both_stand"], names=words, field=field, fact=chinese_heading(field))
            faults.append((text, names))
    return faults


def _results(headings: list[str]) -> list[_Fault]:
    results = [name for name in headings if name in RESULTS or name.endswith(_SUMS)]
    return [(say(FAULTS["results"], names=listed(results)), tuple(results))] if results else []


def _names_of(field: ClaimField) -> tuple[str, ...]:
    """The names of a declared fact, which may stand as headings."""
    name = field.names.get(field.name)
    return (name.en, name.zh) if name else ()


def _nearly(headings: list[str], read: Mapping[str, str], known: tuple[str, ...]) -> list[_Fault]:
    """Headings that would be passed over because of how they are written."""
    names, fields = tuple(dict.fromkeys(known)), read.values()
    extra = (name for name in headings if name and name not in read)
    near = [(name, right) for name in extra if (right := nearly(name, names, fields=fields))]
    faults = [
        (say(_not_read(name, right), name=in_one_line(name), right=right), (name,)) for name, right in near
    ]
    return [*faults, (REMEDY, ())] if near else []


def _not_read(name: str, right: str) -> Text:
    """What is wrong with a heading that means another, which a new name alone may not mend."""
    field = CLAIM_FIELDS.get(field_of(right))
    scaled = field is not None and is_money(field) and _OTHER_UNIT.search(name)
    return FAULTS["in_other_unit"] if scaled else NOT_READ


def _lacking(headings: list[str], read: Mapping[str, str], *, plan_given: bool) -> list[_Fault]:
    needed = [field for field, known in CLAIM_FIELDS.items() if known.always_needed]
    optional = ("id", "member", *(("plan",) if plan_given else ()))
    needed = [field for field in needed if field not in optional]
    lacking = tuple(field for field in needed if field not in read.values())
    names, every = (
        both(", ".join(some), "、".join(map(chinese_heading, some))) for some in (lacking, tuple(needed))
    )
    hint = FAULTS["plan_of_all"] if "plan" in lacking else both("", "")
    if not read:
        hint = say(FAULTS["no_heading"], first=", ".join(headings)[:MOST_QUOTED])
    return [(say(FAULTS["lacking"], names=names, needed=every, hint=hint), lacking)] if lacking else []
