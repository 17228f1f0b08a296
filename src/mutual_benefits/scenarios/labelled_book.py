"""The two rule books of a comparison: what each is, and what is word for word the same in both."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

from ..engine.prepare import prepare
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidScenario
from ..formatting import option_name, reading_name
from ..limits import Limit
from ..plans.registry import get_plan
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion, limits_in
from ..rules import PriorPayment
from ..sources import Text
from ..vocabulary import both
from .book import Book, plan_of


class LabelledBook(NamedTuple):
    """One of two rule books: the plan and the readings to ask, made ready, and how it is called."""

    plan: Plan
    readings: Mapping[str, str]
    prepared: PreparedPlan
    label: Text


def code_of(plan: str | None, *books: Book | Mapping[str, str]) -> str | None:
    """The code of the plan in question: the one that is given, or else the one that a book names."""
    named = [book.code if isinstance(book, Plan) else book for book in books if isinstance(book, str | Plan)]
    return plan or next(iter(named), None)


def labelled_book(
    book: Book | Mapping[str, str], code: str, readings: Mapping[str, str] | None
) -> LabelledBook:
    """A book, or the library's plan under other readings, as a side of a comparison.

    Raises:
        UnknownPlan, UnknownReading: no plan has this code, or offers this reading.
        InvalidScenario: the book is another plan than the one in question.
        TypeError: it is no book and no readings.
    """
    asked: dict[str, str] = dict(readings or {})
    if isinstance(book, Mapping):
        asked |= book
        label = _both("readings", said=_readings(book))
        plan = get_plan(code)
    else:
        plan = plan_of(book, code)
        label = _label(book, plan)
    if plan.code != code:
        raise InvalidScenario(f"the books are of two plans, {code!r} and {plan.code!r}; compare one plan")
    return LabelledBook(plan, asked, prepare(plan, asked), label)


def _readings(chosen: Mapping[str, str]) -> Text:
    """The readings of a book in words."""
    said = {}
    for lang, gap in (("en", ", "), ("zh", "；")):
        each = (f"{reading_name(name, lang)} {option_name(name, one, lang)}" for name, one in chosen.items())
        said[lang] = gap.join(each) or "-"
    return Text(en=said["en"], zh=said["zh"])


def _label(book: Book, plan: Plan) -> Text:
    if not isinstance(book, PlanVersion):
        return _both("plan", plan=plan.name, code=plan.code)
    own = f" ({book.product})" if book.product else ""
    words = {"first": str(book.effective_from), "product": SIDES.get(str(book.product), own)}
    draft = getattr(book, "draft", None)
    return _both("draft", label=draft.label, **words) if draft else _both("version", **words)


def _both(what: str, **details: Any) -> Text:
    """A phrase in both languages, with each text among the details in its own."""
    said = {
        lang: SIDES[what]
        .in_(lang)
        .format(**{n: v.in_(lang) if isinstance(v, Text) else v for n, v in details.items()})
        for lang in ("en", "zh")
    }
    return Text(en=said["en"], zh=said["zh"])


def benefits_of(*sides: LabelledBook) -> dict[str, Text]:
    """The name of each benefit of the sides by its code, in the order of the rule books."""
    named: dict[str, Text] = {}
    for side in sides:
        for version in side.plan.versions:
            for rule in version.benefits:
                named[rule.code] = rule.name
    return named


def unchanged(before: PreparedPlan, after: PreparedPlan) -> frozenset[str]:
    """The benefits that pay the same under both books, whatever the terms are that the record leaves open.

    They are those of the same version of the record (one may be an amended copy) whose rule, conditions
    and limits are the same in both, and which share no limit with a benefit that was changed: what a
    term is that neither book states, it is in both.
    """
    pairs = list(zip(before.versions, after.versions, strict=False))
    same_record = all(_record(one.version) == _record(other.version) for one, other in pairs)
    same_length = len(before.versions) == len(after.versions)
    if not (same_record and same_length and before.by_cover_start == after.by_cover_start):
        return frozenset()
    versions = [version for pair in pairs for version in (pair[0].version, pair[1].version)]
    codes = {rule.code for version in versions for rule in version.benefits}
    changed = {
        code for code in codes for one, other in pairs if _of(code, one.version) != _of(code, other.version)
    }
    linked = _linked(versions)
    while more := {code for pair in linked if pair & changed for code in pair} - changed:
        changed |= more
    return frozenset(codes - changed)


def _record(version: PlanVersion) -> tuple[Any, ...]:
    return (version.effective_from, version.product, version.answers_from, version.known_from)


def _of(code: str, version: PlanVersion) -> tuple[Any, ...]:
    """All of a version that decides one benefit, but for what other benefits draw on its limits."""
    rules = tuple(rule for rule in version.benefits if rule.code == code)
    return rules, tuple(guard for guard in version.conditions if not guard.benefits or code in guard.benefits)


def _linked(versions: list[PlanVersion]) -> list[frozenset[str]]:
    """Pairs of benefits of which one, being paid, may leave less of the other."""
    found = []
    for version in versions:
        closing = any(isinstance(guard, PriorPayment) for guard in version.conditions)
        drawn: dict[str, set[str]] = {}
        for rule in version.benefits:
            guards = [guard for guard in version.conditions if rule.code in guard.benefits]
            limits: tuple[Limit, ...] = limits_in((rule, *guards))
            drawn.setdefault(rule.code, set()).update(limit.code for limit in limits)
        found += [
            frozenset((one, other))
            for one, other in combinations(drawn, 2)
            if closing or drawn[one] & drawn[other]
        ]
    return found


SIDES = {
    "plan": both("{plan} ({code}), each day by the version of that day", "{plan}（{code}），各按当日版本"),
    "version": both(
        "the version of {first}{product}, as if always in force", "{first} 版条款{product}，不分日期适用"
    ),
    "draft": both(
        "the amended draft “{label}” of the version of {first}{product}, as if always in force",
        "{first} 版条款{product}的修订稿“{label}”，不分日期适用",
    ),
    "one_year": both(" (one_year)", "（一年期）"),
    "two_year": both(" (two_year)", "（两年期）"),
    "three_year": both(" (three_year)", "（三年期）"),
    "readings": both("the plan under the readings {said}", "本活动现行条款，解读取 {said}"),
}
"""The names of the rule books of a comparison."""
