"""Runs tests in a fork with limits of time and memory."""

import contextlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from which_tests import REPOSITORY

MEMORY = 8 << 30
STUCK = 90
"""Seconds after which a process that does nothing is stuck."""


def enter(root: Path) -> None:
    """Work in silence with the package under `root`, also in processes that a test starts."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.chdir(REPOSITORY)
    os.environ["PYTHONPATH"] = str(root)
    sys.path.insert(0, str(root))


def first_failure(run: Callable[[], int], note: Path, seconds: float) -> str | None:
    """What a run in a fork notes as its first failure; `time` where it does not end; None if all pass.

    Tests that should take so many seconds have a multiple of them, of processor time.
    """
    note.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        most = int(20 + 5 * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        try:
            status = run()
        except BaseException:
            status = 1
        os._exit(status)
    status = _status(child)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what a test that was stopped had started
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, 5):
        return None
    return note.read_text() if note.exists() else "time"


def _status(child: int) -> int:
    """Wait for a process, which is killed where it has done nothing for long."""
    pause, done, since = 0.01, "", time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(pause)
        pause = min(2 * pause, 0.5)
        now = Path(f"/proc/{child}/stat").read_text().split()[13:17]  # its processor time so far
        if now != done:
            done, since = now, time.monotonic()
        elif time.monotonic() - since > STUCK:
            os.kill(child, signal.SIGKILL)
