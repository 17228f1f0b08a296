"""Days of a table against the calendar of the standard library, from day numbers and from calendar parts."""

from datetime import date, datetime, timedelta
from functools import cache

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
import small_plans as small
import strategies_tables as our
from columns_of import columns_of
from dateutil.relativedelta import relativedelta

import mutual_benefits as mb
from mutual_benefits.rules import PerDiem
from mutual_benefits.tables import date_columns
from mutual_benefits.tables.columnar import days
from mutual_benefits.tables.columnar.expression import column
from mutual_benefits.tables.columnar.values import ColumnNumber, sides

SPANS = [(1, 3, 9), (1895, 12, 7), (1999, 1, 6), (2010, 6, 9), (2096, 1, 9), (2396, 1, 6), (9970, 1, 5)]
"""First year, first month and number of years: common and leap years, and centuries of either kind."""

DAYS = [
    date(year, month, 1) + timedelta(days=number)
    for year, month, years in SPANS
    for number in range(365 * years)
]


def of_number(of=""):
    return days.of_number(column(f"{of}number"), column(f"{of}year"))


def on_polars(of=""):
    long_year = date_columns.long_year(pl, pl.col(f"{of}number"))
    return days.of_number(column(f"{of}number"), column(f"{of}year"), long_year)


def of_parts(of=""):
    return days.of_parts(*(column(f"{of}{part}") for part in ("year", "month", "day")))


READERS = [of_number, on_polars, of_parts]


@pytest.fixture(scope="module")
def frame():
    parts = {name: [getattr(day, name) for day in DAYS] for name in ("year", "month", "day")}
    numbers = pl.Series([day.toordinal() for day in DAYS], dtype=pl.Int32)  # as engines give them
    return nw.from_native(pl.DataFrame({"number": numbers, **parts}))


def test_days_that_are_counted_may_be_multiplied_by_money(frame):
    """A thousand yuan for each day of some thousand years exceeds 32 bits."""
    number = of_number()
    spans = {"since": number - 5, "until": 5 - number, "added": 5 + number}
    found = columns_of(frame, {name: (span * 1000_00).low for name, span in spans.items()})
    for name, sign, more in (("since", 1, -5), ("until", -1, 5), ("added", 1, 5)):
        assert found[name].to_list() == [1000_00 * (sign * day.toordinal() + more) for day in DAYS]


@cache
def calendar_days():
    """The numbers of the days that are meant, by the name of the column."""
    months = {
        months: [day + relativedelta(months=months) for day in DAYS] for months in (1, 6, 7, 11, 12, 25)
    }
    wanted = {
        "itself": DAYS,
        "again": [day + relativedelta(years=1) + relativedelta(years=3) for day in DAYS],
        "chained": [day + relativedelta(years=1) for day in months.pop(7)],
        "after new year": [date(day.year + 6, 1, 1) for day in DAYS],
    }
    for years in (1, 2, 3, 4, 8, 16):
        wanted[f"later {years}"] = [day + relativedelta(years=years) for day in DAYS]
    for years in (0, 1, 4):
        wanted[f"new year {years}"] = [date(day.year + years, 1, 1) for day in DAYS]
    for number, ends in months.items():
        wanted[f"months {number}"] = ends
        wanted[f"year of months {number}"] = [day.replace(month=1, day=1) for day in ends]
    for years, month, number in FIXED:
        wanted[f"fixed {month}"] = [date(day.year + years, month, number) for day in DAYS]
    return {name: [day.toordinal() for day in each] for name, each in wanted.items()}


FIXED = ((0, 1, 1), (0, 2, 28), (1, 3, 31), (2, 12, 31))


