"""Facts that a rule book declares beside the fields of claims: their kinds, names, words and defaults."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from .._given_facts import FACT_NAME
from .._texts import Text, about, both, did_you_mean, listed, say
from ..claims import CLAIM_FACTS, COUNTED_FACTS, Claim, Enrolment
from ..diseases import plain
from ..errors import InvalidFact, InvalidPlan
from ..frozen import Day, Frozen, Pairs
from ..money import Yuan, to_fen
from ..vocabulary import FACT_KINDS, FACT_NAMES, HEADINGS

FactKind = Literal["money", "number", "word", "flag", "day"]

MOST_NUMBER = 10**9
"""The most that a whole number can be."""

TYPES: Mapping[str, type] = {"money": Decimal, "number": int, "word": str, "flag": bool, "day": date}
"""The type of the values of each kind."""


MEMBER_CLASSES = ("ordinary", "model_worker", "hardship")
"""The classes of members that every plan knows."""


class UntoldFact(str):
    """The name of a fact of the rule book's own that a claim does not tell."""

    __slots__ = ()


class Fact(Frozen):
    """A fact that claims for a rule book may tell: its kind, its name, its words, and its default.

    `kind` is `money`, `number` (a whole number), `word`, `flag` (yes or no) or `day`. A word is one of
    `words`, by its code or a name; if there are none, any. What is due for a claim that does not tell a fact
    without a default, which its rule book reads, is undetermined.

    Raises:
        InvalidPlan: there are words for another kind, two words are spelt alike, or the default is no value
            of the fact.
    """

    kind: FactKind
    name: Text
    words: Pairs[str, Text] = ()
    default: str | int | bool | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.words and self.kind != "word":
            no_words = (
                "a fact of the kind {kind} has no words; leave them out",
                "{kind} 类事项没有文字，请删去",
            )
            raise InvalidPlan(both(*no_words, kind=self.kind))
        for code in self.codes:
            if not re.fullmatch("[a-z0-9_]+", code):
                right = (
                    "the word {code!r}; give lower-case letters, digits and _",
                    "“{code}”；请用小写字母、数字和 _",
                )
                raise InvalidPlan(both(*right, code=code))
        spelt: dict[str, str] = {}
        for code, name in self.spellings():
            if spelt.setdefault(plain(name), code) != code:
                alike = "the words {one} and {code} are both spelt {name!r}", "{one} 与 {code} 均写作“{name}”"
                raise InvalidPlan(both(*alike, one=spelt[plain(name)], code=code, name=name))
        if self.default is not None and self.read(self.default) is None:
            wrong = both(
                "the default is {given!r}; give {right}",
                "default 为 {given!r}；{right}",
                given=self.default,
                right=self.right,
            )
            raise InvalidPlan(wrong)
        return self

    def spellings(self) -> Iterator[tuple[str, str]]:
        """The code of each word with each of its names."""
        for code, name in self.words:
            yield from ((code, each) for each in (code, name.en, name.zh))

    def read(self, value: Any) -> Any:
        """A value as the engine reads it: fen, a number, a day number, or a word; None if it is none."""
        try:
            known = _READERS[self.kind]().validate_python(value)
        except ValidationError:
            return None
        if self.kind == "money":
            return to_fen(known)
        if self.kind == "day":
            return known.toordinal()
        if self.words and self.kind == "word":
            return next((code for code, name in self.spellings() if plain(name) == plain(known)), None)
        return known

    @property
    def right(self) -> Text:
        """What a claim may tell, in words."""
        if self.words:
            en, zh = (", ".join(self.codes), "、".join(name.zh for _, name in self.words))
            return both(f"one of {en}", f"须为{zh}之一")
        return FACT_KINDS[self.kind]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its words."""
        return tuple(code for code, _ in self.words)


_READERS: dict[str, Any] = {
    "money": cache(lambda: TypeAdapter(Yuan)),
    "number": cache(lambda: TypeAdapter(Annotated[int, Field(strict=True, ge=0, le=MOST_NUMBER)])),
    "word": cache(lambda: TypeAdapter(Annotated[str, Field(strict=True, min_length=1)])),
    "flag": cache(lambda: TypeAdapter(Annotated[bool, Field(strict=True)])),
    "day": cache(lambda: TypeAdapter(Day)),
}


def facts_declared(versions: Any) -> dict[str, Fact]:
    """The facts that any of these versions declares, by their names."""
    return {name: fact for version in versions for name, fact in version.facts}


def classes_of_members(versions: Any) -> tuple[str, ...]:
    """The codes of the classes of members that a plan with these versions knows."""
    words = (word for version in versions for word in version.words)
    own = (word.code for word in words if word.fact == "member_class")
    return tuple(dict.fromkeys((*MEMBER_CLASSES, *own)))


def check_facts(claim: Claim, plan: str, declared: Mapping[str, Fact]) -> None:
    """Check that each fact that a claim tells beside its fields is one of its plan, and may be so.

    Raises:
        InvalidFact: the plan declares no fact of this name, or the fact cannot have such a value.
    """
    for name, value in claim.facts.items():
        if name not in declared:
            near = get_close_matches(name, declared, n=1)
            right = both("it has none", "该活动未设")
            if declared:
                right = both("it has {known}", "该活动所设为 {known}", known=listed(declared))
            if near:
                right = both("did you mean {near!r}?", "是否指 {near!r}？", near=near[0])
            message = both(
                "claim {id}: plan {plan} has no fact {name!r} of its own; {right}",
                "申请 {id}：活动 {plan} 未设事项 {name!r}；{right}",
                id=claim.id,
                plan=plan,
                name=name,
                right=right,
            )
            raise InvalidFact(message, field=f"facts.{name}", given=value, choices=near or declared)
        fact = declared[name]
        if fact.read(value) is None:
            message = both(
                "claim {id}: facts.{name} is {value!r}; give {right}",
                "申请 {id}：facts.{name} 为 {value!r}；{right}",
                id=claim.id,
                name=name,
                value=value,
                right=fact.right,
            )
            error = InvalidFact(message, field=f"facts.{name}", given=value, choices=fact.codes)
            error.right = fact.right
            raise error


def check_class(enrolment: Enrolment, plan: str, classes: tuple[str, ...], claim: str | None = None) -> None:
    """Check that a plan knows the class of members of an enrolment, which may be that of a claim.

    Raises:
        InvalidFact: it does not.
    """
    given = enrolment.member_class
    if given in classes:
        return
    message = both(
        "{claim}enrolment.member_class is {given!r}; plan {plan}: give one of {known}{near}",
        "{claim}enrolment.member_class 为“{given}”；活动 {plan}：可选 {known}{near}",
        claim=about(claim),
        given=given,
        plan=plan,
        known=listed(classes),
        near=did_you_mean(given, classes),
    )
    error = InvalidFact(message, field="enrolment.member_class", given=given, choices=classes)
    error.right = both("one of {known}", "须为{known}之一", known=listed(classes))
    raise error


def values_of(claim: Claim, declared: Mapping[str, Fact]) -> dict[str, Any]:
    """What a claim tells of the facts of its plan's own, as the engine reads them.

    A fact that is not told has its default, or is None.
    """
    told = {name: claim.facts.get(name, fact.default) for name, fact in declared.items()}
    return {name: None if value is None else declared[name].read(value) for name, value in told.items()}


RESULTS = ("total", "low", "high", "status", "reason", "reasons", "version", "caveats")
PARTS = ("enrolment", "event", "facts")
"""Names that tables of results and claims give to other columns and parts."""


TAKEN = {
    "library": both(
        "the fact {name}: {text!r} is the name of a field or a column of the library; give another",
        "事项 {name}：“{text}”是本库字段或列的名称；请另取名称",
    ),
    "fact": both(
        "the fact {name}: {text!r} is also a name of the fact {other}; give another",
        "事项 {name}：“{text}”也是事项 {other} 的名称；请另取名称",
    ),
}
"""What else a name of a declared fact may already be."""


def check_declarations(declared: Mapping[str, Fact], benefits: Any) -> Iterator[tuple[str, Text]]:
    """What is wrong with the names of declared facts, by the fact: each must be one of no other thing."""
    taken = {plain(name) for name in (*CLAIM_FACTS, *COUNTED_FACTS, *HEADINGS, *RESULTS, *PARTS, *benefits)}
    taken |= {plain(text) for name in FACT_NAMES.values() for text in (name.en, name.zh)}
    seen: dict[str, str] = {}
    for name, fact in declared.items():
        if not re.match(FACT_NAME, name):
            yield (
                name,
                both(
                    "the fact {name}: {name!r} is no name; give lower-case letters, digits and _, a letter"
                    " first",
                    "事项 {name}：名称应为小写字母、数字和 _，以字母开头",
                    name=name,
                ),
            )
        for text in (name, fact.name.en, fact.name.zh):
            if plain(text) in taken or text.endswith(("_fen", "_yuan")):
                yield name, say(TAKEN["library"], name=name, text=text)
            elif seen.setdefault(plain(text), name) != name:
                yield name, say(TAKEN["fact"], name=name, text=text, other=seen[plain(text)])
