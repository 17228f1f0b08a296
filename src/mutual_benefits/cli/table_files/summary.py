"""The summary of a table's results, counted batch by batch."""

import threading
from collections import Counter
from decimal import Decimal
from typing import Any

import polars as pl

from ... import formatting, vocabulary
from ...money import to_yuan
from ..claim_report import Lang

_TEXTS = {
    "rows": ("rows: {n}", "行数：{n}"),
    "status": ("  {name}: {n}", "  {name}：{n}"),
    "reason": ("    {name}: {n}", "    {name}：{n}"),
    "invalid": ("invalid", "未能计算"),
    "total": ("Total: {sum}", "合计：{sum}"),
}


class Summary:
    """The numbers of rows by status and reason, and the totals of the lowest and the highest sums."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.counts = Counter[tuple[str, str | None]]()
        self.rows = self.low = self.high = self.open = 0
        self.lock = threading.Lock()

    def add(self, batch: Any) -> Any:
        """Count one batch of the results, and return it unchanged."""
        low, high = (pl.col(f"{end}_{self.unit}") for end in ("low", "high"))
        assessed = pl.col("status") != "invalid"
        sums = batch.select(low=low.sum(), high=high.sum(), open=(assessed & high.is_null()).sum())
        counts = batch.group_by("status", "reason").len().rows()
        with self.lock:
            self.rows += batch.height
            lowest, highest, unbounded = sums.row(0)
            self.low, self.high = self.low + lowest, self.high + highest
            self.open += unbounded
            for status, reason, number in counts:
                self.counts[status, reason] += number
        return batch

    def number_of(self, status: str) -> int:
        """The number of rows with this status."""
        return sum(number for (each, _), number in self.counts.items() if each == status)

    def lines(self, lang: Lang) -> list[str]:
        """The lines of the summary in a language."""

        def text(key: str, **values: object) -> str:
            return _TEXTS[key][lang == "zh"].format(**values)

        names = {code: name.in_(lang) for code, name in vocabulary.STATUSES.items()}
        lines = [text("rows", n=self.rows)]
        for status, name in {**names, "invalid": text("invalid")}.items():
            if self.number_of(status):
                lines.append(text("status", name=name, n=self.number_of(status)))
            reasons = [(reason, n) for (each, reason), n in self.counts.items() if each == status and reason]
            for reason, number in sorted(reasons, key=lambda each: (-each[1], each[0])):
                known = vocabulary.REASONS.get(reason)
                known = vocabulary.KEYS.get(reason) if known is None and lang == "zh" else known
                label = f"{known.in_(lang)} ({reason})" if known else reason
                lines.append(text("reason", name=label, n=number))
        return [*lines, text("total", sum=formatting.quantity(self.yuan(self.low), self.most, "yuan", lang))]

    @property
    def most(self) -> Decimal | None:
        """The total of the highest sums; None if a row has no known maximum."""
        return None if self.open else self.yuan(self.high)

    def yuan(self, total: Any) -> Decimal:
        """A total of sums, in yuan."""
        return Decimal(total).quantize(Decimal("0.01")) if self.unit == "yuan" else to_yuan(total)