@pytest.mark.parametrize("read", READERS)
def test_the_same_day_some_years_later_and_new_year_are_those_of_the_calendar(frame, read):
    day = read()
    columns = {"itself": day.low, "again": days.years_after(days.years_after(day, 1), 3).low}
    columns["chained"] = days.years_after(days.months_after(day, 7), 1).low
    columns["after new year"] = days.years_after(days.day_of_year(day, 1, 1, 1), 5).low
    for years in (1, 2, 3, 4, 8, 16):
        columns[f"later {years}"] = days.years_after(day, years).low
    for years in (0, 1, 4):
        columns[f"new year {years}"] = days.day_of_year(day, years, 1, 1).low
    for months in (1, 6, 11, 12, 25):
        columns[f"months {months}"] = days.months_after(day, months).low
        columns[f"year of months {months}"] = days.day_of_year(days.months_after(day, months), 0, 1, 1).low
    for years, month, number in FIXED:
        columns[f"fixed {month}"] = days.day_of_year(day, years, month, number).low
    found = columns_of(frame, columns)
    assert columns.keys() == calendar_days().keys()
    for name, wanted in calendar_days().items():
        assert found[name].to_list() == wanted, name


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("years", [0, 1, 2, 3, 4, 7])
def test_days_compare_as_those_of_the_calendar_do(frame, read, years):
    near = [timedelta(days=number % 5 - 2) for number in range(len(DAYS))]
    ends = [day + relativedelta(years=years) for day in DAYS]
    others = [end + step for end, step in zip(ends, near, strict=True)]
    parts = {f"other_{name}": [getattr(day, name) for day in others] for name in ("year", "month", "day")}
    parts["other_number"] = [day.toordinal() for day in others]
    series = [nw.new_series(name, each, backend="polars") for name, each in parts.items()]
    other = read("other_")
    end = read() if years == 0 else days.years_after(read(), years)
    starts = days.day_of_year(read(), years, 1, 1)
    compared = {
        "before": other < end,
        "no later": other <= end,
        "after": other > end,
        "no earlier": other >= end,
        "in the year": other >= starts,
    }
    assert all(sides(each)[0] is sides(each)[1] for each in compared.values())
    found = columns_of(frame.with_columns(*series), {name: sides(each)[0] for name, each in compared.items()})
    pairs = list(zip(others, ends, DAYS, strict=True))
    assert found["before"].to_list() == [other < end for other, end, _ in pairs]
    assert found["no later"].to_list() == [other <= end for other, end, _ in pairs]
    assert found["after"].to_list() == [other > end for other, end, _ in pairs]
    assert found["no earlier"].to_list() == [other >= end for other, end, _ in pairs]
    assert found["in the year"].to_list() == [
        other >= date(day.year + years, 1, 1) for other, _, day in pairs
    ]


@pytest.mark.parametrize("read", READERS)
def test_a_day_is_compared_with_a_day_number_without_year_and_month(frame, read):
    day, most = read(), ColumnNumber(column("number"), column("number")) + 1
    compared = {"before": day < most, "no earlier": day >= most, "after": most < day}
    found = columns_of(frame, {name: sides(each)[0] for name, each in compared.items()})
    assert (set(found["before"]), set(found["no earlier"]), set(found["after"])) == ({True}, {False}, {False})


@pytest.mark.parametrize("read", READERS)
def test_years_may_differ_from_row_to_row(frame, read):
    years = [number % 9 for number in range(len(DAYS))]
    later = days.years_after(read(), column("years"))
    given = frame.with_columns(nw.new_series("years", years, backend="polars"))
    found = columns_of(given, {"later": later.low})["later"].to_list()
    assert found == [
        (day + relativedelta(years=more)).toordinal() for day, more in zip(DAYS, years, strict=True)
    ]


@pytest.mark.parametrize("types", [pl.Date, pl.Datetime("us")])
@pytest.mark.parametrize("engine", our.ENGINES)
def test_cover_from_29_february_ends_with_27_february_on_every_engine(engine, types):
    """A year later there is no such day; cover ends before 28 February, as for a claim."""
    events = [date(2017, 2, 26) + timedelta(days=number) for number in range(4)]
    cells = {"cover_from": [date(2016, 2, 29)] * 4, "happened_on": events}
    given = pl.DataFrame({"fee_tier": ["100"] * 4, "living_days": [3] * 4} | cells)
    frame = our.ENGINES[engine].make(given.with_columns(pl.col(*cells).cast(types)))
    found = [row["reason"] for row in our.dicts(mb.assess_table(frame, plan="accident"))]
    assert found == [None, None, "out_of_cover", "out_of_cover"]
    enrolment = mb.Enrolment(plan="accident", cover_from=date(2016, 2, 29), fee_tier="100")
    hurt = [mb.Injury(happened_on=day, living_days=3) for day in events]
    claims = [mb.Claim(id="C", member="M", enrolment=enrolment, event=event) for event in hurt]
    assert found == [mb.assess(claim).reason for claim in claims]


