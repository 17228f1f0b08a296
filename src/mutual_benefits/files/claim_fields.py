"""The columns of a file of claims: one for each field of the models, with its kind and its words."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from .._identity_cache import cached_by_identity
from ..claims import Claim, Enrolment, kind_of
from ..diseases import plain
from ..events import KINDS
from ..rulebook.plan import Plan
from ..rulebook.registry.shipped_plans import all_plans, shipped_names
from ..rules.own_facts import TYPES, Fact, facts_declared
from ..sources import Text
from ..vocabulary import EVENTS, KEYS, VALUES, both


class ClaimField(NamedTuple):
    """A field of a claim: the model that has it, the type of its values, and its words if they are fixed."""

    name: str
    owner: Literal["claim", "enrolment", "event", "facts"]
    kind: type
    words: tuple[str, ...]
    always_needed: bool
    names: Mapping[str, Text] = MappingProxyType({})
    """Of a fact that the user's own plan declares: its own name, under its field, and those of its words."""


def _words(field: FieldInfo) -> tuple[str, ...]:
    kinds = (field.annotation, *get_args(field.annotation))
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())


def _described() -> Mapping[str, ClaimField]:
    nested = ("enrolment", "event", "facts")
    claim = {name: field for name, field in Claim.model_fields.items() if name not in nested}
    event = {name: field for model in KINDS.values() for name, field in model.model_fields.items()}
    fields: dict[str, ClaimField] = {}
    owners: tuple[tuple[Any, dict[str, FieldInfo]], ...] = (
        ("claim", claim),
        ("enrolment", dict(Enrolment.model_fields)),
        ("event", event),
    )
    for owner, named in owners:
        for name, field in named.items():
            everywhere = owner != "event" or all(name in model.model_fields for model in KINDS.values())
            needed = field.is_required() and everywhere
            words = tuple(KINDS) if name == "kind" else _words(field)
            fields[name] = ClaimField(name, owner, kind_of(field), words, needed)
    return fields


CLAIM_FIELDS = _described()
"""Every column that is read, by its name; but for those of facts that a plan declares."""


@cached_by_identity(64)
def fields_of(own: Plan | None) -> Mapping[str, ClaimField]:
    """Every column that is read where a file is for the user's own plan, or for none."""
    if own is None:
        return CLAIM_FIELDS
    facts = {name: _own_field(name, fact) for name, fact in facts_declared(own.versions).items()}
    words = (word for version in own.versions for word in version.words)
    classes = {word.code: word.name for word in words if word.fact == "member_class"}
    field = CLAIM_FIELDS["member_class"]
    facts["member_class"] = field._replace(words=(*field.words, *classes), names=classes)
    return {**CLAIM_FIELDS, **facts}


def _own_field(name: str, fact: Fact) -> ClaimField:
    names = {name: fact.name, **dict(fact.words)}
    return ClaimField(name, "facts", TYPES[fact.kind], fact.codes, always_needed=False, names=names)


def is_money(field: ClaimField) -> bool:
    """Whether a column holds amounts of money."""
    return field.kind is Decimal and field.name != "area"


UNITS = {
    **dict.fromkeys(("living_days", "hospital_days", "care_days", "days"), ("天", "日")),
    "area": ("平方米", "平米", "㎡", "m²", "m2"),
    "disability_grade": ("级",),
    "ordinal": ("次",),
    "shares": ("份",),
}
"""The units that may stand after a number."""

_SHORT = {
    "ordinary": ("普通",),
    "high_risk": ("高风险",),
    "model_worker": ("劳模",),
    "hardship": ("困难",),
    "female": ("女性", "f"),
    "male": ("男性", "m"),
    "burst_pipe": ("爆管",),
}
"""Other names that claims desks use."""


def name_of_word(field: str, code: str, own: Plan | None = None) -> Text:
    """A fixed word of a field as a list shows it: its code in English, its name in Chinese.

    >>> name_of_word("sex", "female").zh, name_of_word("kind", "injury").zh
    ('女', '意外伤害')
    """
    if field == "plan":
        return next((both(code, plan.name.zh) for plan in all_plans() if plan.code == code), both(code, code))
    own_words = fields_of(own)[field].names
    known = (
        own_words.get(code)
        or EVENTS.get(code)
        or VALUES.get(f"{field}.{code}")
        or VALUES.get(code)
        or KEYS.get(code)
    )
    return both(code, known.zh if known else code)


@cache
def spellings(field: str, own: Plan | None = None) -> Mapping[str, str]:
    """The code of each name of a field with fixed words, in `plain` form; of plans with the user's own.

    >>> spellings("sex")["女"], spellings("plan")["女工特疾"]
    ('female', 'female_illness')
    """
    if field == "plan":
        names = {own.code: [own.name.en, own.name.zh, *own.name.zh.split("（")]} if own else {}
    elif field not in CLAIM_FIELDS:
        known_words = fields_of(own)[field]
        names = {code: [known_words.names[code].en, known_words.names[code].zh] for code in known_words.words}
    else:
        tables: tuple[Mapping[Any, Any], ...] = (EVENTS,) if field == "kind" else (VALUES, KEYS)
        names = {}
        claim_field = fields_of(own)[field]
        for code in claim_field.words:
            texts = [table[key] for table in tables for key in (code, f"{field}.{code}") if key in table]
            texts += [claim_field.names[code]] if code in claim_field.names else []
            names[code] = [name for text in texts for name in (text.en, text.zh)]
    codes: dict[str, str] = dict(shipped_names()) if field == "plan" else {}
    for code, known in names.items():
        for name in (code, *known, *_SHORT.get(code, ())):
            codes.setdefault(plain(name), code)
    return codes
