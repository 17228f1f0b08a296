"""What rows draw on limits, and what that depends on."""

from typing import NamedTuple

from .values import Value


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