@pytest.mark.parametrize("engine", ["polars", "polars_lazy", "pandas_arrow", "pyarrow", "duckdb"])
def test_dates_far_beyond_the_calendar_are_invalid(engine):
    """A column of dates holds 2**31 days before and after 1970, more than 32 bits hold since year 1."""
    since_1970 = pl.Series([2**31 - 1, 2**31 - 719_163, -(2**31), 16_930], dtype=pl.Int32)
    facts = {"happened_on": since_1970.cast(pl.Date), "cover_from": since_1970.cast(pl.Date)}
    frame = pl.DataFrame(facts).with_columns(fee_tier=pl.lit("100"), living_days=3)
    found = mb.assess_table(our.ENGINES[engine].make(frame), plan="accident", unit="fen")
    reasons = nw.from_native(found).lazy().select("reason").collect("polars")["reason"]
    assert reasons.to_list() == ["invalid_happened_on"] * 3 + [None]
    with pytest.raises(mb.InvalidTable, match=r"3 rows.* row 0: invalid_happened_on.*; row 1"):
        mb.assess_table(our.ENGINES[engine].make(frame), plan="accident", on_error="raise")


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai"])
@pytest.mark.parametrize("unit", date_columns.PER_DAY)
@pytest.mark.parametrize("lazy", [False, True])
def test_points_in_time_far_beyond_the_calendar_are_invalid(unit, zone, lazy):
    """Polars itself breaks off where it is asked for the year of such a point, or for its time in a zone."""
    far = [2**63 - 1, 2**62, -(2**62), -(2**63) + 1]
    far += [3_652_060 * date_columns.PER_DAY[unit]] if unit != "ns" else []
    moments = pl.Series([*far, 18_300 * date_columns.PER_DAY[unit]]).cast(pl.Datetime(unit))
    if zone:
        moments = moments.dt.replace_time_zone("UTC").dt.convert_time_zone(zone)
    frame = (
        pl.DataFrame({"happened_on": moments})
        .with_row_index("id")
        .with_columns(cover_from=small.FIRST, living_days=3, member=pl.lit("M"))
    )
    once = small.limit("once", "day", 5, per="calendar_year")
    by_year = small.version(
        small.benefit(PerDiem, "daily", days="living_days", rate=small.figure(100), limits=(once,))
    )
    found = (
        mb.assess_table(frame.lazy() if lazy else frame, plan=small.plan(by_year), unit="fen")
        .lazy()
        .collect()
    )
    # The last is midnight in Greenwich, which is no midnight in Shanghai.
    last = "invalid_happened_on" if zone else None
    assert found["reason"].to_list() == ["invalid_happened_on"] * len(far) + [last]
    with pytest.raises(
        mb.InvalidTable, match=r"rows cannot be assessed; the first are row 0: invalid_happened_on"
    ):
        mb.assess_table(frame.lazy() if lazy else frame, plan=small.plan(by_year), on_error="raise")


MOMENTS = {
    "midnight": ("2016-09-04T00:00:00", None),
    "an hour": ("2016-09-04T01:00:00", "invalid_happened_on"),
    "a minute": ("2016-09-04T00:01:00", "invalid_happened_on"),
    "a second": ("2016-09-04T00:00:01", "invalid_happened_on"),
    "a millionth": ("2016-09-04T00:00:00.000001", "invalid_happened_on"),
    "the last minute of cover": ("2016-12-31T23:59:00", "invalid_happened_on"),
}


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai"])
@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_time_of_day_is_no_day_on_every_engine(engine, zone):
    """As in files and in claims; a whole day is midnight in the zone of the column."""
    cells = pl.Series([moment for moment, _ in MOMENTS.values()]).str.to_datetime(time_unit="us")
    days = pl.DataFrame({"happened_on": cells, "living_days": 3, "fee_tier": "100"})
    given = days.with_columns(pl.col("happened_on").dt.replace_time_zone(zone), cover_from=date(2016, 1, 1))
    if engine == "duckdb" and zone:  # which reads moments of a zone in that of its session
        connection = duckdb.connect()
        connection.execute(f"set TimeZone = '{zone}'")
        frame = connection.from_arrow(given.to_arrow())
    else:
        frame = our.ENGINES[engine].make(given)
    found = [row["reason"] for row in our.dicts(mb.assess_table(frame, plan="accident"))]
    assert dict(zip(MOMENTS, found, strict=True)) == {name: reason for name, (_, reason) in MOMENTS.items()}


@pytest.mark.parametrize("engine", our.ENGINES)
def test_a_time_of_day_in_a_column_that_may_be_null_is_no_day_either(engine):
    born = pl.Series([None, datetime(1980, 2, 29), datetime(1980, 2, 29, 8, 30)], dtype=pl.Datetime("us"))
    given = pl.DataFrame({"born_on": born, "living_days": 3, "fee_tier": "100"}).with_columns(
        happened_on=date(2016, 9, 4), cover_from=date(2016, 1, 1)
    )
    found = our.dicts(mb.assess_table(our.ENGINES[engine].make(given), plan="accident"))
    assert [row["reason"] for row in found] == [None, None, "invalid_born_on"]
