"""What a rule book's tables ask of a claim's facts, and whether a claim gives one that has a row."""

from collections.abc import Iterator
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from ..claims import Claim, Enrolment
from ..diseases import plain
from ..errors import NoSuchRow
from ..events import KINDS
from ..frozen import parts_of
from ..limits import Limit
from ..rules import Benefit, Condition
from ..rules.calculator import Calculator, Value
from ..terms import Table
from .exact import Exact


def _words(annotation: Any) -> frozenset[Any]:
    """The words that a field allows; `...` stands for any other, None for a field left out."""
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    if annotation is NoneType:
        return frozenset((None,))
    if annotation is bool:
        return frozenset((False, True))
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return frozenset().union(*map(_words, parts)) if parts else frozenset((...,))


_WORDS = {
    name: _words(field.annotation)
    for model in (Enrolment, *KINDS.values())
    for name, field in model.model_fields.items()
}


class TableUse(NamedTuple):
    """One table of a benefit, and when it is looked at: in the rows `within`, without a fact of `unless`,
    and with all that a condition `needs`.
    """

    benefit: str
    fact: str
    keys: tuple[str | int, ...]
    within: tuple[tuple[str, str | int], ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def stray(self, facts: Any, do: Calculator) -> Value:
        """Whether a claim for the benefit asks for a row that the table has not."""
        asks: Value = True
        for fact, key in self.within:
            asks = do.both(asks, do.among(getattr(facts, fact), (key,)))
        for fact in self.unless:
            asks = do.both(asks, do.negate(do.present(getattr(facts, fact))))
        for fact in self.needs:
            asks = do.both(asks, do.given(fact))
        return do.both(asks, do.negate(do.among(getattr(facts, self.fact), self.keys)))


def table_uses(rule: Benefit, conditions: tuple[Condition, ...]) -> tuple[TableUse, ...]:
    """The tables of a benefit and of its conditions that lack a row for something a claim may say.

    Fee tiers are left out: a version has its own list of them.
    """
    of_rule = _tables(rule, TableUse(rule.code, "", ()))
    of_conditions = (_tables(one, TableUse(rule.code, "", (), needs=one.needs)) for one in conditions)
    return tuple(dict.fromkeys((*of_rule, *(each for one in of_conditions for each in one))))


def _tables(value: Any, so_far: TableUse) -> Iterator[TableUse]:
    if isinstance(value, Table):
        here = so_far._replace(fact=value.by, keys=value.keys)
        if not _always_answered(here):
            yield here
        for key, row in value.rows:
            yield from _tables(row, so_far._replace(within=(*so_far.within, (value.by, key))))
        return
    if isinstance(value, Limit):
        so_far = so_far._replace(unless=(*so_far.unless, *value.unless))
    for part in parts_of(value):
        yield from _tables(part, so_far)


def _always_answered(asked: TableUse) -> bool:
    known = {*asked.keys, None} if asked.fact in asked.needs else {*asked.keys}
    return asked.fact == "fee_tier" or _WORDS.get(asked.fact, {...}) <= known


def check_rows(asked: tuple[tuple[Benefit, tuple[TableUse, ...]], ...], claim: Claim, codes: Any) -> None:
    """A claim's facts have a row in each table that its benefits ask; `codes` gives diseases by name.

    Raises:
        NoSuchRow: a fact has none; the message names it, what was given, and the rows there are.
    """
    facts = SimpleNamespace(**claim.enrolment.__dict__ | claim.event.__dict__)
    if hasattr(facts, "disease"):
        facts.disease = codes.get(plain(facts.disease), facts.disease)
    do = Exact(facts, {})
    for rule, tables in asked:
        if rule.claimed(facts, do):
            for table in tables:
                if table.stray(facts, do):
                    owner = "enrolment" if table.fact in Enrolment.model_fields else "event"
                    place, given = f"claim {claim.id}: {owner}.{table.fact}", getattr(facts, table.fact)
                    raise NoSuchRow.of(place, given, rule.code, table.keys)
