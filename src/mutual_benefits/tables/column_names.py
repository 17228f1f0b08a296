"""Finds columns whose names are nearly, but not exactly, those of columns that are read."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from .._texts import Text, both, listed, one_letter_apart, say
from ..claims import CLAIM_FACTS, Enrolment, kind_of
from ..errors import InvalidTable
from ..events import BLANKS, KINDS
from ..rules.own_facts import Fact
from ..vocabulary import FACT_NAMES, HEADINGS

FIELDS = CLAIM_FACTS
"""The names of the columns that are read."""

HUNDREDTHS = tuple(name for model in KINDS.values() for name in model.hundredths)
"""The columns of money, or of an area, which are exact in hundredths."""

MONEY = tuple(name for name in HUNDREDTHS if name != "area")
"""The columns of money alone."""

CLOSE = 0.9
"""How alike two names must be, as `difflib` measures it: `livng_days`, but not `day` beside `days`."""

CLOSE_IN_CHINESE = 0.85
"""The same for names in Chinese characters, which are shorter: 报案日期 beside 报案日."""

OTHER_NAMES = {
    other: name
    for name, others in {
        "born_on": "birthday birthdate dateofbirth dob",
        "died": "dead deceased",
        "member": "memberid memberno membernumber membername",
        "sex": "gender",
        "事故日": "事故时间",
        "会员": "会员姓名 职工姓名 姓名",
        "会员编号": "会员号 会员卡号 身份证 身份证号 身份证号码",
        "伤残等级": "伤残级别 残疾等级",
        "出生日期": "生日 出生年月",
        "出险日": "出险时间",
        "出院日": "出院时间",
        "原因": "事故原因 出险原因 受伤原因",
        "报案日": "报案时间",
        "生活补助天数": "生活天数",
        "申请日": "申请时间",
        "身故": "死亡 身亡",
    }.items()
    for other in others.split()
}
"""What facts are called elsewhere; such a column may stand beside that of the fact, but not in its place."""

OTHER_WORDS = re.compile(
    "bornin|case|clause|day|diet|kid|kin|king|less|logs|los|lost|lots|overlap|plain|plane|plant|play|produce"
    "|shapes|shared|sitting"
)
"""Words of their own, though one letter apart from a name that is read."""


def plain_name(name: str) -> str:
    """A name without case, blanks, hyphens and underscores, and without 是否 before a fact.

    A character without a width is a blank.

    >>> plain_name("Living Days") == plain_name("living_days")
    True
    """
    return re.sub(rf"^是否|[\s\-_.{BLANKS}]+", "", unicodedata.normalize("NFKC", name).casefold())


_OPEN, _CLOSED, _CHINESE = r"(\[{<【〔", r")\]}>】〕", r"[\u4e00-\u9fff]"
_MARKS = rf"[^\w\s{_OPEN}{_CLOSED}]+"
_WORDS = r"[^:|,;]{1,9}"

BEFORE = {
    "*": _MARKS,
    "【必填】": rf"[{_OPEN}][^{_CLOSED}]*[{_CLOSED}]",
    "必填：": rf"{_WORDS}:",
    "1.": r"[a-z]?\d{0,3}[.、):/]",
    "三、": r"[一二三四五六七八九十]{1,3}[.、)]",
    "12 - ": r"\d{1,3}\s*-\s",
    "2 ": rf"\d{{1,3}}[\s-]*(?={_CHINESE})",
    "event.": r"(claim|event|enrolment|facts)[.、):/]",
    "受伤情况_": rf"{_CHINESE}{{1,9}}[\s_\-/>.·|]+(?={_CHINESE})",
}
"""What may stand before the name of a fact in a heading, by examples."""
AFTER = {
    "？": _MARKS,
    "（元）": rf"[{_OPEN}]([^|,;]*|[^{_OPEN}]*[{_CLOSED}])",
    "：天": rf":{_WORDS}",
    "/天": r"/[^/:|,;]{1,9}",
    "，单位天": r"([\s,]+|(?<=[数额用付积]))单位.*",
    " 天": r"[\s_,-]+([天级份次夜万]|平方米|m2|yuan|rmb|cny)|[\s_,-]*[百千万]*元",
    " days": r"[\s,]+(days?|nights?)",
}
"""What may follow it, by examples: its unit, a mark, or how it is to be filled in."""
_AROUND = [re.compile(rf"^({one})(?=.)", re.IGNORECASE) for one in BEFORE.values()]
_AROUND += [re.compile(rf"({one})\s*$", re.IGNORECASE) for one in AFTER.values()]
ASKED = re.compile(r"^(is|has|had|was)[\s_]+|[\s_]+(flag|yn|y/n|是/?否)$|标[志识]$", re.IGNORECASE)
"""What turns the name of a fact that is true or not into a question."""
FLAGS = {
    name
    for model in (Enrolment, *KINDS.values())
    for name, field in model.model_fields.items()
    if kind_of(field) is bool
}
"""The columns that hold yes or no."""
OF_OTHERS = re.compile(
    r"[\W\d]*(配偶|子女[\s-]+(?=出生|性别|身份)|家属|监护|收款|联系人|经办|代办|开户|医生|护士|去年|上[年次])"
    r"(?!\w{0,3}填)"
)
"""How a heading begins that tells of another person (收款人_姓名), or of an earlier year (上年_住院天数)."""
LONGEST = 60
"""The most characters of a name that is looked at for what stands around it."""


def bare_names(name: str) -> list[str]:
    """What is left of a heading as one thing after another is taken off that may stand around a name.

    >>> "超封顶线费用" in bare_names("超封顶线费用（元）"), "died" in bare_names("1. died (y/n)")
    (True, True)
    """
    whole = unicodedata.normalize("NFKC", name).strip()
    if len(whole) > LONGEST or OF_OTHERS.match(whole.replace("_", " ")):
        return []
    inside = re.sub(rf"^[{_OPEN}]|[{_CLOSED}]$", "", whole)
    left = list(dict.fromkeys((whole, inside)))
    for each in left:  # which grows
        rests = dict.fromkeys(one.sub("", each).strip() for one in _AROUND)
        left += [rest for rest in rests if rest and rest not in left]
    return left[1:]


def nearly(
    name: str, known: tuple[str, ...] = FIELDS, *, fields: Collection[str] = CLAIM_FACTS
) -> str | None:
    """The known name that another name is a misspelling or another writing of; None for any other name.

    A name with more words than a known one, such as `living_days_before`, is a name of its own. The name of a
    fact in words, in either language, is another writing of its field. What the fact is called elsewhere,
    such as `dead`, or with its unit, a number or marks around it, or as a question such as `is_died`, is so
    in a table that has no column of it among its `fields`.

    >>> nearly("livng_days"), nearly("Living Days"), nearly("day"), nearly("living_days")
    ('living_days', 'living_days', None, None)
    >>> nearly("生活补助天数"), nearly("days at home"), nearly("dead"), nearly("dead", fields=())
    ('living_days', 'living_days', None, 'died')
    """
    if name in known:
        return None
    found, bare = _nearly(name, known, fields), bare_names(name)
    asked = [rest for each in (name, *bare) if (rest := ASKED.sub("", each)) != each]
    for each in (*bare, *asked) if found is None else ():
        right = each if each in known else _nearly(each, known, fields)
        field = HEADINGS.get(right or "", right)
        if right and field not in fields and (each in bare or field in FLAGS):
            return right
    return found


def _nearly(name: str, known: tuple[str, ...], fields: Collection[str]) -> str | None:
    """The known name that a name without anything around it is another writing of."""
    plain, wanted = _by_plain_name(known), plain_name(name)
    if wanted in plain:
        return plain[wanted]
    if wanted in _in_words() and _in_words()[wanted] in known:
        return _in_words()[wanted]
    other = OTHER_NAMES.get(wanted)
    if other in known and HEADINGS.get(other, other) not in fields:
        return other
    if OTHER_WORDS.fullmatch(wanted):
        return None
    cutoff = CLOSE_IN_CHINESE if re.search(r"[\u4e00-\u9fff]", name) else CLOSE
    # Most known names are too long or too short to be close, which takes least time to see.
    length = len(wanted)
    close = [one for one in plain if abs(len(one) - length) < 2 and one_letter_apart(wanted, one)]
    if not close:
        similar = [one for one in plain if 2 * min(len(one), length) >= cutoff * (len(one) + length)]
        close = difflib.get_close_matches(wanted, similar, n=1, cutoff=cutoff)
    if not close or _words(plain[close[0]]) < _words(name):
        return None
    return plain[close[0]]


@cache
def _in_words() -> dict[str, str]:
    """The field of each fact by its names in both languages; the first where two share a name."""
    fields: dict[str, str] = {}
    for field, name in FACT_NAMES.items():
        for text in {plain_name(name.en), plain_name(name.zh)} if "." not in field else ():
            fields.setdefault(text, field)
    return fields


@lru_cache(maxsize=8)
def _by_plain_name(known: tuple[str, ...]) -> dict[str, str]:
    return {plain_name(name): name for name in known}


NOT_READ = both(
    "column {name!r} is not read (did you mean {right!r}?)", "“{name}”列未识别（是否指“{right}”？）"
)
REMEDY = both(
    "rename it, or keep it as it is with extra_columns='keep'", "请改名，或用 extra_columns='keep' 原样保留"
)
NO_FRACTION = both(": a binary fraction cannot hold a sum exactly", "：二进制小数无法精确表示金额")


def wrong_type(name: str, kind: object, right: Text) -> InvalidTable:
    """The error for a column of a type that cannot be read."""
    message = both(
        f"column {name} holds {kind}; give {right.en}", f"{name} 列的类型为 {kind}；请用{right.zh}"
    )
    return InvalidTable(message, columns=(name,))


def check_names(
    names: Iterable[str],
    known: tuple[str, ...] = FIELDS,
    *,
    remedy: Text = REMEDY,
    own_facts: Mapping[str, Fact] = MappingProxyType({}),
) -> None:
    """Refuse columns that would be passed over because of how their names are written.

    The name in words of a fact that the plan declares, one of `own_facts`, is another writing of it too, and
    so are the Chinese headings of files.

    Raises:
        InvalidTable: a name is nearly that of a column that is read.
    """
    own = {
        plain_name(text): name for name, fact in own_facts.items() for text in (fact.name.en, fact.name.zh)
    }
    written, near = tuple(names), []
    for name in (name for name in written if name not in known):
        written_so = (own.get(plain_name(each)) for each in (name, *bare_names(name)))
        right = next(filter(None, written_so), None) or HEADINGS.get(name.strip())
        right = right or nearly(name, (*known, *HEADINGS), fields=written)
        if right:
            near.append((name, HEADINGS.get(right, right)))
    if near:
        meant = listed(say(NOT_READ, name=name, right=right) for name, right in near)
        columns, choices = zip(*near, strict=True)
        message = both(f"{meant.en}; {remedy.en}", f"{meant.zh}；{remedy.zh}")
        raise InvalidTable(message, columns=columns, choices=choices)


def _words(name: str) -> set[str]:
    return set(re.split(r"[\s\-_.]+", name.casefold()))
