"""The columns that an expression graph makes of a frame, outside any run."""

from mutual_benefits.tables.columnar.expression_graph import ExpressionGraph
from mutual_benefits.tables.native.frames import Notes


def columns_of(frame, wanted):
    """The narwhals frame with the wanted nodes as columns."""
    notes = Notes(frame)
    return notes.end(ExpressionGraph().columns(notes.first, wanted))
