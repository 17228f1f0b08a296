"""The differences between two versions, clause by clause, with the sources of both."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from .. import formatting
from .._arguments import checked
from .._texts import Lang, language_of
from ..frozen import Frozen
from ..intervals import span
from ..limits import Limit, limits_in
from ..sources import Basis, Source, Text
from ..terms import Unstated, choices
from ..vocabulary import CONDITIONS, SPANS, both, way_of
from .details import Detail, details
from .term_path import Place, places, value_of
from .version import PlanVersion
from .vocabulary import DIFF_KINDS, FINDING_KINDS

DiffKind = Literal["added", "removed", "changed", "sourced_anew"]

_UNSTATED = both("not stated in the record: {}", "公开资料未载明：{}")
_NONE = both("–", "–")


class Clause(Frozen):
    """One clause of a version: its text, its source and its basis."""

    text: Text
    source: Source | None = None
    basis: Basis | None = None


class Change(Frozen):
    """One clause that differs; `before` is None if the clause is new, `after` if it was removed."""

    kind: DiffKind
    path: str
    name: Text
    before: Clause | None
    after: Clause | None

    def line(self, lang: Lang | None = None) -> str:
        """The change in one line."""
        lang = language_of(lang)
        was, now = (_clause_text(clause, lang) for clause in (self.before, self.after))
        colon = "：" if lang == "zh" else ": "
        return f"{self.name.in_(lang)}{colon}{was} → {now}"


class Changes(Frozen):
    """All differences between two versions, in the order of the rule book."""

    changes: tuple[Change, ...]

    def text(self, lang: Lang | None = None) -> str:
        """The changes as text, grouped by kind."""
        lang = language_of(lang)
        lines: list[str] = []
        for kind, label in DIFF_KINDS.items():
            changes = [change for change in self.changes if change.kind == kind]
            if changes:
                lines += ["", label.in_(lang), *(f"  - {change.line(lang)}" for change in changes)]
        nothing = both("Nothing differs.", "无差异。").in_(lang)
        return "\n".join(lines[1:]) if lines else nothing


@checked
def diff(before: PlanVersion, after: PlanVersion) -> Changes:
    """What changed from one version to another: every figure and every other field that has an effect.

    A field of a part that only one of the versions has is not told besides the part.

    >>> from datetime import date
    >>> from mutual_benefits import get_plan
    >>> plan = get_plan("accident")
    >>> changes = diff(plan.version_on(date(2015, 12, 31)), plan.version_on(date(2016, 1, 1)))
    >>> next(c for c in changes.changes if c.path == "living_allowance.rate.100").line()
    'Living allowance, rate, tier 100: 60.00 yuan a day [seed] → 80.00 yuan a day [seed]'
    """
    old, new = dict(_clauses(before)), dict(_clauses(after))
    changes = []
    for path in merged_order(old, new):
        was, now = old.get(path), new.get(path)
        name = (now or was)[0]  # type: ignore[index]  # one of the two has it
        clauses = was and was[1], now and now[1]
        changes.append(
            Change(kind=_kind(*clauses), path=path, name=name, before=clauses[0], after=clauses[1])
        )
    changes += _details_changed(before, after)
    return Changes(changes=tuple(change for change in changes if change.before != change.after))


def _details_changed(before: PlanVersion, after: PlanVersion) -> Iterator[Change]:
    """The fields besides figures that differ, of parts that both versions have."""
    old, new = details(before), details(after)
    for path, now in new.items():
        was = old.get(path)
        if was is None or (was.keys or was.value) == (now.keys or now.value):
            continue
        if path in _ORDERS and _common(path, was, new) == _common(path, now, old):
            continue
        clauses = Clause(text=was.value), Clause(text=now.value)
        yield Change(kind="changed", path=path, name=now.name, before=clauses[0], after=clauses[1])


_ORDERS = ("benefits", "conditions", "fee_tiers", "adds")
"""The lists of which new and removed entries are told by clauses of their own, or follow from them."""


def _common(path: str, one: Detail, others: Mapping[str, Detail]) -> list[str]:
    """The entries of a list that another version may have too, in their order."""
    if path != "adds":
        return [key for key in one.keys if key in others[path].keys]
    codes = others["benefits"].keys
    kept = (tuple(code for code in key.split("+") if code in codes) for key in one.keys)
    return ["+".join(group) for group in kept if len(group) > 1]


def merged_order(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The keys of both versions in the order of the newer; a removed key follows its old predecessor.

    >>> merged_order(["rate", "waiting_days", "limits"], ["limits", "rate", "sum"])
    ['limits', 'rate', 'waiting_days', 'sum']
    """
    order = list(new)
    kept, last = set(order), -1
    for key in old:
        if key in kept:
            last = order.index(key)
        else:
            last += 1
            order.insert(last, key)
    return order


