"""Rule books with their labels, and the benefits that two rule books leave unchanged."""

from collections.abc import Mapping
from datetime import date
from itertools import combinations, zip_longest
from typing import Any, NamedTuple

from .._texts import AND, both, listed, say
from ..claims import Claim
from ..engine.prepare import prepare
from ..engine.prepared_plan import PreparedPlan
from ..errors import InvalidScenario
from ..formatting import options_text, reading_text
from ..limits import Limit, limits_in
from ..rulebook.plan import Plan
from ..rulebook.registry.book import AnyPlan, Book, plan_of
from ..rulebook.registry.shipped_plans import no_such_plan, shipped_code
from ..rulebook.version import PlanVersion
from ..rules import PriorPayment
from ..rules.fact_names import names_of
from ..rules.own_facts import Fact, facts_declared
from ..sources import Text
from .vocabulary import BOOK_LABELS


class LabelledBook(NamedTuple):
    """A rule book of a scenario: its plan and readings, the plan prepared under them, and its label."""

    plan: Plan
    readings: Mapping[str, str]
    prepared: PreparedPlan
    label: Text


def plan_named(plan: AnyPlan | None, *books: Book | Mapping[str, str]) -> AnyPlan | None:
    """The plan that claims are of: `plan` if given, or else the code of the first book that has one.

    Text that names no shipped plan may be the code of a plan of which only versions are given.
    """
    if isinstance(plan, Plan):
        return plan
    for book in (plan, *books):
        if isinstance(book, str | Plan):
            code = book if isinstance(book, str) else book.code
            return shipped_code(code) or code
    return None


def code_of(plan: AnyPlan) -> str:
    """The code of a plan that `plan_named` gave."""
    return plan.code if isinstance(plan, Plan) else plan


def claim_plan(claim: Claim, plan: AnyPlan | None) -> AnyPlan:
    """The plan of a claim: `plan` if given, or else the library's.

    Raises:
        InvalidScenario: the claim is of another plan.
        UnknownPlan: no plan has this code or name.
    """
    of, code = plan_named(plan), claim.enrolment.plan
    if of is not None and code_of(of) != code:
        if isinstance(of, str) and not shipped_code(of):
            raise no_such_plan(of, "plan")
        message = both(
            "the claim is of plan {code!r}; plan is {given!r}",
            "申请的活动为“{code}”；plan 为“{given}”",
            code=code,
            given=code_of(of),
        )
        raise InvalidScenario(message, field="plan", given=code_of(of), choices=(code,))
    return of or code


def facts_in(*books: Book | Mapping[str, str] | None) -> dict[str, Fact]:
    """The facts that the user's own books declare.

    Raises:
        InvalidScenario: two books declare a fact of one name with different kinds, such as money and number.
    """
    several = [book.versions if isinstance(book, Plan) else (book,) for book in books]
    versions = [each for book in several for each in book if isinstance(each, PlanVersion)]
    declared = facts_declared(versions)
    for name, fact in (pair for version in versions for pair in version.facts):
        if fact.kind != declared[name].kind:
            message = both(
                "facts.{name} is of the kind {one} in one rule book, {other} in another; give it two names",
                "facts.{name} 在一版条款中的类型为 {one}，在另一版中为 {other}；请用不同的名称",
                name=name,
                one=fact.kind,
                other=declared[name].kind,
            )
            raise InvalidScenario(message, field=f"facts.{name}", given=fact.kind)
    return declared


def names_in(book: Book | None) -> dict[str, Text]:
    """The names of the facts that a book declares, and of their words as `<fact>.<word>`."""
    if book is None:
        return {}
    return dict(names_of(facts_in(book if isinstance(book, PlanVersion) else plan_of(book)).items()))


def labelled_book(
    book: Book | Mapping[str, str], plan: AnyPlan, readings: Mapping[str, str] | None
) -> LabelledBook:
    """A rule book, or the plan under other readings, with its label; `plan` is what the claims are of.

    Raises:
        UnknownPlan, UnknownReading: no plan has this code, or offers this reading.
        InvalidScenario: the book is a plan with another code.
        TypeError: the book is not a code, a plan, a version or a mapping of readings.
    """
    chosen: dict[str, str] = dict(readings or {})
    if isinstance(book, Mapping):
        chosen |= book
        label = _label_text("readings", readings=_readings_text(book))
        own = plan_of(plan)
    else:
        own = plan_of(book, plan)
        label = _label(book, own)
    code = code_of(plan)
    if own.code != code:
        raise InvalidScenario(
            both(
                f"the books are of two plans, {code!r} and {own.code!r}; compare one plan",
                f"条款属于两项活动：“{code}”和“{own.code}”；请比较一项活动",
            ),
            field="plan",
            given=code,
            choices=(own.code,),
        )
    return LabelledBook(own, chosen, prepare(own, chosen), label)


def _readings_text(chosen: Mapping[str, str]) -> Text:
    """Readings and their options in words."""
    each = (
        say(BOOK_LABELS["reading"], reading=reading_text(name), option=options_text(name, [option]))
        for name, option in chosen.items()
    )
    return listed(each, by=AND) if chosen else BOOK_LABELS["no_readings"]


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

    Both books must have the same versions of the record (some may be amended copies), and know the same
    words and facts of claims. A benefit is unchanged if its rule, conditions and limits are the same in
    both, and it shares no limit with a changed benefit: a term that neither book states is the same
    unknown in both.
    """
    pairs = list(zip(before.versions, after.versions, strict=False))
    same_record = all(_record(one.version) == _record(other.version) for one, other in pairs)
    same_length = len(before.versions) == len(after.versions)
    if not (same_record and same_length and _read_alike(before, after)):
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


def same_until(before: PreparedPlan, after: PreparedPlan) -> date | None:
    """The day before which the same versions answer every claim under both books; None if there is none.

    A claim of an earlier day does not move, and no claim before it does, whatever the unstated terms are.
    """
    if before.by_cover_start or not _read_alike(before, after):
        return None
    for pair in zip_longest(before.versions, after.versions):
        versions = [one.version for one in pair if one is not None]
        if len(versions) < 2 or versions[0] != versions[1]:
            return min(version.answers_from for version in versions)
    return None


def _read_alike(before: PreparedPlan, after: PreparedPlan) -> bool:
    """Whether the books know the same words, facts and events of claims, and choose by the same day."""
    one, other = (
        (
            book.words.codes,
            book.words.facts,
            {benefit.event for prepared in book.versions for benefit in prepared.version.benefits},
            book.by_cover_start,
        )
        for book in (before, after)
    )
    return one == other


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
