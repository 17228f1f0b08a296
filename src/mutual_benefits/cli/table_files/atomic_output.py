"""Writes a file completely or not at all: under a temporary name first, then moved into place."""

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click


class Interrupted(BaseException):
    """A signal asked the process to end; `number` is the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def target_of(out: str) -> Path | None:
    """The file to write; None for standard output.

    Raises:
        click.BadParameter: the file cannot be written there.
    """
    if out == "-":
        return None
    path = Path(out).resolve()
    if path.exists() and not path.is_file():
        raise click.BadParameter(f"{out} is not a regular file; use - for standard output", param_hint="-o")
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="-o")
    return path


@contextmanager
def interruptible() -> Iterator[None]:
    """Makes the signals that end a process raise `Interrupted`, so that temporary files are removed."""

    def interrupt(number: int, _: object) -> None:
        raise Interrupted(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handled = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]  # as under nohup
    before = {number: signal.signal(number, interrupt) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def atomic_file(target: Path | None, scratch: Path, suffix: str) -> Iterator[Path]:
    """A temporary file that becomes the target, or is copied to standard output, unless an error occurs."""
    folder = scratch if target is None else target.parent
    stem = "out" if target is None else target.stem
    # A separate folder: once it is removed, a thread that has not opened the file yet can no longer do so.
    temporary = Path(tempfile.mkdtemp(prefix=f".{stem}.", dir=folder))
    path = temporary / f"out{suffix}"
    try:
        yield path
        if target is None:
            with path.open("rb") as output:
                shutil.copyfileobj(output, sys.stdout.buffer)
        else:
            path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            path.replace(target)
    finally:
        for _ in range(100):  # the thread may still write a file while the folder is emptied
            shutil.rmtree(temporary, ignore_errors=True)
            if not temporary.exists():
                break


def run_in_thread(work: Callable[[], Any], progress: Callable[[], None]) -> None:
    """Do the work in a thread, so that signals are handled at once; call `progress` every 0.1 seconds."""
    errors: list[BaseException] = []

    def catch_errors() -> None:
        try:
            work()
        except BaseException as error:  # raised again below
            errors.append(error)

    thread = threading.Thread(target=catch_errors, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)
        progress()
    if errors:
        raise errors[0]


def exit_at_once(number: int) -> None:
    """End the process at once with a signal's exit code, without waiting for the working thread."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(128 + number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
