"""Assesses a whole table of claims on its own data frame: one row in, one row out."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeVar

from .._arguments import checked, renamed
from .._texts import both
from ..engine.prepare import check_usage, prepare
from ..errors import InvalidTable, MissingExtra
from ..rulebook.registry.book import AnyPlan, plan_of
from ..usage import Usage

FrameT = TypeVar("FrameT")


@renamed(history="usage")
@checked
def assess_table(
    frame: FrameT,
    *,
    plan: AnyPlan,
    readings: Mapping[str, str] | None = None,
    unit: Literal["fen", "yuan"] | None = None,
    usage: Usage | None = None,
    on_error: Literal["row", "raise"] = "row",
    bounds: bool = False,
    caveats: bool = False,
    extra_columns: Literal["check", "keep"] = "check",
    known_on: date | None = None,
) -> FrameT:
    """Assesses each row of a table of claims; the result is a frame of the same kind.

    Accepts pandas, Polars (eager and lazy), PyArrow, DuckDB and PySpark frames. Rows and further columns
    are kept, and the order of rows, which DuckDB and PySpark do not have; a lazy frame stays lazy. A first
    table takes some 15 to 50 milliseconds to set up, and further tables of the same shape 1 to 4 on Polars,
    while `assess_all` takes about 12 microseconds a claim: for a few hundred claims it is quicker.

    Args:
        frame: columns are named as the fields of `Enrolment`, `Claim` and the events; `happened_on`
            and `cover_from` are needed, an absent column or a null cell means the field's default.
            A row without a `kind` has the kind of event whose own field it fills (`child`, `peril`,
            `disease`, `self_paid` or `days`), or else is an injury, where the plan covers injuries.
            Moments of a time zone are read as days of that zone; SQL engines keep no zone and read them in
            that of their session. A row with a time of day other than midnight is invalid.
            A row of another `plan` is invalid, and so is one that tells what its kind of event has not;
            zero, false and a column's default tell nothing.
            Limits are counted across the rows of one `member`, in order of `happened_on`, then of the
            text of `id` ("10" before "9", also where ids are numbers), and each `id` is answered once:
            the first row in that order that can be. Without a column `member` each row is independent
            of the others.
        plan: the plan, by its code or its name, or a `Plan`.
        readings: as for `assess`.
        unit: the unit of the sums that are added, `fen` (whole numbers, as if left out) or `yuan` (decimals),
            and of whole numbers in money columns: it must be given where a money column holds such.
            Decimal columns are always yuan; binary fractions are refused.
        usage: the usage of the limits before the table begins, which needs a column `member`.
        on_error: what to do with rows whose cells cannot be read: mark the row, or raise.
        bounds: add `<benefit>_low_fen` and `<benefit>_high_fen` too, for each benefit that may be
            undetermined in some row; in other rows both are the amount due.
        caveats: add `caveats` too: the codes of what to know before relying on a row, joined by `;`, each
            once and in the order of `assess`; empty where there is nothing, null in invalid rows. A row has
            the caveats of its claim, but for those for which `assess_all` compares the claims of a member
            (`same_facts`, `same_event_other_cover`, `stays_overlap`, `covers_overlap`, `event_after_death`,
            `ordinal_falls`, `child_respelt`, `fee_tier_differs`, `shares_differ`);
            and `disease_not_named_near` is `disease_not_named`, since names are not searched for near ones.
        extra_columns: columns that are not read are kept. `check` refuses those whose name is nearly one that
            is read (`livng_days`, `Living Days`, 住院天数), and what a fact is called elsewhere (`member_id`)
            in a table without a column of it; `keep` keeps them as well.
        known_on: answer as the rule books were known on this day; as they are known now if left out.

    Returns:
        The frame with `<benefit>_fen` for each benefit of the plan (null where undetermined, 0 where
        the row's version has no such benefit), `total_fen`, `low_fen`, `high_fen` (null where no
        maximum is known), `status`, `reason`, `version`. A row that cannot be read or that no version
        answers has the status `invalid`, null sums and a reason such as `invalid_shares`,
        `unknown_fee_tier`, `no_version_in_force` or `not_covered`. So has a row whose benefit uses a
        table of the rule book that has no row for a fact, or for a fact that is left out:
        `unknown_hospital_level`. In a table with members, a row without `id` in a column of ids is
        `invalid_id`, and one whose `id` another row has answered is `duplicate_id`. In a lazy table,
        claims whose limits depend on each other through more than a few earlier claims are `invalid`
        with the reason `limits_unsettled`; collect the frame first to assess them.

    Raises:
        InvalidTable: columns are missing (with `usage` that of `member`, too), misspelt, of a wrong type, or
            already hold results; money is in whole numbers and no `unit` is given; or (with
            `on_error="raise"`) rows are invalid. The message names the columns, or the number of rows and the
            first of them, with what they hold where the table is in memory.
        InvalidUsage: an entry of `usage` is of no limit that its plan counts, names no period where the
            limit has one, or a subject where it has none.
        MissingExtra: narwhals is not installed.
    """
    try:
        from .run import TableRun
    except ModuleNotFoundError as missing:
        raise MissingExtra.of("tables need", "narwhals", "frame") from missing
    for name, given, words in (
        ("unit", unit or "fen", ("fen", "yuan")),
        ("on_error", on_error, ("row", "raise")),
        ("extra_columns", extra_columns, ("check", "keep")),
    ):
        if given not in words:
            message = both(
                f"{name} is {given!r}; give {words[0]!r} or {words[1]!r}",
                f"{name} 为“{given}”；请给出 {words[0]!r} 或 {words[1]!r}",
            )
            raise InvalidTable(message, field=name, given=given, choices=words)
    chosen = plan_of(plan)
    prepared = prepare(chosen, readings, known_on)
    check_usage(usage, chosen)
    run = TableRun(prepared, unit, usage, on_error, bounds=bounds, caveats=caveats)
    result: FrameT = run.over(frame, check_names=extra_columns == "check")
    return result
