"""The names of declared facts and of their words, where a rule book is put into words."""

from collections.abc import Iterable, Mapping
from typing import Any

from .._texts import Text, both, say
from ..claims import Enrolment, kind_of
from ..events import KINDS
from ..terms import Ladder, Rung
from ..vocabulary import KEYS, KINDS_OF_FACTS, PHRASES, VALUES, name_of
from .own_facts import Fact

NAMED_BY_FACT = {name: text for name, text in VALUES.items() if isinstance(name, str) and "." in name}
"""The names of words whose codes mean another thing elsewhere, under `<fact>.<word>`."""

FLAGS = frozenset(
    name
    for model in (Enrolment, *KINDS.values())
    for name, field in model.model_fields.items()
    if kind_of(field) is bool
)
"""The facts of every claim that are yes or no."""


def names_of(declared: Iterable[tuple[str, Fact]], words: Iterable[Any] = ()) -> tuple[tuple[str, Text], ...]:
    """The name of each fact, and of each of its words under `<fact>.<word>`; yes is 1 and no is 0.

    The `words` that a version declares for facts of every claim are named alike.
    """
    names: dict[str, Text] = {}
    for name, fact in declared:
        own = (("1", VALUES[True]), ("0", VALUES[False])) if fact.kind == "flag" else fact.words
        names |= {name: fact.name, **{f"{name}.{code}": text for code, text in own}}
    names |= {f"{word.fact}.{word.code}": word.name for word in words}
    return tuple(names.items())


def key_name(by: str, key: str | int, own_facts: Mapping[str, Text]) -> Text:
    """The name of a row of a table by a fact, which may be one that the rule book declares.

    >>> key_name("disability_grade", 3, {}).zh, key_name("shares", 2, {}).en
    ('3级', 'shares 2')
    """
    if by in FLAGS:
        return VALUES[bool(key)]
    if isinstance(key, str) or f"{by}.{key}" in own_facts:
        return word_name(by, str(key), own_facts)
    phrase = PHRASES["row_of_grade" if by == "disability_grade" else "row_of_number"]
    name = own_facts.get(by, name_of(by))
    return both(*(phrase.in_(lang).format(name=name.in_(lang), number=key) for lang in ("en", "zh")))


def word_name(fact: str, word: str | bool, own_facts: Mapping[str, Text]) -> Text:
    """The name of a word that a rule book may declare for a fact, or, without one, of a declared fact."""
    if isinstance(word, bool):
        return VALUES[word]
    named = f"{fact}.{word}" if fact else word
    return (
        own_facts.get(named)
        or NAMED_BY_FACT.get(named)
        or KEYS.get(word)
        or VALUES.get(word)
        or both(word, word)
    )


def rung_name(ladder: Ladder, rung: Rung, own_facts: Mapping[str, Text]) -> Text:
    """How far a rung reaches, such as `through day 30`, or from where, such as `days 31 to 60`."""
    by = ladder.by if ladder.by in ("day_of_cover", "ordinal") else "own"
    below = ladder.rungs[: ladder.rungs.index(rung)][-1:]
    first = sum(each.through + each.inclusive for each in below) if below else int(by != "own")
    last = rung.through - (not rung.inclusive)
    reach = "through" if rung.inclusive else "before"
    if first == last:
        reach = "one"
    elif below and first < last:
        reach = "range"
    name = own_facts.get(ladder.by, name_of(ladder.by))
    return say(PHRASES[f"{by}_{reach}"], number=rung.through, first=first, last=last, name=name)


def described(name: str, fact: Fact, lang: str) -> str:
    """A declared fact in one line: its name, its kind or its words, and what holds where it is not told."""
    named = {
        str(word): text.in_(lang)
        for word, text in (*fact.words, (True, VALUES[True]), (False, VALUES[False]))
    }
    comma, colon = ("、", "：") if lang == "zh" else (", ", ": ")
    kind = comma.join(text.in_(lang) for _, text in fact.words) or KINDS_OF_FACTS[fact.kind].in_(lang)
    default = None if fact.default is None else named.get(str(fact.default), fact.default)
    key = "fact_untold" if fact.default is None else "fact_default"
    untold = PHRASES[key].in_(lang).format(value=default)
    return PHRASES["named"].in_(lang).format(name=fact.name.in_(lang), code=name) + colon + kind + untold
