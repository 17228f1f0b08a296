"""The same claims give the same bytes: from eight threads at once, in two processes, under any hash seed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from folders import REPOSITORY, TESTS

KEPT = (TESTS / "snapshot" / "entitlements.csv").read_text(encoding="utf-8").split("\n", 1)[1]

ALONE = """
import sys
from kept import entitlements
sys.stdout.buffer.write("\\n".join((*entitlements(), "")).encode())
"""

# Nothing is loaded and no plan is ready when the threads begin: they meet in every first use there is.
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

# Reasons are worked out late: here all threads ask one assessment for them at the same time.
ASKED_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from kept import CLAIMS
import mutual_benefits as mb
from mutual_benefits.cli.claims_csv import read_claims
start = Barrier(8)
def say(assessment):
    start.wait()
    return assessment.model_dump_json() + assessment.explain("zh")
claims = [row.claim for row in read_claims(CLAIMS.read_bytes())][::40]
with ThreadPoolExecutor(8) as pool:
    for claim in claims:
        told = list(pool.map(say, [mb.assess(claim)] * 8))
        assert len(set(told)) == 1, claim.id
sys.stdout.buffer.write(b"same")
"""


def said(program: str, **environment: str) -> bytes:
    """What a program prints in a process of its own."""
    path = os.pathsep.join((str(TESTS / "snapshot"), str(REPOSITORY / "src")))
    given = {**os.environ, "PYTHONPATH": path, **environment}
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=given).stdout


def test_eight_threads_that_start_at_once_give_the_same_bytes():
    assert said(TOGETHER).decode() == KEPT


def test_two_processes_give_the_same_bytes():
    with ThreadPoolExecutor(2) as pool:
        for told in pool.map(said, [ALONE] * 2):
            assert told.decode() == KEPT


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_the_hash_seed_makes_no_difference(seed):
    assert said(ALONE, PYTHONHASHSEED=seed).decode() == KEPT


def test_eight_threads_that_ask_one_assessment_for_its_reasons_get_the_same_answer():
    assert said(ASKED_AT_ONCE) == b"same"
