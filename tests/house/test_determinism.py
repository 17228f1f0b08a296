"""The same claims give the same bytes in eight threads at once and in two processes with other hash seeds."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from folders import REPOSITORY, TESTS

KEPT = (TESTS / "snapshot" / "entitlements.csv").read_text(encoding="utf-8").split("\n", 1)[1]

ALONE = """
import sys
from kept import entitlements
sys.stdout.buffer.write("\\n".join((*entitlements(), "")).encode())
"""

# Nothing is imported and no plan is prepared when the threads start, so they collide in every first use.
TOGETHER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
start = Barrier(8)
def work(_):
    start.wait()
    import mutual_benefits as mb
    from kept import entitlements
    return entitlements()
with ThreadPoolExecutor(8) as pool:
    first, *others = pool.map(work, range(8))
assert all(other == first for other in others), "the threads differ"
sys.stdout.buffer.write("\\n".join((*first, "")).encode())
"""

# Reasons are computed on first use: here all threads ask one assessment for them at the same time.
ASKED_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from kept import CLAIMS
import mutual_benefits as mb
start = Barrier(8)
def say(assessment):
    start.wait()
    return assessment.model_dump_json() + assessment.explain("zh")
claims = mb.read_claims(CLAIMS).claims[::40]
with ThreadPoolExecutor(8) as pool:
    for claim in claims:
        answers = list(pool.map(say, [mb.assess(claim)] * 8))
        assert len(set(answers)) == 1, claim.id
sys.stdout.buffer.write(b"same")
"""


def output_of(program: str, **environment: str) -> bytes:
    """The output of a program in its own process."""
    path = os.pathsep.join((str(TESTS / "snapshot"), str(REPOSITORY / "src")))
    given = {**os.environ, "PYTHONPATH": path, **environment}
    # Its standard error goes to that of the test, which is shown where the program fails.
    done = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, env=given)
    return done.stdout


def test_eight_threads_that_start_at_once_give_the_same_bytes():
    assert output_of(TOGETHER).decode() == KEPT


def test_two_processes_with_other_hash_seeds_give_the_same_bytes():
    with ThreadPoolExecutor(2) as pool:
        seeds = ("0", "4294967295")
        for output in pool.map(lambda seed: output_of(ALONE, PYTHONHASHSEED=seed), seeds):
            assert output.decode() == KEPT


def test_eight_threads_that_ask_one_assessment_for_its_reasons_get_the_same_answer():
    assert output_of(ASKED_AT_ONCE) == b"same"
