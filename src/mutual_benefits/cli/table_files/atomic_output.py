"""Writes a file completely or not at all: under a temporary name first, then moved into place."""

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..bilingual import error


class Interrupted(BaseException):
    """A signal asked the process to end; `number` is the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def target_of(out: str, source: Path | None, suffixes: tuple[str, ...]) -> tuple[Path | None, str]:
    """The file to write and its kind; None for CSV on standard output. `source` is the file that is read.

    Raises:
        CommandError: the file cannot be written there.
    """
    if out == "-":
        if sys.stdout is None:
            raise error("stdout")
        return None, ".csv"
    path = Path(out).resolve()
    if path.suffix.lower() not in suffixes:
        raise error("suffix", path=out)
    if path.exists() and not path.is_file():
        raise error("not_regular", path=out)
    if not path.parent.is_dir():
        raise error("no_folder", path=path.parent)
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise error("same_file", path=out)
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise error("not_writable", path=out)
    return path, path.suffix.lower()


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
def atomic_file(target: Path | None, scratch: Path, suffix: str, *, as_array: bool = False) -> Iterator[Path]:
    """A temporary file that becomes the target, or is copied to standard output, unless an error occurs.

    `as_array` puts the lines of JSON Lines into one array on the way to standard output.
    """
    folder = scratch if target is None else target.parent
    stem = "out" if target is None else target.stem[:100]
    # A separate folder: once it is removed, a thread that has not opened the file yet can no longer do so.
    temporary = Path(tempfile.mkdtemp(prefix=f".{stem}.", dir=folder))
    path = temporary / f"out{suffix}"
    try:
        yield path
        if target is None:
            with path.open("rb") as output:
                for start, line in _array(output) if as_array else ():
                    sys.stdout.buffer.write(start + line)
                shutil.copyfileobj(output, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            path.replace(target)
    finally:
        for _ in range(100):  # the thread may still write a file while the folder is emptied
            shutil.rmtree(temporary, ignore_errors=True)
            if not temporary.exists():
                break


def _array(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a JSON array of the objects in these lines."""
    start = b"["
    for line in lines:
        yield start, line.rstrip(b"\n")
        start = b",\n"
    yield (b"[" if start == b"[" else b""), b"]\n"


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
