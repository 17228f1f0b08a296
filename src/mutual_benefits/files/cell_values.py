"""What a cell of a file means: a value, nothing, or a reason why it cannot be read.

A cell that can mean one thing only is read, however it is written; one that can mean two is refused. Every
format and both ways of reading (row by row, and whole columns) take the meaning of a cell from here.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from .._texts import listed, say
from ..diseases import nearest, plain
from ..events import BLANKS
from ..rulebook.plan import Plan
from ..sources import Text
from .claim_fields import UNITS, ClaimField, fields_of, is_money, name_of_word, spellings
from .vocabulary import RIGHT

STRIPPED = BLANKS + "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
"""The blanks around a cell, which mean nothing."""

FORMULA = "=+-@"
"""What a spreadsheet takes for the beginning of a formula; a text that begins so is written after a `'`."""

NO_NUMBER = "NaN"
"""What stands in columns of binary fractions where there is no value."""

TRUE = ("true", "yes", "y", "1", "1.0", "是", "有")
FALSE = ("false", "no", "n", "0", "0.0", "否", "无")
"""The texts of truth values, in lower case."""

MOST_DIGITS, MOST_DIGITS_OF_YUAN = 18, 15

_HALF_WIDTH = {0xFF01 + number: 0x21 + number for number in range(94)} | {0x3000: " ", 0xFFE5: "¥"}
_EXCEL_ERROR = re.compile(r"#(N/A|DIV/0!|NAME\?|GETTING_DATA|[A-Z]+!)", re.I)  # newer ones: #FIELD!, #BUSY!
_QUOTED_TEXT = re.compile(r'="([^"]*)"')
_SCIENTIFIC = re.compile(r"-?[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_MIDNIGHT = r"(?P<time>[ T]*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
_DAY = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<mark>[-/.])(?P<m>[0-9]{1,2})(?P=mark)(?P<d>[0-9]{1,2})"
    rf"|年(?P<m2>[0-9]{{1,2}})月(?P<d2>[0-9]{{1,2}})[日号]?|(?P<m3>[0-9]{{2}})(?P<d3>[0-9]{{2}})){_MIDNIGHT}"
)
_NUMBER = re.compile(r"(?P<whole>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+))(?:\.(?P<places>[0-9]+))?")


class Refusal(NamedTuple):
    """Why a cell cannot be read: what would be right."""

    right: Text


def stripped(cell: str) -> str:
    """A cell without the blanks around it."""
    return cell.strip(STRIPPED)


def half_width(cell: str) -> str:
    """A cell with its full-width letters, digits and punctuation as ASCII.

    >>> half_width("２５．５，（")
    '25.5,('
    """
    return cell.translate(_HALF_WIDTH)


def read_cell(field: str, cell: str, own: Plan | None = None) -> Any:
    """The value of a cell of a field: None if it is blank, a `Refusal` if it cannot be read.

    `own` is the user's own plan, whose name may stand in the column `plan` too.

    >>> read_cell("happened_on", "2016年5月4日"), read_cell("self_paid", "4,867.30"), read_cell("sex", "女")
    (datetime.date(2016, 5, 4), Decimal('4867.30'), 'female')
    >>> print(read_cell("happened_on", "04/05/2016").right)
    which number is the month? Give the year first, e.g. 2016-05-04
    """
    text = stripped(cell)
    if not text:
        return None
    if quoted := _QUOTED_TEXT.fullmatch(text):
        text = stripped(quoted[1])
    elif text[0] == "'" and text[1:2] and text[1] in FORMULA:
        text = text[1:]
    elif text[0] == "=":
        return Refusal(RIGHT["formula"])
    if text[:1] == "#" and _EXCEL_ERROR.fullmatch(text):
        return Refusal(RIGHT["excel_error"])
    if not text:
        return None
    known = fields_of(own)[field]
    if known.words or field == "plan":
        return _word(field, text, own)
    return _READERS[known.kind](known, text)


def _text(field: ClaimField, text: str) -> Any:
    if _SCIENTIFIC.fullmatch(text) and "." in text:
        return Refusal(RIGHT["scientific"])
    if text == NO_NUMBER:
        return Refusal(RIGHT["no_number"])
    if field.name == "fee_tier" and (whole := re.fullmatch(r"([0-9]+)\.0{1,2}", half_width(text))):
        return whole[1]
    return text


def _word(field: str, text: str, own: Plan | None) -> Any:
    codes = spellings(field, own)
    form = plain(half_width(text))
    if form in codes:
        return codes[form]
    words = listed(name_of_word(field, code, own) for code in dict.fromkeys(codes.values()))
    if field == "plan":
        near = nearest(form, codes)
        hint = say(RIGHT["did_you_mean"], near=name_of_word(field, near[0])) if near else ""
        return Refusal(say(RIGHT["unknown_plan"], words=words, near=hint))
    return Refusal(say(RIGHT["unknown_event" if field == "kind" else "word"], words=words))


def _flag(_: ClaimField, text: str) -> Any:
    word = half_width(text).lower()
    return True if word in TRUE else False if word in FALSE else Refusal(RIGHT["flag"])


def _day(_: ClaimField, text: str) -> Any:
    plain_text = half_width(text)
    found = _DAY.fullmatch(plain_text.replace(" ", "") if "年" in plain_text else plain_text)
    if found is None:
        return Refusal(RIGHT[_why_no_day(plain_text)])
    if any(one in "123456789" for one in found["time"] or ""):
        return Refusal(RIGHT["day_time"])
    month, day = found["m"] or found["m2"] or found["m3"], found["d"] or found["d2"] or found["d3"]
    try:
        return date(int(found["y"]), int(month), int(day))
    except ValueError:
        return Refusal(RIGHT["day_unreal"])


def _why_no_day(text: str) -> str:
    parts = re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})(?:[ T].*)?", text)
    if parts and len(parts[3]) == 4:
        return "day_order" if int(parts[1]) <= 12 and int(parts[2]) <= 12 else "day"
    if parts or re.match(r"[0-9]{2}年", text):
        return "day_year"
    return "day_number" if re.fullmatch(r"[0-9]{1,7}(\.[0-9]+)?", text) else "day"


def _amount(field: ClaimField, text: str) -> tuple[str, str] | str:
    """The whole part and the decimal places of a number; the reason if it cannot be read."""
    plain_text = half_width(text).removesuffix(" ")
    for unit in UNITS.get(field.name, ("元",) if is_money(field) else ()):
        plain_text = plain_text.removesuffix(unit).rstrip()
    if is_money(field):
        plain_text = plain_text.removeprefix("¥").lstrip()
    found = _NUMBER.fullmatch(plain_text)
    kind = "whole" if field.kind is int else "decimal"
    if found is None:
        return "comma" if re.fullmatch(r"-?[0-9]+(,[0-9]+)+", plain_text) else kind
    whole, places = found["whole"].replace(",", ""), found["places"] or ""
    if len(places) == 3 and "," not in found["whole"] and re.fullmatch(r"-?[1-9][0-9]{0,2}", whole):
        return "point"
    return whole, places.rstrip("0")


def _whole(field: ClaimField, text: str) -> Any:
    amount = _amount(field, text)
    if isinstance(amount, str):
        return Refusal(RIGHT[amount])
    whole, places = amount
    if places:
        return Refusal(RIGHT["whole"])
    return int(whole) if len(whole.lstrip("-0")) <= MOST_DIGITS else Refusal(RIGHT["large"])


def _decimal(field: ClaimField, text: str) -> Any:
    amount = _amount(field, text)
    if isinstance(amount, str):
        return Refusal(RIGHT[amount])
    whole, places = amount
    if re.fullmatch("-?0[0-9]{2}", whole):
        return Refusal(RIGHT["cut"])
    if len(places) > 2:
        return Refusal(RIGHT["places"])
    if len(whole.lstrip("-0")) > MOST_DIGITS_OF_YUAN:
        return Refusal(RIGHT["large"])
    return Decimal(f"{whole}.{places:0<2}")


_READERS: Mapping[type, Callable[[ClaimField, str], Any]] = {
    str: _text,
    bool: _flag,
    date: _day,
    int: _whole,
    Decimal: _decimal,
}
