"""Corrupted files and data for fuzzing: valid input with parts cut, doubled, moved and mixed."""

import json

from hypothesis import strategies as st

BYTES_IN_ESCAPES = (
    r"\0 \xff\xfe \xef\xbb\xbf \xed\xa0\x80 \xc4\xe3 \r \n\n \" ' \"\"\" \\ \\u0000 [ ] [[ { } = . , : # - +"
    r" 00 1e999 -0 NaN inf 0x1F 2016-02-30 0000-01-01 9999-12-31 10:00:00 1979-05-27T07:32:00Z true null"
)
# The escapes above stand for bytes.
NASTY_BYTES = [
    word.encode().decode("unicode_escape").encode("latin-1") for word in BYTES_IN_ESCAPES.split(" ")
]
TEXT = (
    "0 1 x died disease ordinal day_of_cover fee_tier self_paid happened_on born_on plan seed assumed"
    " diagnosis medical_expense per_diem closing cover_ends event lifetime 2016-02-29 2016-02-30 0001-01-01"
    " 9999-12-31 __class__ _script é 日"
)
WORDS = TEXT.split()
NUMBERS = (0, 1, -1, 2, 9, 100, 1_000, 10**13, 10**13 + 1, 10**17, 0.5, float("inf"))
OTHERS = (
    None,
    True,
    False,
    "",
    " ",
    "a\nb",
    "\u202e",
    "\ud800",
    "\x00",
    "x" * 300,
    [],
    {},
    [[]],
    [{}],
    [1, 2],
)
MORE = ({"value": 1}, {"reading": "r", "options": {}})
NASTY_VALUES = (*WORDS, *NUMBERS, *OTHERS, *MORE)


@st.composite
def corrupted_bytes(draw, originals):
    """One of the originals with a few bytes removed, inserted, doubled or changed; or random bytes."""
    raw = draw(st.sampled_from(originals) | st.binary(max_size=40))
    for _ in range(draw(st.sampled_from((1, 1, 2, 4)))):
        start = draw(st.integers(0, len(raw)))
        stop = min(len(raw), start + draw(st.sampled_from((0, 1, 1, 2, 5, 20, 200))))
        inserted = draw(st.sampled_from((*NASTY_BYTES, b"")) | st.binary(max_size=3))
        repeated = raw[start:stop] if draw(st.booleans()) else b""
        raw = raw[:start] + inserted + repeated + raw[stop:]
    return raw


def paths_in(data, path=()):
    """The path of every part of some data, without that of the whole."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, part in entries:
        yield (*path, key)
        yield from paths_in(part, (*path, key))


def at(data, path):
    """The part at a path."""
    for step in path:
        data = data[step]
    return data


WAYS = ("kin", "kin", "near", "near", "nasty", "nasty", "graft", "out", "twice", "renamed")


def with_same_key(paths, key):
    """The paths that end in this key: a value at one of them is plausible at another."""
    return [path for path in paths if path[-1] == key]


@st.composite
def corrupted_data(draw, originals):
    """The data of one of the originals (JSON text), with some parts changed, removed, doubled or moved."""
    data = json.loads(draw(st.sampled_from(originals)))
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 4)))):
        paths = list(paths_in(data))
        if not paths:
            break
        way = draw(st.sampled_from(WAYS))
        numbers = [path for path in paths if type(at(data, path)) is int]
        path = draw(st.sampled_from(numbers if way == "near" and numbers else paths))
        owner, key = at(data, path[:-1]), path[-1]
        part = owner[key]
        if way == "out":
            del owner[key]
        elif way == "near" and type(part) is int:
            owner[key] = part + draw(st.sampled_from((-1, 1, 10, 10**6)))
        elif way == "kin":
            owner[key] = json.loads(json.dumps(at(data, draw(st.sampled_from(with_same_key(paths, key))))))
        elif way == "graft":
            owner[key] = json.loads(json.dumps(at(data, draw(st.sampled_from(paths)))))
        elif way == "twice" and isinstance(owner, list):
            owner.append(json.loads(json.dumps(part)))
        elif way == "renamed" and isinstance(owner, dict):
            other = draw(st.sampled_from([step for one in paths for step in one if isinstance(step, str)]))
            owner[other] = owner.pop(key)
        else:
            owner[key] = draw(st.sampled_from(NASTY_VALUES))
    return data