def _kind(was: Clause | None, now: Clause | None) -> DiffKind:
    if was is None or now is None:
        return "added" if was is None else "removed"
    return "sourced_anew" if was.text == now.text else "changed"


def _clauses(version: PlanVersion) -> Iterator[tuple[str, tuple[Text, Clause]]]:
    """Each clause of a version by its path, with its name."""
    if version.shown_until is not None:
        last = version.shown_until
        until = both(*(formatting.roughly(last.day, last.known_to, lang) for lang in formatting.LANGUAGES))
        yield "shown_until", (FINDING_KINDS["shown_until"], Clause(text=until, source=last.source))
    for rule in version.benefits:
        yield f"benefits.{rule.code}", (rule.name, Clause(text=way_of(rule), source=rule.source))
    for place in places(version):
        yield place.path, (place.name, _clause(place))
    for condition in version.conditions:
        guarded = "+".join(condition.apart)
        path = ".".join(filter(None, ("conditions", condition.condition, guarded)))
        text = _particulars(condition)
        clause = Clause(text=text, source=condition.source, basis=condition.basis)
        yield path, (CONDITIONS[condition.condition], clause)
    for listed in version.disease_lists:
        for disease in listed.diseases:
            clause = Clause(text=disease.name, source=listed.source, basis=listed.basis)
            yield f"diseases.{disease.code}", (disease.name, clause)
        number = str(listed.count)
        count = both(number, number) if listed.count is not None else both("not stated", "未载明")
        clause = Clause(text=count, source=listed.source, basis=listed.basis)
        yield "diseases", (both("diseases on the official list", "病种清单所列种数"), clause)
    for limit in _limits(version):
        period = both(f"limit “{limit.name.en}”, period", f"限额“{limit.name.zh}”，计算期间")
        yield f"limits.{limit.code}.per", (period, Clause(text=SPANS[limit.per]))
    for name, options in choices(version).items():
        clause = Clause(text=formatting.options_text(name, options))
        yield f"readings.{name}", (formatting.reading_text(name), clause)


def _clause(place: Place) -> Clause:
    return Clause(text=figure(place), source=place.term.source, basis=place.term.basis)


def figure(place: Place) -> Text:
    """A term in words: its figure with the unit, or that it is not stated, with its bounds."""
    unit = "age" if {"least", "below"} & set(place.path.split(".")) else place.unit
    value = formatting.outward(span(*value_of(place.term)), unit)
    en, zh = (formatting.quantity(*value, lang) for lang in ("en", "zh"))
    if isinstance(place.term, Unstated):
        return both(_UNSTATED.en.format(en), _UNSTATED.zh.format(zh))
    return both(en, zh)


def _particulars(condition: Any) -> Text:
    """The words of a condition, such as excluded causes; its figures are clauses of their own."""
    own = set(condition.__dict__) - {"condition", "benefits", "source", "basis", "diseases", "limit"}
    lists = [condition.__dict__[name] for name in sorted(own) if _is_words(condition.__dict__[name])]
    english = "; ".join(", ".join(words) for words in lists)
    chinese = "；".join(
        "、".join(formatting.quantity(word, word, "word", "zh") for word in words) for words in lists
    )
    return both(english or "✓", chinese or "✓")


def _is_words(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) for word in value)


def _limits(version: PlanVersion) -> Iterator[Limit]:
    by_code = {limit.code: limit for limit in limits_in((*version.benefits, *version.conditions))}
    yield from by_code.values()


def _clause_text(clause: Clause | None, lang: str) -> str:
    if clause is None:
        return _NONE.in_(lang)
    return clause.text.in_(lang) + formatting.cited(clause.source, clause.basis, lang)
