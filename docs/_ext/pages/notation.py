"""The notation page: each term of the rule books in Chinese, in English and in code."""

from collections.abc import Iterable, Iterator, Mapping

from mutual_benefits import Enrolment, all_plans
from mutual_benefits.claims import Claim
from mutual_benefits.events import KINDS
from mutual_benefits.files.chinese_headings import HEADINGS
from mutual_benefits.sources import Text
from mutual_benefits.vocabulary import (
    BASES,
    CAUSES,
    CONDITIONS,
    FIELDS,
    REASONS,
    RULES,
    SPANS,
    STATUSES,
    STEPS,
)

from .diagrams import limits_of
from .markdown import cell, code, table
from .words import EVENTS, both

_SAID = {
    "title": both("Notation", "术语对照"),
    "lead": both(
        "Each term of the rule books in Chinese, its English translation here, and its name in code and in"
        " tables. The page is generated from the library's vocabulary.",
        "条款用语与英文名称，以及代码和表格中的名称对照；由本库的词汇表自动生成。",
    ),
    "zh": both("中文", "条款用语"),
    "en": both("English", "英文"),
    "code": both("In code", "代码"),
    "plans": both("Plans", "活动"),
    "events": both("Events", "事件"),
    "fields": both("Fields of a claim", "申请的各项内容"),
    "benefits": both("Benefits", "互助金"),
    "kinds": both("Kinds of benefit", "给付方式"),
    "terms": both("Terms", "条款项目"),
    "limits": both("Limits", "限额"),
    "spans": both("Period of a limit", "限额的计算期间"),
    "conditions": both("Conditions", "条件"),
    "reasons": both("Reasons for refusal", "不予给付的理由"),
    "causes": both("Excluded causes", "除外责任"),
    "statuses": both("Status of a benefit", "给付状态"),
    "bases": both("Basis of a figure", "数值的依据"),
    "steps": both("Steps of an explanation", "计算步骤"),
}


def notation(lang: str) -> str:
    """Returns the page in one language."""
    return "\n".join(_lines(lang))


def _lines(lang: str) -> Iterator[str]:
    yield f"# {_SAID['title'].in_(lang)}"
    yield ""
    yield _SAID["lead"].in_(lang)
    yield ""
    head = [_SAID[name].in_(lang) for name in ("zh", "en", "code")]
    for name, rows in _parts():
        yield f"## {_SAID[name].in_(lang)}"
        yield ""
        yield from table(head, rows)


def _parts() -> Iterator[tuple[str, Iterable[list[str]]]]:
    versions = [version for plan in all_plans() for version in plan.versions]
    yield "plans", _of({plan.code: plan.name for plan in all_plans()})
    yield "events", _of({f"{KINDS[kind].__name__}`, `{kind}": said for kind, said in EVENTS.items()})
    yield "fields", _fields()
    benefits: dict[str, Text] = {}
    limits: dict[str, Text] = {}
    for version in versions:
        for rule in version.benefits:
            benefits.setdefault(rule.code, rule.name)
            limits |= {limit.code: limit.name for limit in limits_of(rule)}
    yield "benefits", _of(benefits)
    yield "kinds", _of(RULES)
    yield "terms", _of(FIELDS)
    yield "limits", _of(limits)
    yield "spans", _of(SPANS)
    yield "conditions", _of(CONDITIONS)
    yield "reasons", _of(REASONS)
    yield "causes", _of(CAUSES)
    yield "statuses", _of(STATUSES)
    yield "bases", _of({basis.value: said for basis, said in BASES.items()})
    yield "steps", _of(STEPS)


def _of(words: Mapping[str, Text]) -> Iterator[list[str]]:
    for name, said in words.items():
        yield [cell(said.zh), cell(said.en), code(name)]


def fields_of_a_claim() -> dict[str, list[str]]:
    """Returns every field that a row of claims may have, with the classes that define it."""
    found: dict[str, list[str]] = {}
    for model in (Claim, Enrolment, *KINDS.values()):
        for field in model.model_fields:
            if field not in ("enrolment", "event"):
                found.setdefault(field, []).append(model.__name__)
    return found


def _fields() -> Iterator[list[str]]:
    for field, models in fields_of_a_claim().items():
        chinese = "、".join(heading for heading, of in HEADINGS.items() if of == field)
        yield [chinese or "–", field.replace("_", " "), f"`{field}` ({', '.join(models)})"]
