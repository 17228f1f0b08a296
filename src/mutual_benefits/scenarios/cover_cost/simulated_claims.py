"""Draws the claims of portfolios over a period of cover, and assesses them with `assess_table`."""

from datetime import date
from typing import Any, NamedTuple

from ..._texts import both
from ...claims import Enrolment
from ...errors import InvalidScenario, InvalidTable
from ...tables.assess_table import assess_table
from ..labelled_book import LabelledBook, benefit_names
from ..portfolio.incidence import DrawnColumns, table_of
from ..portfolio.sampling import Cells
from .assumptions import CoverAssumptions

_MOST = 2**62
"""Above this a sum might overflow 64 bits without an error."""
_EPOCH = date(1970, 1, 1).toordinal()


class SimulatedAssessments(NamedTuple):
    """The simulation and the cohort of each claim, and the least and the most due in fen.

    `ends` has the key None for the whole claim, and the code of each benefit; -1 means no known maximum.
    """

    simulation: Cells
    cohort: Cells
    ends: dict[str | None, tuple[Cells, Cells]]


def drawn_claims(assumptions: CoverAssumptions, of: Cells, seed: int, simulation: int) -> DrawnColumns:
    """The claims of one simulated portfolio, from its own random stream; `of` gives each member's cohort."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64([seed, simulation]))
    enrolled = [cohort.enrolment for cohort in assumptions.cohorts]
    fields = [
        name
        for name in Enrolment.model_fields
        if name not in ("plan", "cover_from") and any(getattr(one, name) is not None for one in enrolled)
    ]
    known = {name: np.array([getattr(one, name) for one in enrolled], dtype=object) for name in fields}
    if "fee_tier" not in known:
        known["fee_tier"] = np.array([None] * len(enrolled), dtype=object)
    first = np.array([one.cover_from.toordinal() - _EPOCH for one in enrolled], dtype=np.int64)
    parts: list[DrawnColumns] = []
    for incidence in assumptions.incidences:
        tiers = {"fee_tier": known["fee_tier"][of]}
        counts = incidence.count.at(generator.random(len(of)), tiers).astype(np.int64)
        if len(counts) and counts.min() < 0:
            raise InvalidScenario(
                both(
                    f"{incidence.event}: count drew a number below 0; give a distribution of numbers from 0",
                    f"{incidence.event}：count 抽得小于 0 的数；请给出不小于 0 的分布",
                ),
                field="count",
            )
        who = np.repeat(np.arange(len(of), dtype=np.int64), counts)
        cohort = of[who]
        days = first[cohort] + (generator.random(len(who)) * assumptions.days).astype(np.int64)
        columns = {name: cells[cohort] for name, cells in known.items()}
        columns |= {"who": who, "cohort": cohort, "happened_on": days.astype("datetime64[D]")}
        columns["cover_from"] = first[cohort].astype("datetime64[D]")
        columns["kind"] = np.full(len(who), incidence.event, dtype=object)
        parts.append(columns | incidence.drawn(generator, len(who), columns))
    names = dict.fromkeys(name for part in parts for name in part)
    joined = {
        name: np.concatenate(
            [part.get(name, np.full(len(part["who"]), None, dtype=object)) for part in parts]
        )
        for name in names
    }
    rows = len(joined["who"])
    joined["simulation"] = np.full(rows, simulation, dtype=np.int64)
    joined["id"] = np.array([f"{simulation}-{row:08}" for row in range(rows)], dtype=object)
    joined["member"] = np.array([f"{simulation}-{who}" for who in joined["who"].tolist()], dtype=object)
    return joined


def claims_table(drawn: list[DrawnColumns]) -> Any:
    """The claims of several portfolios as one table that `assess_table` reads."""
    import numpy as np

    names = [name for name in drawn[0] if name not in ("who", "cohort", "simulation")]
    return table_of({name: np.concatenate([one[name] for one in drawn]) for name in names})


def assessed_claims(drawn: list[DrawnColumns], book: LabelledBook) -> SimulatedAssessments:
    """Assesses the claims of several portfolios.

    Raises:
        InvalidScenario: the book cannot answer a claim; the message gives the reason and the first day.
        InvalidTable: the sums might not fit in 64 bits.
    """
    import numpy as np

    table = claims_table(drawn)
    assessed = assess_table(table, plan=book.plan, readings=book.readings, bounds=True, unit="fen")
    invalid = assessed.filter(assessed["status"] == "invalid")
    if len(invalid):
        first = invalid.row(0, named=True)
        raise InvalidScenario(
            both(
                f"the book does not apply to {len(invalid)} of {len(assessed)} claims: {first['reason']},"
                f" first of {first['happened_on']}",
                f"条款不适用于 {len(assessed)} 件申请中的 {len(invalid)} 件：{first['reason']}，"
                f"最早为 {first['happened_on']}",
            ),
            field="book",
        )
    ends: dict[str | None, tuple[Cells, Cells]] = {}
    for code in (None, *benefit_names(book)):
        lower, upper = ("low_fen", "high_fen") if code is None else (f"{code}_low_fen", f"{code}_high_fen")
        if lower not in assessed.columns:
            lower = upper = f"{code}_fen"
        low = assessed[lower].fill_null(0).cast(int).to_numpy()
        ends[code] = (low, assessed[upper].fill_null(-1).cast(int).to_numpy())
    most = max((int(high.max()) for _, high in ends.values() if len(high)), default=0)
    if most * len(assessed) >= _MOST:
        raise InvalidTable(
            both(
                f"sums of {len(assessed)} claims of up to {most} fen may not fit in 64 bits",
                f"{len(assessed)} 件申请、每件至多 {most} 分，合计可能超出 64 位",
            ),
            field="assumptions",
        )
    simulation, cohort = (np.concatenate([one[name] for one in drawn]) for name in ("simulation", "cohort"))
    return SimulatedAssessments(simulation, cohort.astype(np.int64), ends)
