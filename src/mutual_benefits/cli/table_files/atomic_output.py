"""Writing a table to a file, all of it or nothing: under a temporary name first, then moved into place."""

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


class Stopped(BaseException):
    """The process was told to end; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def target_of(out: str) -> Path | None:
    """The file to write, None for standard output.

    Raises:
        click.BadParameter: the file cannot be written there.
    """
    if out == "-":
        return None
    path = Path(out).resolve()
    if path.exists() and not path.is_file():
        raise click.BadParameter(f"{out} is no ordinary file; use - for standard output", param_hint="-o")
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="-o")
    return path


@contextmanager
def stoppable() -> Iterator[None]:
    """Within, the signals that end a process raise `Stopped`, so that nothing is left behind."""

    def stop(number: int, _: object) -> None:
        raise Stopped(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heard = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]  # nohup ignores one
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def put_in_place(target: Path | None, scratch: Path, suffix: str) -> Iterator[Path]:
    """A temporary file, which becomes the target (or goes to standard output) if all goes well."""
    folder = scratch if target is None else target.parent
    stem = "out" if target is None else target.stem
    # A folder of its own: a thread that has not opened the file yet cannot do so once the folder is gone.
    own = Path(tempfile.mkdtemp(prefix=f".{stem}.", dir=folder))
    path = own / f"out{suffix}"
    try:
        yield path
        if target is None:
            with path.open("rb") as done:
                shutil.copyfileobj(done, sys.stdout.buffer)
        else:
            path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            path.replace(target)
    finally:
        for _ in range(100):  # the thread may still put a file there while the folder is emptied
            shutil.rmtree(own, ignore_errors=True)
            if not own.exists():
                break


def run(work: Callable[[], Any], progress: Callable[[], None]) -> None:
    """Do the work in a thread, so that signals are heard at once; tell the progress now and then."""
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # raised again below
            failed.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.1)
        progress()
    if failed:
        raise failed[0]


def leave(number: int) -> None:
    """End the process at once, as a signal would: the thread at work cannot be waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(128 + number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
