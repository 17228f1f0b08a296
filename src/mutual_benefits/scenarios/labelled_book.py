"""Rule books with their labels, and the benefits that two rule books leave unchanged."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

from ..engine.prepare import prepare
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidScenario
from ..formatting import option_name, reading_name
from ..limits import Limit, limits_in
from ..plans.registry import get_plan
from ..rulebook.plan import Plan
from ..rulebook.version import PlanVersion
from ..rules import PriorPayment
from ..sources import Text
from .book import Book, plan_of
from .vocabulary import BOOK_LABELS


class LabelledBook(NamedTuple):
    """A rule book of a scenario: its plan and readings, the plan prepared under them, and its label."""

    plan: Plan
    readings: Mapping[str, str]
    prepared: PreparedPlan
    label: Text


def plan_code(plan: str | None, *books: Book | Mapping[str, str]) -> str | None:
    """The code of the plan: `plan` if given, or else the code that a book names, or None."""
    named = [book.code if isinstance(book, Plan) else book for book in books if isinstance(book, str | Plan)]
    return plan or next(iter(named), None)


def labelled_book(
    book: Book | Mapping[str, str], code: str, readings: Mapping[str, str] | None
) -> LabelledBook:
    """A book, or the library's plan under other readings, with its label.

    Raises:
        UnknownPlan, UnknownReading: no plan has this code, or offers this reading.
        InvalidScenario: the book is a plan with another code.
        TypeError: the book is not a code, a plan, a version or a mapping of readings.
    """
    chosen: dict[str, str] = dict(readings or {})
    if isinstance(book, Mapping):
        chosen |= book
        label = _label_text("readings", readings=_readings_text(book))
        plan = get_plan(code)
    else:
        plan = plan_of(book, code)
        label = _label(book, plan)
    if plan.code != code:
        raise InvalidScenario(
            f"the books are of two plans, {code!r} and {plan.code!r}; compare one plan",
            field="plan",
            given=code,
            choices=(plan.code,),
        )
    return LabelledBook(plan, chosen, prepare(plan, chosen), label)


def _readings_text(chosen: Mapping[str, str]) -> Text:
    """Readings and their options in words."""
    text = {}
    for lang, gap in (("en", ", "), ("zh", "；")):
        each = (f"{reading_name(name, lang)} {option_name(name, one, lang)}" for name, one in chosen.items())
        text[lang] = gap.join(each) or "-"
    return Text(en=text["en"], zh=text["zh"])


def _label(book: Book, plan: Plan) -> Text:
    if not isinstance(book, PlanVersion):
        return _label_text("plan", plan=plan.name, code=plan.code)
    code = f" ({book.product})" if book.product else ""
    details = {"first": str(book.effective_from), "product": BOOK_LABELS.get(str(book.product), code)}
    draft = getattr(book, "draft", None)
    return _label_text("draft", label=draft.label, **details) if draft else _label_text("version", **details)


def _label_text(key: str, **details: Any) -> Text:
    """A label in both languages; a detail that is a `Text` appears in the label's language."""
    text = {
        lang: BOOK_LABELS[key]
        .in_(lang)
        .format(**{n: v.in_(lang) if isinstance(v, Text) else v for n, v in details.items()})
        for lang in ("en", "zh")
    }
    return Text(en=text["en"], zh=text["zh"])


def benefit_names(*books: LabelledBook) -> dict[str, Text]:
    """The name of each benefit of the books by its code, in the order of the rule books."""
    return {
        benefit.code: benefit.name
        for book in books
        for version in book.plan.versions
        for benefit in version.benefits
    }


def unchanged_benefits(before: PreparedPlan, after: PreparedPlan) -> frozenset[str]:
    """The benefits that pay the same under both books, whatever the unstated terms are.

    Both books must have the same versions of the record (some may be amended copies). A benefit is
    unchanged if its rule, conditions and limits are the same in both, and it shares no limit with a
    changed benefit: a term that neither book states is the same unknown in both.
    """
    pairs = list(zip(before.versions, after.versions, strict=False))
    same_record = all(_record(one.version) == _record(other.version) for one, other in pairs)
    same_length = len(before.versions) == len(after.versions)
    if not (same_record and same_length and before.by_cover_start == after.by_cover_start):
        return frozenset()
    versions = [version for pair in pairs for version in (pair[0].version, pair[1].version)]
    codes = {benefit.code for version in versions for benefit in version.benefits}
    changed = {
        code
        for code in codes
        for one, other in pairs
        if _benefit_rules(code, one.version) != _benefit_rules(code, other.version)
    }
    linked = _linked(versions)
    while more := {code for pair in linked if pair & changed for code in pair} - changed:
        changed |= more
    return frozenset(codes - changed)


def _record(version: PlanVersion) -> tuple[Any, ...]:
    return (version.effective_from, version.product, version.answers_from, version.known_from)


def _benefit_rules(code: str, version: PlanVersion) -> tuple[Any, ...]:
    """The rule and the conditions of one benefit, apart from other benefits' use of its limits."""
    rules = tuple(rule for rule in version.benefits if rule.code == code)
    return rules, tuple(rule for rule in version.conditions if not rule.benefits or code in rule.benefits)


def _linked(versions: list[PlanVersion]) -> list[frozenset[str]]:
    """Pairs of benefits of which one, once paid, may reduce the other."""
    pairs = []
    for version in versions:
        any_payment_counts = any(isinstance(rule, PriorPayment) for rule in version.conditions)
        used: dict[str, set[str]] = {}
        for benefit in version.benefits:
            conditions = [rule for rule in version.conditions if benefit.code in rule.benefits]
            limits: tuple[Limit, ...] = limits_in((benefit, *conditions))
            used.setdefault(benefit.code, set()).update(limit.code for limit in limits)
        pairs += [
            frozenset((one, other))
            for one, other in combinations(used, 2)
            if any_payment_counts or used[one] & used[other]
        ]
    return pairs
