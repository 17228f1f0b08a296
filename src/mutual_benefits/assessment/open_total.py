"""Why a total is not one number, in words: what the claim, the record or earlier claims leave open."""

from collections.abc import Iterable, Mapping

from .._texts import AND, Text, both, gap, listed, say
from ..claims import Claim
from ..formatting import unstated, with_path
from ..vocabulary import PHRASES, name_of
from .vocabulary import WHY_OPEN

NOT_GIVEN = "_not_given"
"""How the name of a term ends that stands in for a fact of the claim."""


def why_open(missing: Iterable[str], claim: Claim, own_facts: Mapping[str, Text]) -> Text:
    """What is open, by the paths of `missing`; in Chinese each by its name too.

    `own_facts` are the names of the rule book's own facts.
    """
    why, terms, usage = [], [], []
    for path in missing:
        owner, _, fact = path.partition(".")
        if owner in ("event", "facts"):
            given = claim.facts.get(fact) if owner == "facts" else getattr(claim.event, fact)
            name = own_facts[fact] if owner == "facts" else name_of(fact)
            key = "word" if given else "fact"
            why.append(say(WHY_OPEN[key], path=_named(name, path), word=given))
        elif fact.endswith(NOT_GIVEN):
            fact = fact.removesuffix(NOT_GIVEN)
            why.append(say(WHY_OPEN["fact"], path=_named(name_of(fact), f"event.{fact}")))
        elif owner == "usage":
            usage = [PHRASES["unknown_usage"]]
        else:
            terms.append(_named(both(unstated(path, "en"), unstated(path, "zh")), path))
    why += [say(WHY_OPEN["terms"], path=listed(terms))] if terms else []
    return listed([*why, *usage], by=AND)


def _named(name: Text, path: str) -> Text:
    """A path; in Chinese behind its name, if it has one."""
    zh = with_path(name, path, "zh")
    return both(path, f"{gap(zh[:1])}{zh}")
