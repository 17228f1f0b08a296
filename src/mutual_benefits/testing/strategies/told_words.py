"""The words that claims give for facts: those that a rule of a version compares, and others."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from ...claims import Claim, Enrolment
from ...diseases import plain
from ...events import KINDS
from ...rules import ExcludedCauses, FactAmong, GradedSum
from ...rules.words import OPEN_FACTS
from ..version_view import VersionView

WITH_WORDS = (*OPEN_FACTS, "setting")
"""The facts of events that are words, without those by which a claim finds its benefit or its member."""

UNLISTED = ("common cold", "普通感冒", "no such disease")
UNKNOWN = "no such word"

OTHERS = 3
"""How many other words are tried for a claim, for each version of its plan and each kind of event."""


def words_of(view: VersionView, fact: str) -> tuple[Any, ...]:
    """The codes that claims may give for a fact, or no and yes; empty where it is a number, or any word."""
    if fact in view.declared:
        declared = view.declared[fact]
        return (False, True) if declared.kind == "flag" else declared.codes
    if fact in OPEN_FACTS:
        return tuple(word.code for word in view.words.open[fact].words)
    if fact == "member_class":
        return tuple(view.words.member_classes)
    if fact == "fee_tier":
        return tuple(tier.code for tier in view.version.fee_tiers)
    models = (Enrolment, *KINDS.values())
    return next(
        (_fixed(each.model_fields[fact].annotation) for each in models if fact in each.model_fields), ()
    )


def _fixed(annotation: Any) -> tuple[Any, ...]:
    """The words of a fixed vocabulary, or no and yes."""
    if annotation is bool:
        return (False, True)
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for part in get_args(annotation) for word in _fixed(part))


def covered(view: VersionView, fact: str, words: Sequence[Any]) -> tuple[Any, ...]:
    """Those of the words with which a claim meets every condition; all of them if it meets none with any."""
    named = [
        each.among for each in view.version.conditions if isinstance(each, FactAmong) and each.fact == fact
    ]
    excluded = [each.causes for each in view.version.conditions if isinstance(each, ExcludedCauses)]
    allowed = [word for word in words if all(word in one for one in named)]
    if fact == "cause":
        allowed = [word for word in allowed if not any(word in each for each in excluded)]
    return tuple(allowed or words)


def known_words(view: VersionView, fact: str, *, eligible: bool) -> tuple[Any, ...]:
    """The words of a fact for which every table by it has a row; if eligible, those that are covered."""
    words = view.keys(fact) or words_of(view, fact)
    return covered(view, fact, words) if eligible else words


def event_words(view: VersionView, fact: str, *, eligible: bool, codes: bool) -> tuple[Any, ...]:
    """The words of a fact of an event to draw from; unless `codes`, by every name and with an unknown one.

    Those that a rule compares are together about as likely as those that none does.
    """
    known = known_words(view, fact, eligible=eligible)
    listed = [
        each.kinds for each in view.version.benefits if isinstance(each, GradedSum) and fact in each.grades
    ]
    compared = view.compared.get(fact, set()).union(*listed)
    groups = [[word for word in known if (word in compared) is named] for named in (True, False)]
    if not codes and fact in OPEN_FACTS:
        names = {word.code: word.names for word in view.words.open[fact].words}
        groups = [[name for word in group for name in names[word]] for group in groups]
        groups[1] += [] if eligible or view.keys(fact) else [UNKNOWN]
    return balanced(*groups)


def with_other_words(view: VersionView, claim: Claim) -> Iterator[Claim]:
    """The claim with some of the other words that are covered, for each fact of its event that it tells.

    Which of them depends on the day of the event, so that over many claims each is as frequent as another.
    """
    event, tried = claim.event, OTHERS * len(view.plan.versions) * len(view.kinds)
    for fact in WITH_WORDS:
        told = getattr(event, fact, None)
        words = known_words(view, fact, eligible=True) if told is not None else ()
        first = event.happened_on.toordinal() * tried
        for place in range(first, first + min(tried, len(words))):
            word = words[place % len(words)]
            if word != told:
                yield claim.model_copy(update={"event": event.model_copy(update={fact: word})})


def balanced(*groups: Sequence[Any]) -> tuple[Any, ...]:
    """The values of all groups; a short group is repeated until it is about as long as the longest."""
    longest = max(map(len, groups))
    return tuple(value for group in groups if group for value in [*group] * -(-longest // len(group)))


def diseases(view: VersionView, *, listed: bool, codes: bool) -> st.SearchStrategy[str]:
    """Diseases of the version's lists, by code or by any name; also others unless `listed`."""
    known = [disease for each in view.version.disease_lists for disease in each.diseases]
    names = [name for disease in known for name in ((disease.code,) if codes else disease.names)]
    elsewhere = [code for code in dict.fromkeys(view.codes.values()) if code not in names]
    others = [*elsewhere, *(name for name in UNLISTED if plain(name) not in view.codes)]
    if not names:
        return st.sampled_from(others)
    return st.sampled_from(names) if listed else st.sampled_from(names) | st.sampled_from(others)
