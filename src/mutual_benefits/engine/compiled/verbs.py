"""One claim, quickly: the verbs as lines of Python, written once for a version and then compiled.

What a formula needs from the plan (which limits count days, what a tier's rate is) is the same for all
claims. It is resolved while the lines are written, so that the lines contain only what depends on the
claim. They do what `Exact` does. Where something has no single value they raise `Indeterminate`, and the
other calculators take over.

Nothing from a plan file becomes code: its numbers and words are written as literals (`repr`), and
everything else is referred to by names generated here.
"""

from typing import Any

from ..._calendar import day_of_year, months_after, years_after
from ...diseases import DiseaseList
from ...intervals import Value
from ...limits import Limit
from ...rules.words import UnknownWord
from ...terms import DayOfYear, Figure, Ladder, Rung, Table, Term, Unstated
from .function_source import FunctionSource, PendingValue


class PendingFacts:
    """A claim's facts, which the lines look up in the mapping `facts`."""

    def __init__(self, script: FunctionSource) -> None:
        self._script = script

    def __getattr__(self, name: str) -> PendingValue:
        return PendingValue(self._script, f"facts[{name!r}]")


class CompiledVerbs:
    """The verbs as lines. Numbers and truth values that depend on the plan alone stay plain values."""

    def __init__(self, script: FunctionSource) -> None:
        self.script = script
        self.facts = PendingFacts(script)
        self.within_claim: dict[str, str] = {}
        """The variables for units used of limits per event, which are counted within one claim."""
        self.before_claim: dict[str, str] = {}
        """The variables for units of other limits that earlier claims used."""

    def least(self, a: Value, b: Value) -> Value:
        return self.script.put(f"{a!r} if {a!r} < {b!r} else {b!r}")

    def most(self, a: Value, b: Value) -> Value:
        return self.script.put(f"{a!r} if {a!r} > {b!r} else {b!r}")

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        return self.script.put(f"{then!r} if {condition!r} else {otherwise!r}")

    def both(self, a: Value, b: Value) -> Value:
        return self.script.put(f"{a!r} and {b!r}")

    def either(self, a: Value, b: Value) -> Value:
        return self.script.put(f"{a!r} or {b!r}")

    def negate(self, a: Value) -> Value:
        return self.script.put(f"not {a!r}")

    def present(self, fact: Value) -> Value:
        return fact

    def given(self, name: str) -> Value:
        return self.script.put(f"facts[{name!r}] is not None")

    def fact_or(self, name: str, term: Term) -> Value:
        fact = self.script.put(f"facts[{name!r}]")
        with self.script.block(f"if {fact} is None"):
            self.script.line(f"{fact} = {self.look_up(term)!r}")
        return fact

    def told(self, name: str) -> Value:
        fact = self.script.put(f"facts[{name!r}]")
        with self.script.block(f"if {fact} is None"):
            self.script.doubt()
        return fact

    def fact_among(self, name: str, words: tuple[str | bool, ...]) -> Value:
        fact = self.script.put(f"facts[{name!r}]")
        with self.script.block(f"if {fact} is None or not {self.known(fact)!r}"):
            self.script.doubt()
        return self.among(fact, words)

    def among(self, fact: Value, words: tuple[str | int, ...]) -> Value:
        return self.script.put(f"{fact!r} in {words!r}")

    def known(self, word: Value) -> Value:
        return self.script.put(f"type({word!r}) is not {self.script.thing(UnknownWord)}")

    def matched(self, word: Value, words: tuple[str, ...]) -> Value:
        with self.script.block(f"if not {self.known(word)!r}"):
            self.script.doubt()
        return self.among(word, words)

    def look_up(self, term: Any, ordinal: Value = None) -> Value:
        if isinstance(term, int):
            return term
        if isinstance(term, Figure):
            return term.value
        if isinstance(term, Table):
            return self.row(term, ordinal)
        if isinstance(term, Ladder):
            return self.climb(term, ordinal)
        self.script.doubt()
        return 0

    def row(self, table: Table, ordinal: Value) -> Value:
        fact = getattr(self.facts, table.by)
        if all(type(row) is int for _, row in table.rows):
            value = self.script.put(f"{self.script.thing(dict(table.rows))}.get({fact})")
            with self.script.block(f"if {value} is None"):
                self.script.doubt()
            return value
        value = self.script.put("None")
        for key, row in table.rows:
            with self.script.block(f"if {fact} == {key!r}"):
                self.assign(value, row, ordinal)
        with self.script.block(f"if {value} is None"):
            self.script.doubt()
        return value

    def climb(self, ladder: Ladder, ordinal: Value) -> Value:
        facts = self.facts
        if ladder.by == "ordinal":
            at = facts.ordinal if ordinal is None else ordinal
        elif ladder.by == "day_of_cover":
            at = facts.happened_on - facts.cover_from + 1
        else:
            at = self.told(ladder.by)
        value = self.script.put("None")
        waived = self.waived(ladder.waiver)
        for rung in ladder.rungs:
            sign = "<=" if rung.inclusive else "<"
            with self.script.block(f"if {value} is None and not {waived!r} and {at!r} {sign} {rung.through}"):
                self.assign(value, rung.value)
                self.reached(value, ladder, rung)
        with self.script.block(f"if {value} is None"):
            self.assign(value, ladder.beyond)
            self.reached(value, ladder, None)
        return value

    def reached(self, value: PendingValue, ladder: Ladder, rung: Rung | None) -> None:
        """Write lines that record the rung of a ladder (None: beyond the last); none without a trace."""

    def assign(self, value: PendingValue, term: Any, ordinal: Value = None) -> None:
        """Write a line that assigns the figure of a row or a rung to `value`."""
        self.script.line(f"{value} = {self.look_up(term, ordinal)!r}")

    def waived(self, waiver: Term | None) -> Value:
        if waiver is None:
            return False
        waived = self.script.put("facts['renewed']")
        with self.script.block(f"if {waived}"):
            self.script.line(f"{waived} = {self.look_up(waiver)!r} > 0")
        return waived

    def capped(self, value: Value, term: Any, label: str = "", unit: str = "") -> Value:
        if not isinstance(term, Unstated):
            return self.least(value, self.look_up(term))
        with self.script.block(f"if {value!r} > {term.low}"):
            self.script.doubt()
        return value

    def listed(self, diseases: DiseaseList, disease: Value) -> Value:
        on_list = self.among(disease, diseases.codes)
        if not diseases.complete:
            with self.script.block(f"if not {on_list}"):
                self.script.doubt()
        return on_list

    def portion(self, amount: Value, rate: Value) -> Value:
        return self.script.put(f"({amount!r} * {rate!r} + 5000) // 10000")

    def years_after(self, day: Value, years: Value) -> Value:
        return self.script.put(f"{self.script.thing(years_after)}({day!r}, {years!r})")

    def months_after(self, day: Value, months: Value) -> Value:
        return self.script.put(f"{self.script.thing(months_after)}({day!r}, {months!r})")

    def day_of_year(self, day: Value, fixed: DayOfYear) -> Value:
        numbers = f"{fixed.years}, {fixed.month}, {fixed.day}"
        return self.script.put(f"{self.script.thing(day_of_year)}({day!r}, {numbers})")

    def used(self, limit: Any) -> Value:
        """The units used before, by earlier claims or earlier in this one."""
        if limit.per == "event":
            return self.script.put(self.within_claim.setdefault(limit.code, self.script.name("n")))
        return self.known_units(f"used.get({limit.code!r}, 0)")

    def used_earlier(self, limit: Any) -> Value:
        if limit.per == "event":
            return 0
        return self.known_units(self.before_claim.setdefault(limit.code, self.script.name("n")))

    def known_units(self, units: str) -> PendingValue:
        """Write lines that give up where units used are not known exactly."""
        used = self.script.put(units)
        with self.script.block(f"if type({used}) is not int"):
            self.script.doubt()
        return used

    def draw(self, limits: tuple[Any, ...], unit: str, asked: Value, ordinal: Value = None) -> Value:
        in_unit = [limit for limit in limits if limit.unit == unit]
        if not in_unit:
            return asked
        granted = self.script.put(repr(asked))
        checked = [(limit, self.applies(limit)) for limit in in_unit]
        before = [self.cut(limit, applies, granted, ordinal) for limit, applies in checked]
        for (limit, applies), used in zip(checked, before, strict=True):
            with self.script.block(f"if {applies}"):
                self.count(limit, granted, used)
        return granted

    def count_once(self, limit: Limit, unit: str, units: Value) -> None:
        now = self.used(limit) - self.used_earlier(limit)
        self.draw((limit,), unit, self.most(units - now, 0))

    def applies(self, limit: Any) -> str:
        """The expression for whether a limit applies: none of the facts that lift it is present."""
        lifting = " or ".join(f"facts[{fact!r}]" for fact in limit.unless)
        return self.script.put(f"not ({lifting})").text if lifting else "True"

    def cut(self, limit: Limit, applies: str, granted: PendingValue, ordinal: Value) -> Value:
        """Write lines that cut `granted` to what a limit leaves; return the units used before."""
        used = PendingValue(self.script, self.script.name())
        with self.script.block(f"if {applies}"):
            self.script.line(f"{used} = {self.used(limit)}")
            if limit.ceiling is not None:
                left = self.script.put(f"{self.look_up(limit.ceiling, ordinal)!r} - {used}")
                with self.script.block(f"if {granted} > {left}"):
                    self.script.line(f"{granted} = {left} if {left} > 0 else 0")
        return used

    def count(self, limit: Limit, granted: PendingValue, used: PendingValue) -> None:
        """Write lines that count the granted units as used."""
        if limit.per == "event":
            self.script.line(f"{self.within_claim[limit.code]} = {used} + {granted}")
        else:
            self.script.line(f"used[{limit.code!r}] = {used} + {granted}")
            self.script.line(f"journal.append(({self.script.thing(limit)}, {granted}, {used}))")

    def step(self, label: str, value: Value, unit: str, term: Any = None, of: Value = None) -> Value:
        return value

    def conditions_met(self) -> None:
        """Write lines that record the steps of the conditions so far, which hold; none without a trace."""

    def taken(self, claimed: list[str]) -> None:
        """Write lines that record the steps so far for the claimed benefits; none without a trace."""
