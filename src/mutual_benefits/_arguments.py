"""Checks of the arguments of public functions, by the annotations of the functions themselves."""

import reprlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, wraps
from types import NoneType, SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ._texts import OR, Text, both, give, listed
from .errors import InvalidArgument
from .frozen import Frozen, day_of

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


def checked(function: FunctionT) -> FunctionT:
    """The function, with a check of the types of its arguments before it runs.

    The error names the argument, what was given and what would be right. Text YYYY-MM-DD is accepted for a
    day, and passed on as a `date`. The items of an iterable of models are checked as they are read.
    Arguments that are annotated with `Any`, and the values of numbers and words, are left to the function.

    >>> @checked
    ... def years_since(day: date, *, until: int = 2026) -> int:
    ...     return until - day.year
    >>> years_since("2016-05-04")
    10
    >>> years_since(date(2016, 5, 4), until=2026.5)
    Traceback (most recent call last):
    mutual_benefits.errors.InvalidArgument: until is 2026.5; give a whole number
    """

    @cache
    def parameters() -> dict[str, _Kinds]:
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        written = {name: hint for name, hint in function.__annotations__.items() if name != "return"}
        return {name: _Kinds(_type_of(written.get(name, Any), function)) for name in (*names, *written)}

    @wraps(function)
    def checking(*positional: Any, **named: Any) -> Any:
        kinds = parameters()
        given = []
        for value, (name, kind) in zip(positional, kinds.items(), strict=False):
            given.append(value if type(value) in kind.exact else kind.read(name, value))
        for name, value in named.items():
            if name in kinds and type(value) not in kinds[name].exact:
                named[name] = kinds[name].read(name, value)
        return function(*given, *positional[len(given) :], **named)

    return cast("FunctionT", checking)


def renamed(**new_names: str) -> Callable[[FunctionT], FunctionT]:
    """A decorator: the function, which takes the old names of its arguments too, with a `DeprecationWarning`.

    Each old name is given with the new one. An argument that is given under both is an `InvalidArgument`.

    >>> @renamed(history="usage")
    ... def used(*, usage: int = 0) -> int:
    ...     return usage
    >>> used(usage=3)
    3
    """

    def decorated(function: FunctionT) -> FunctionT:
        @wraps(function)
        def taking_old_names(*positional: Any, **named: Any) -> Any:
            for old, new in new_names.items():
                if old not in named:
                    continue
                if new in named:
                    message = both(
                        "{old} and {new} are both given; give {new} alone, since {old} is its old name",
                        "{old} 与 {new} 同时给出；{old} 是 {new} 的旧名，请只给出 {new}",
                        old=old,
                        new=new,
                    )
                    raise InvalidArgument(message, field=old, given=named[old], choices=(new,))
                message = both(
                    "the argument {old} of {function} is now named {new}",
                    "{function} 的参数 {old} 现名 {new}",
                    old=old,
                    new=new,
                    function=function.__name__,
                )
                warnings.warn(str(message), DeprecationWarning, stacklevel=2)
                named[new] = named.pop(old)
            return function(*positional, **named)

        return cast("FunctionT", taking_old_names)

    return decorated


def wrong(name: str, given: Any, right: Text | str, choices: Iterable[Any] = ()) -> InvalidArgument:
    """The error for an argument: its name, what was given, and what to give.

    >>> str(wrong("claim", {"id": "C-1"}, "a Claim"))
    "claim is {'id': 'C-1'} (a dict); give a Claim"
    """
    plain = isinstance(given, (str, int, float, date, NoneType))
    message = both(
        "{name} is {given}{kind}; {give}",
        "{name} 为 {given}{kind}；{give}",
        name=name,
        given=reprlib.repr(given),
        kind="" if plain else both(" (a {kind})", "（{kind}）", kind=type(given).__name__),
        give=give(right),
    )
    return InvalidArgument(message, field=name, given=given, choices=choices)


def check_positive(name: str, given: int) -> None:
    """Check that a number of things is 1 or more.

    Raises:
        InvalidArgument: it is less.
    """
    if given < 1:
        raise wrong(name, given, both("1 or more", "不小于 1 的数"))


