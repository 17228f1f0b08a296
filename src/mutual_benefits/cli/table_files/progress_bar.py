"""A progress bar on standard error, if that is a terminal."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..._language import Lang
from ..vocabulary import SUMMARY
from .summary import Summary


class ProgressBar:
    """Shows how many rows have been read, then how many have been assessed."""

    def __init__(self, lang: Lang) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.lang = lang
        self.shown = console.is_terminal
        self.progress = Progress(*columns, console=console, transient=True, disable=not self.shown)
        self.task = self.progress.add_task(SUMMARY["reading"].in_(lang), total=None)
        self.read = 0

    def __enter__(self) -> Self:
        if self.shown:
            self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:  # earlier releases of Rich print a blank line for a bar that is never shown
            self.progress.stop()

    def reading(self, rows: int) -> None:
        """Note how many rows have been read."""
        self.read = rows

    def show(self) -> None:
        """Show how many rows have been read."""
        self.progress.update(self.task, completed=self.read)

    def assessing(self, summary: Summary, total: int) -> None:
        """Show how many rows have been assessed."""
        words = SUMMARY["assessing"].in_(self.lang)
        self.progress.update(self.task, completed=summary.rows, total=total, description=words)
