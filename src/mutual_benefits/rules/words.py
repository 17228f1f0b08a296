"""The words that claims give for facts with an open vocabulary, such as causes: codes, names, spellings.

Every plan knows the words of `vocabulary.WORDS`, the words that its own rules compare, and those that its
versions declare. Any other word is unknown: it is neither one of the words of a rule nor none of them.
"""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field

from .._texts import both
from ..diseases import names_in, nearest, plain
from ..events import as_code
from ..frozen import Frozen, within
from ..sources import Text
from ..terms import Table
from ..vocabulary import SYNONYMS, WORDS
from .conditions.excluded_causes import ExcludedCauses
from .conditions.fact_among import FactAmong
from .fact_names import names_of
from .own_facts import classes_of_members, facts_declared
from .spelling import compact, full_width, product_codes, tier_codes

OpenFact = Literal["cause", "injury_kind", "severity", "hospital_level"]

OPEN_FACTS: tuple[str, ...] = get_args(OpenFact)

WITH_OWN_WORDS = ("member_class", *OPEN_FACTS)
"""The facts of every claim for which plans may declare words."""


class Word(Frozen):
    """A word that claims may give for a fact: its code, its name, and other names for it."""

    fact: OpenFact | Literal["member_class"]
    code: str = Field(min_length=1, max_length=200)
    name: Text
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The code and every name."""
        return (self.code, self.name.en, self.name.zh, *self.also)


class UnknownWord(str):
    """A word of a claim that its plan does not know, and the fact that it was given for."""

    __slots__ = ("fact",)

    fact: str

    @classmethod
    def of(cls, fact: str, word: str) -> "UnknownWord":
        """The word as it was given for a fact."""
        unknown = cls(word)
        unknown.fact = fact
        return unknown


def library_words(fact: str) -> tuple[Word, ...]:
    """The words that every plan knows for a fact."""
    also = SYNONYMS[fact]
    return tuple(
        Word.trusted(fact=fact, code=code, name=name, also=also.get(code, ()))
        for code, name in WORDS[fact].items()
    )


class KnownWords(NamedTuple):
    """The words of one fact that a plan knows, and the code of each spelling of a name in `plain` form."""

    words: tuple[Word, ...]
    codes: Mapping[str, str]

    def near(self, word: str) -> tuple[Word, ...]:
        """Up to three words that resemble one that is not known."""
        by_code = {known.code: known for known in self.words}
        by_name = {name: by_code[code] for name, code in self.codes.items()}
        return nearest(unicodedata.normalize("NFKC", word), by_name)


def known_words(versions: Any) -> dict[str, KnownWords]:
    """The words that a plan with these versions knows, by fact."""
    own: dict[str, dict[str, list[Word]]] = {fact: {} for fact in OPEN_FACTS}
    for own_fact, declared in facts_declared(versions).items():
        words = (Word.trusted(fact=own_fact, code=code, name=name, also=()) for code, name in declared.words)
        own |= {own_fact: {word.code: [word] for word in words}} if declared.kind == "word" else {}
    for fact, code in words_compared(versions, own):
        own[fact].setdefault(code, [])
    for version in versions:
        for word in version.words:
            own.setdefault(word.fact, {}).setdefault(word.code, []).append(word)
    own.pop("member_class", None)
    return {fact: _known(fact, words) for fact, words in own.items()}


def words_compared(value: Any, facts: Container[str] = OPEN_FACTS) -> Iterator[tuple[str, str]]:
    """Each of these facts with each word that a table or a condition compares it with."""
    for part in within(value):
        if isinstance(part, Table) and part.by in facts:
            yield from ((part.by, key) for key in part.keys if isinstance(key, str))
        elif isinstance(part, FactAmong) and part.fact in facts:
            yield from ((part.fact, word) for word in part.among if isinstance(word, str))
        elif isinstance(part, ExcludedCauses):
            yield from (("cause", cause) for cause in part.causes)


def _known(fact: str, own: Mapping[str, list[Word]]) -> KnownWords:
    """The plan's own words, each with the names of the library's word that it means, and the others.

    A name of the library's that could be either of two words of the plan belongs to neither.
    """
    names = {
        code: [code, *(name for word in declared for name in word.names)] for code, declared in own.items()
    }
    library = library_words(fact) if fact in WORDS else ()
    others: list[Word] = []
    meant: dict[str, Word] = {}
    for known in library:
        spelt = {plain(name) for name in known.names}
        owners = [code for code, given in names.items() if any(plain(name) in spelt for name in given)]
        if not owners:
            others.append(known)
        for code in owners:
            meant.setdefault(code, known)
            if len(owners) == 1:
                names[code] += known.names
    words = []
    for code, declared in own.items():
        name = declared[0].name if declared else meant[code].name if code in meant else both(code, code)
        words.append(Word.trusted(fact=fact, code=code, name=name, also=tuple(names[code])))
    words += others
    return KnownWords(tuple(words), spellings(words))


def spellings(words: Iterable[Word]) -> dict[str, str]:
    """The code of each name in its `plain` form, also written in full-width letters."""
    codes: dict[str, str] = {}
    for word in words:
        for name in word.names:
            codes.setdefault(plain(name), word.code)
            codes.setdefault(plain(full_width(name)), word.code)
    return codes


class WordBook:
    """Every word of claims that a plan knows: the names of its diseases, and the words of open facts."""

    def __init__(self, versions: Any) -> None:
        self.facts = facts_declared(versions)
        """The facts that the plan declares beside the fields of claims."""
        words = tuple(word for version in versions for word in version.words)
        self.names_of_facts = names_of(self.facts.items(), words)
        self.member_classes = classes_of_members(versions)
        """The codes of the classes of members that the plan knows."""
        self.own_words = tuple(name for name, fact in self.facts.items() if fact.kind == "word")
        self.open = known_words(versions)
        diseases = {
            plain(form): code for name, code in names_in(versions) for form in (name, full_width(name))
        }
        self.codes: dict[str, Mapping[str, str]] = {"disease": diseases} | {
            fact: known.codes for fact, known in self.open.items()
        }
        self.codes["product"] = product_codes(version.product for version in versions)
        self.codes["fee_tier"] = tier_codes(tier.code for version in versions for tier in version.fee_tiers)
        """By fact: the code of each name in its `plain` form; of fee tiers in their `compact` form."""

    def code_of(self, fact: str, word: str) -> str | None:
        """The code of a word that was given for a fact; None if no version knows it."""
        return self.codes[fact].get(compact(word) if fact == "fee_tier" else plain(word))

    def encode(self, facts: dict[str, Any], named: tuple[str, ...]) -> None:
        """Replace the words of a claim's named facts by codes; a word without one by an `UnknownWord`."""
        for fact in named:
            word = facts[fact]
            if word is not None:
                code = self.code_of(fact, word)
                facts[fact] = UnknownWord.of(fact, word) if code is None else code

    def near(self, word: UnknownWord) -> tuple[Word, ...]:
        """Up to three known words that resemble an unknown one."""
        return self.open[word.fact].near(word)


def check_words(words: tuple[Word, ...], *parts: Any) -> Iterator[Text]:
    """What is wrong with the words that a version declares, or that its parts compare with claims.

    Nothing is where each name means one word.
    """
    compared = [(fact, code, code) for fact, code in words_compared(parts)]
    declared = [(word.fact, word.code, name) for word in words for name in word.names]
    seen: dict[tuple[str, str], str] = {}
    for word in words:
        if as_code(word.code) != word.code:
            right = as_code(word.code)
            en = f"the {word.fact} {word.code!r} is written {right!r} in claims"
            yield both(en, f"{word.fact} “{word.code}”在申请中写作“{right}”")
    for fact, code, name in (*compared, *declared):
        if seen.setdefault((fact, plain(name)), code) != code:
            one = seen[fact, plain(name)]
            en = f"the {fact} {name!r} names {one} and {code}; a name means one word"
            yield both(en, f"{fact} “{name}”同时是 {one} 和 {code} 的名称；一个名称只能有一个意思")