def check_word(name: str, given: str, choices: Iterable[str]) -> None:
    """Check that an argument is one of some words.

    Raises:
        InvalidArgument: it is another word.
    """
    words = tuple(choices)
    if given not in words:
        raise wrong(name, given, listed(map(repr, words), by=OR), words)


class _Kinds:
    """The kinds of values that an annotation allows."""

    def __init__(self, hint: Any) -> None:
        self.alternatives = tuple(_alternatives(hint))
        self.anything = any(one is Any or isinstance(one, TypeVar) for one in self.alternatives)
        # A value of one of these very types needs no other check; True is no whole number.
        self.exact = frozenset(one for one in self.alternatives if isinstance(one, type))

    def read(self, name: str, given: Any) -> Any:
        """The argument as the function gets it.

        Raises:
            InvalidArgument: it is of none of these kinds.
        """
        if self.anything:
            return given
        for kind in self.alternatives:
            if kind is date and isinstance(given, str):
                try:
                    return day_of(given)
                except ValueError:
                    continue
            if _accepts(kind, given):
                return _with_items(name, given, kind)
        right = [_WORDS.get(one) or _words(one) for one in self.alternatives]
        words = [word for one in self.alternatives if get_origin(one) is Literal for word in get_args(one)]
        raise wrong(name, given, listed(right, by=OR), words)


_WORDS: dict[Any, Text] = {
    NoneType: both("None", "None"),
    bool: both("True or False", "True 或 False"),
    date: both("a day (a date, or text such as '2016-05-04')", "日期（或如 '2016-05-04' 的文字）"),
    int: both("a whole number", "整数"),
    str: both("text", "文字"),
}


def _type_of(hint: Any, function: Callable[..., Any]) -> Any:
    """The type that an annotation of a function names; Any for one that only type checkers know."""
    try:
        return get_type_hints(SimpleNamespace(__annotations__={"": hint}), function.__globals__)[""]
    except NameError:
        return Any


def _alternatives(hint: Any) -> Iterator[Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _alternatives(get_args(hint)[0])
    elif origin in (Union, UnionType):
        for part in get_args(hint):
            yield from _alternatives(part)
    else:
        yield hint


def _accepts(kind: Any, given: Any) -> bool:
    origin = get_origin(kind) or kind
    if origin is Literal:
        return isinstance(given, str)  # which words there are is said by the function
    if origin in (Iterable, Sequence):
        return isinstance(given, origin) and not isinstance(given, (str, bytes, Mapping, Frozen))
    if get_args(kind) == (str, str):
        pairs = given.items() if isinstance(given, Mapping) else ((None, None),)
        return all(isinstance(word, str) for pair in pairs for word in pair)
    if getattr(origin, "_is_protocol", False):  # `isinstance` does not see methods that an object hands on
        methods = (name for name, part in vars(origin).items() if callable(part) and name[0] != "_")
        return all(callable(getattr(given, name, None)) for name in methods)
    # A subclass is accepted, but a truth value is no number and a time of day no day.
    return isinstance(given, origin) and origin not in (date, int)


def _words(kind: Any) -> Text:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Literal:
        return listed(map(repr, arguments), by=OR)
    if origin in (Iterable, Sequence):
        whose = arguments[0] if isinstance(arguments[0], type) and issubclass(arguments[0], Frozen) else None
        several = f"{whose.__name__}s" if whose else "values"
        return both(
            f"several {several} (such as a list)", f"若干{f' {whose.__name__}' if whose else '值'}（如列表）"
        )
    if arguments == (str, str):
        return both("a mapping from text to text", "文字到文字的对照")
    if origin is Mapping:
        return both("a mapping", "对照表")
    if origin is Callable:
        return both("a function", "函数")
    name = origin.__name__
    return both(f"{'an' if name[0] in 'AEIO' else 'a'} {name}", name)


def _with_items(name: str, given: Any, kind: Any) -> Any:
    """The argument, whose items are checked: those of a sequence at once, of an iterable as they are read."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin not in (Iterable, Sequence):
        return given
    items = _items(name, given, _Kinds(arguments[0]))
    return items if origin is Iterable else tuple(items)


def _items(name: str, given: Iterable[Any], kinds: _Kinds) -> Iterator[Any]:
    for place, item in enumerate(given):
        yield item if type(item) in kinds.exact else kinds.read(f"{name}[{place}]", item)
