"""What rows draw on limits, and what that depends on."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...limits import Limit
from .bounds import End, add, minus, pick
from .lookup import LookUps
from .values import Value, both_ends, column_number, ends, sides


class DrawDependence(NamedTuple):
    """The facts a row's draw on a limit depends on, other than earlier use of the limit."""

    code: str
    ceiling: Value
    """The limit's ceiling in these rows; None if it cuts nothing off."""
    values: tuple[Value, ...]
    """The amount asked for, the conditions of the draw, and what other limits leave."""


class Draw(NamedTuple):
    """What the rows of some versions of one kind of event draw on a limit; nothing in all other rows."""

    kind: str
    versions: tuple[int, ...]
    units: Value

    def touches(self, kind: str, versions: tuple[int, ...]) -> bool:
        """Whether some row of these versions and this kind of event may draw here too."""
        return kind == self.kind and not set(versions).isdisjoint(self.versions)


class LimitDraws(LookUps):
    """The verbs of the columnar calculator that draw on limits, using those on numbers and conditions."""

    least: Any
    most: Any
    either: Any
    negate: Any
    dependences: list[DrawDependence]
    read: set[str]

    def used_earlier(self, limit: Limit) -> Value:
        """Units used before, in earlier rows."""
        self.read.add(limit.code)
        return self.used_before.get(limit.code, 0)

    def _drawn(self, limit: Limit) -> Iterator[Value]:
        draws = self.draws.get(limit.code, ())
        return (draw.units for draw in draws if draw.touches(self.kind, self.versions))

    def draw(self, limits: tuple[Any, ...], unit: str, asked: Value, ordinal: Value = None) -> Value:
        """The part of `asked` that the limits grant; it counts as used from here on in active rows."""
        granted = asked
        checked: list[tuple[Limit, Any]] = []
        remaining: dict[str, Value] = {}
        ceilings: dict[str, Value] = {}
        for limit in limits:
            if limit.unit == unit:
                applies = self.applies(limit)
                if limit.ceiling is not None and applies is not False:
                    ceilings[limit.code] = self.look_up(limit.ceiling, ordinal)
                    used = sum(self._drawn(limit), self.used_before.get(limit.code, 0))
                    left = self.most(ceilings[limit.code] - used, 0)
                    before, granted = granted, self.choose(applies, self.least(granted, left), granted)
                    self.note_limit(limit, applies, before, left)
                    remaining[limit.code] = left
                checked.append((limit, applies))
        for limit, applies in checked:
            others = (left for code, left in remaining.items() if code != limit.code)
            values = (asked, applies, self.active, *others)
            self.dependences.append(DrawDependence(limit.code, ceilings.get(limit.code), values))
        for limit, applies in checked:
            self._count(limit, self.choose(applies, granted, 0))
        return granted

    def count_once(self, limit: Limit, unit: str, units: Value) -> None:
        """Count a row's units by a limit, beyond what its other benefits have counted."""
        if limit.unit != unit:
            return
        applies, alone, ceiling = self.applies(limit), units, None
        if limit.ceiling is not None and applies is not False:
            ceiling = self.look_up(limit.ceiling)
            left = self.most(ceiling - self.used_before.get(limit.code, 0), 0)
            alone = self.least(units, left)
            self.note_limit(limit, applies, units, left)
        self.dependences.append(DrawDependence(limit.code, ceiling, (units, applies, self.active)))
        now = sum(self._drawn(limit), 0)
        self._count(limit, self.choose(applies, both_ends(_less, self.most(now, alone), now), 0))

    def _count(self, limit: Limit, units: Value) -> None:
        """Count units as used in active rows."""
        low, high = ends(units)
        sure, maybe = sides(self.active)
        certain = pick(sure, low, 0)
        exact = high is low and sure is maybe
        counted = column_number(certain, certain if exact else pick(maybe, high, 0))
        self.draws.setdefault(limit.code, []).append(Draw(self.kind, self.versions, counted))

    def applies(self, limit: Any) -> Value:
        """Whether a limit applies: none of the facts that lift it is present."""
        lifted: Value = False
        for fact in limit.unless:
            lifted = self.either(lifted, self.present(getattr(self.facts, fact)))
        return self.negate(lifted)

    def note_limit(self, limit: Limit, applies: Value, asked: Value, left: Value) -> None:
        """Note what one limit leaves for the units asked for."""


def _less(a: End, b: End) -> End:
    """One end less another, as in `less_by_ends`; an open end stays open."""
    return None if a is None or b is None else add(a, minus(b))
