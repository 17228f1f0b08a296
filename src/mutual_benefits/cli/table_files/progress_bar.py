"""A progress bar on standard error, if that is a terminal."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..._language import Lang
from ..vocabulary import SUMMARY


class ProgressBar:
    """Shows what is going on, and with how many rows it is done."""

    def __init__(self, lang: Lang) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.lang = lang
        self.shown = console.is_terminal
        self.progress = Progress(*columns, console=console, transient=True, disable=not self.shown)
        self.task = self.progress.add_task(SUMMARY["reading"].in_(lang), total=None)
        self.step: tuple[str, int, int | None] = ("reading", 0, None)

    def __enter__(self) -> Self:
        if self.shown:
            self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:  # earlier releases of Rich print a blank line for a bar that is never shown
            self.progress.stop()

    def note(self, step: str, done: int, total: int | None) -> None:
        """Note the step that is going on, the rows that it is done with, and all rows, if they are known."""
        self.step = step, done, total

    def show(self) -> None:
        """Show what was noted last."""
        step, done, total = self.step
        words = SUMMARY[step].in_(self.lang)
        self.progress.update(self.task, completed=done, total=total, description=words)
