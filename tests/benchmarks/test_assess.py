"""The time for one claim, compared with a hand-written function and with pydantic alone.

The other tests run these benchmarks once, without timing them. To time them, run
`python -m pytest tests/benchmarks --benchmark-enable`. The ratios mean more than the times.
"""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

import mutual_benefits as mb

RATES = {"26": (30_00, 20_00), "50": (40_00, 40_00), "74": (55_00, 55_00), "100": (80_00, 80_00)}
FACTS: dict[str, Any] = {
    "id": "C-1",
    "member": "M-1",
    "plan": "accident",
    "cover_from": date(2016, 1, 1),
    "fee_tier": "100",
    "happened_on": date(2016, 5, 4),
    "living_days": 25,
    "hospital_days": 12,
}
FEN = 2_560_00


class FlatClaim(BaseModel):
    """The same claim as one flat model: the lowest cost that validation can have."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    member: str = Field(min_length=1, max_length=200)
    plan: str = Field(min_length=1, max_length=200)
    cover_from: date
    fee_tier: str | None = None
    happened_on: date
    living_days: int = Field(default=0, ge=0, le=100_000)
    hospital_days: int = Field(default=0, ge=0, le=100_000)


def by_hand(
    tier: str, cover_from: int, happened_on: int, living_days: int, hospital_days: int, used: tuple[int, int]
) -> int:
    """The sum in fen that the accident plan of 2016 pays for an injury without a grade, on plain ints."""
    if not cover_from <= happened_on < cover_from + 366:
        return 0
    living_rate, hospital_rate = RATES[tier]
    living = min(living_days, 20, 180 - used[0])
    hospital = min(hospital_days, 20, 180 - used[1])
    return living * living_rate + hospital * hospital_rate


def nested(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as a nested mapping, as the library's models expect them."""
    enrolment = {name: facts[name] for name in ("plan", "cover_from", "fee_tier")}
    event = {name: facts[name] for name in ("happened_on", "living_days", "hospital_days")}
    return {"id": facts["id"], "member": facts["member"], "enrolment": enrolment, "event": event}


CLAIM = mb.Claim.model_validate(nested(FACTS))


def time_call(benchmark: Any, function: Any, *args: Any) -> Any:
    """Time a call in rounds of a fixed length, so that the benchmarks of a group are comparable."""
    return benchmark.pedantic(function, args=args, iterations=20, rounds=1000, warmup_rounds=2)


def build_claim() -> mb.Claim:
    """Build the claim from its models, as a caller writes it."""
    return mb.Claim(
        id="C-1",
        member="M-1",
        enrolment=mb.Enrolment(plan="accident", cover_from=date(2016, 1, 1), fee_tier="100"),
        event=mb.Injury(happened_on=date(2016, 5, 4), living_days=25, hospital_days=12),
    )


@pytest.mark.benchmark(group="one claim")
def test_arithmetic_by_hand(benchmark: Any) -> None:
    start, day = date(2016, 1, 1).toordinal(), date(2016, 5, 4).toordinal()
    assert time_call(benchmark, by_hand, "100", start, day, 25, 12, (0, 0)) == FEN


@pytest.mark.benchmark(group="one claim")
def test_pydantic_validates_a_flat_claim(benchmark: Any) -> None:
    assert time_call(benchmark, FlatClaim.model_validate, FACTS).living_days == 25


@pytest.mark.benchmark(group="one claim")
def test_validate_a_claim(benchmark: Any) -> None:
    facts = nested(FACTS)
    assert time_call(benchmark, mb.Claim.model_validate, facts) == CLAIM


@pytest.mark.benchmark(group="one claim")
def test_assess_a_built_claim(benchmark: Any) -> None:
    assert time_call(benchmark, lambda: mb.assess(CLAIM).low) * 100 == FEN


@pytest.mark.benchmark(group="one claim")
def test_validate_and_assess(benchmark: Any) -> None:
    facts = nested(FACTS)
    assert time_call(benchmark, lambda: mb.assess(mb.Claim.model_validate(facts)).low) * 100 == FEN


@pytest.mark.benchmark(group="one claim")
def test_build_and_assess(benchmark: Any) -> None:
    assert time_call(benchmark, lambda: mb.assess(build_claim()).low) * 100 == FEN


@pytest.mark.benchmark(group="one claim")
def test_validate_assess_and_explain(benchmark: Any) -> None:
    facts = nested(FACTS)
    text = time_call(benchmark, lambda: mb.assess(mb.Claim.model_validate(facts)).explain())
    assert "2,560.00 yuan" in text


IMPORTS = {
    "pydantic, relativedelta and one model": (
        "from datetime import date\n"
        "from pydantic import BaseModel\n"
        "from dateutil.relativedelta import relativedelta\n"
        "class Claim(BaseModel):\n"
        "    id: str\n"
        "    happened_on: date\n"
    ),
    "mutual_benefits": "import mutual_benefits\n",
}


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("program", IMPORTS.values(), ids=IMPORTS.keys())
def test_import(benchmark: Any, program: str) -> None:
    def start() -> int:
        return subprocess.run([sys.executable, "-c", program], check=True).returncode

    assert benchmark.pedantic(start, rounds=30, warmup_rounds=2) == 0
