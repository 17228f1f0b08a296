"""Usage: how many units of each limit earlier claims have used."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from ._arguments import checked
from ._texts import Text, both, listed
from .diseases import PUNCTUATION, lower
from .errors import InvalidUsage
from .events import KINDS
from .frozen import Day, Frozen, Items
from .limits import Limit

IGNORED = PUNCTUATION.replace("_", "")
"""What is ignored in the name of a subject, as a pattern that every regular expression engine reads."""


def counted_as(subject: str) -> str:
    """The spelling under which a subject, such as a child, is counted: without case, blanks and punctuation.

    Codes of words keep their underscores.

    >>> counted_as("Li Ming"), counted_as("LI·MING "), counted_as("breast_cancer")
    ('liming', 'liming', 'breast_cancer')
    """
    return re.sub(IGNORED, "", lower(subject)) or subject


class LimitKey(NamedTuple):
    """What identifies a count of units; `since` is the first day of the limit's period, if it has one.

    `subject` is spelt as `counted_as` gives it; it is empty for claims that do not tell what the limit is
    counted by, and None where the limit is counted for the member.
    """

    plan: str
    limit: str
    member: str
    since: date | None = None
    subject: str | None = None


class Used(Frozen):
    """Units used of one limit: between `low` and `high` where a sum was undetermined.

    `since` and `subject` are as in `LimitKey`.
    """

    plan: str
    limit: str
    member: str
    since: Day | None = None
    subject: str | None = None
    low: int = Field(ge=0)
    high: int | None = Field(ge=0)

    @property
    def key(self) -> LimitKey:
        """What identifies this count."""
        subject = None if self.subject is None else counted_as(self.subject.strip())
        return LimitKey(self.plan, self.limit, self.member, self.since, subject)


def usage_fault(limit: Limit, entry: Used) -> tuple[str, Text] | None:
    """The field of an entry that does not fit how the limit is counted, and what would be right."""
    since, subject = entry.since, entry.subject
    if limit.per == "cover_period" and since is None:
        return "since", both(
            "give `since`, the first day of the cover that it was used in",
            "请填写 `since`，即所用保障期的起始日",
        )
    if limit.per == "calendar_year" and (since is None or (since.month, since.day) != (1, 1)):
        given = "" if since is None else both("`since` is {since}: ", "`since` 为 {since}：", since=since)
        return "since", both(
            "{given}give `since`, 1 January of the year that it was used in",
            "{given}请将 `since` 填写为所用年度的1月1日",
            given=given,
        )
    if limit.per == "lifetime" and since is not None:
        return "since", both(
            "`since` is {since}; the limit is counted over a lifetime, so leave it out",
            "`since` 为 {since}；该限额终身累计，请不要填写",
            since=since,
        )
    if limit.subject and not (subject or "").strip():
        right = both(
            "give `subject`, the {subject} that it was used for",
            "请填写 `subject`，即所用于的 {subject}",
            subject=limit.subject,
        )
        if _is_always_told(limit.subject):
            return "subject", right
        if subject is None:
            untold = "{right}, or '' for claims that told none", "{right}；申请未填此项的，填空文字 ''"
            return "subject", both(*untold, right=right)
    if subject is not None and not limit.subject:
        return "subject", both(
            "`subject` is {subject!r}; the limit is counted for the member, so leave it out",
            "`subject` 为“{subject}”；该限额按会员累计，请不要填写",
            subject=subject,
        )
    return None


def _told(key: LimitKey) -> Text:
    """What was used, by whom, since when and for what, as far as it is told."""
    more = [part for part in (key.since, key.subject) if part]
    return both(
        "use of limit {limit!r} ({where})",
        "已用限额“{limit}”（{where}）",
        limit=key.limit,
        where=listed(
            [
                both("plan {plan}", "活动 {plan}", plan=key.plan),
                both("member {member!r}", "会员“{member}”", member=key.member),
                *(both("{part}", "{part}", part=part) for part in more),
            ]
        ),
    )


def _is_always_told(fact: str) -> bool:
    """Whether claims that have a fact, such as the disease of a diagnosis, cannot leave it out."""
    fields = (model.model_fields.get(fact) for model in KINDS.values())
    return any(field is not None and field.is_required() for field in fields)


class Usage(Frozen):
    """How much of each limit earlier claims have used. Empty for a member without history.

    `assessment.drawn` is what one claim used; `usage.after(assessment.drawn)` is the usage to pass with
    the next claim.

    Raises:
        InvalidUsage: one limit appears twice, or its bounds are reversed.

    >>> Usage().after(Usage()) == Usage()
    True
    """

    used: Items[Used] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        seen: set[LimitKey] = set()
        for entry in self.used:
            if entry.key in seen:
                twice = " appears twice; give each limit once", "出现两次；每项限额只能给出一次"
                message = both("{use}" + twice[0], "{use}" + twice[1], use=_told(entry.key))
                raise InvalidUsage(message, field="used", given=entry)
            if entry.high is not None and entry.high < entry.low:
                message = both(
                    "{use}: used {low} to {high} is reversed",
                    "{use}：已用 {low} 至 {high}，上下限颠倒",
                    use=_told(entry.key),
                    low=entry.low,
                    high=entry.high,
                )
                raise InvalidUsage(message, field="used", given=entry)
            seen.add(entry.key)
        return self

    @checked
    def after(self, drawn: "Usage") -> "Usage":
        """This usage plus what was drawn since, added up limit by limit."""
        sums: dict[LimitKey, tuple[int, int | None]] = {}
        for entry in (*self.used, *drawn.used):
            low, high = sums.get(entry.key, (0, 0))
            total = None if high is None or entry.high is None else high + entry.high
            sums[entry.key] = (low + entry.low, total)
        return Usage.of(sums.items())

    @classmethod
    def of(cls, sums: Iterable[tuple[LimitKey, tuple[int, int | None]]]) -> "Usage":
        """The usage with these bounds, sorted by their keys."""
        ordered = sorted(sums, key=lambda item: tuple(str(part or "") for part in item[0]))
        return cls(used=tuple(Used(**key._asdict(), low=low, high=high) for key, (low, high) in ordered))
