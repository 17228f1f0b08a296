"""A claim's facts in words, by their paths; those that its rule book declares by the names it gives them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from .._texts import both
from ..claims import Claim
from ..formatting import quantity
from ..sources import Text
from ..vocabulary import CAUSES, KEYS, VALUES, name_of
from .claim_facts import FACTS, fact, facts_by_path
from .phrasing import phrase
from .vocabulary import CLAIM_OF, CLAIMS_OF

OwnNames = Mapping[str, Text]
"""The names of the facts that a rule book declares, and of words as `<fact>.<word>`."""
NO_NAMES: OwnNames = MappingProxyType({})

_UNITS = {
    "living_days": "day",
    "hospital_days": "day",
    "care_days": "day",
    "days": "day",
    "nights": "night",
    "self_paid": "yuan",
    "over_cap": "yuan",
    "other_cover": "yuan",
    "loss": "yuan",
    "area": "square_metre",
    "shares": "share",
    "ordinal": "ordinal",
}


def facts_text(claim: Claim, lang: str, *, without: Collection[str] = (), own: OwnNames = NO_NAMES) -> str:
    """The id of a claim and its facts other than defaults, in words; the paths `without` are left out."""
    semicolon, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    told = {
        path: fact(claim, path)
        for path, field in facts_by_path(claim).items()
        if path not in ("id", "member") and fact(claim, path) != field.get_default(call_default_factory=True)
    }
    told |= {f"{FACTS}{name}": value for name, value in claim.facts.items()}
    parts = [
        f"{fact_name(path, claim.event.kind, own).in_(lang)}{colon}{fact_text(path, value, own).in_(lang)}"
        for path, value in told.items()
        if path not in without
    ]
    return CLAIM_OF.in_(lang).format(id=claim.id, facts=semicolon.join(parts))


def of_claims(claim: Claim | None, count: int, lang: str, own: Iterable[tuple[str, Text]] = ()) -> str:
    """What a picture shows: one claim with its facts, or the number of claims."""
    if claim:
        return facts_text(claim, lang, own=dict(own))
    return phrase({"of": CLAIMS_OF}, "of", lang, claims=f"{count:,}")


def fact_name(path: str, kind: str = "", own: OwnNames = NO_NAMES) -> Text:
    """The name of a fact; the day of an event has one for each kind of event."""
    field = path.rpartition(".")[2]
    if path.startswith(FACTS) and field in own:
        return own[field]
    return name_of(f"{kind}.{field}" if kind and field == "happened_on" else field)


def fact_unit(path: str, value: object = None) -> str:
    """The unit of a fact's number, as `formatting.quantity` names it; empty for a grade and the like."""
    return _UNITS.get(path.rpartition(".")[2], "yuan" if isinstance(value, Decimal) else "")


def fact_text(path: str, value: Any, own: OwnNames = NO_NAMES) -> Text:
    """The value of a fact in words."""
    if isinstance(value, bool) or value is None:
        return VALUES[value]
    if isinstance(value, int | Decimal):
        return both(*(quantity(value, value, fact_unit(path, value), lang) for lang in ("en", "zh")))
    if isinstance(value, date):
        return both(value.isoformat(), value.isoformat())
    text = str(value)
    field = f"{path.rpartition('.')[2]}.{text}"
    named = own.get(field) or VALUES.get(field)
    return named or VALUES.get(text) or CAUSES.get(text) or KEYS.get(text) or both(text, text)
