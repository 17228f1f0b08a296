"""Hostile plan files and folders are refused quickly and with little memory."""

import json
import os
import time
import tracemalloc

import pytest
from plan_folders import FIRST, PLAN, VERSION, faults_of, write_plan
from strategies_tables import THOROUGH

import mutual_benefits as mb

MOST_SECONDS = 8
"""Far more than any refusal takes, since other programs may run at the same time."""
MOST_MEMORY = 64 * 1024 * 1024

NAME = 'en = "Stay"'
VALUE = "value = 30"


def changed(old, new):
    assert VERSION.count(old) == 1
    return VERSION.replace(old, new)


def rungs(count):
    sourced = 'source = "seal", basis = "seal"'
    rows = ", ".join(f"{{through = {number}, value = {{value = 1, {sourced}}}}}" for number in range(count))
    return changed(
        'days = { value = 30, source = "seal", basis = "inferred" }',
        f'days = {{ by = "day_of_cover", rungs = [{rows}], beyond = {{ value = 1, {sourced} }} }}',
    )


HOSTILE = {
    "lists in lists": ("a = " + "[" * 100_000, "nested too deeply"),
    "tables in tables": ("a = " + "{a=" * 50_000, "nested too deeply"),
    "a long dotted key": (" . ".join(["a"] * 5_000) + " = 1", "nested too deeply"),
    "a long dotted key in quotes": (".".join(['"a"'] * 5_000) + " = 1", "nested too deeply"),
    "a long header": ("[" + ".".join(["a"] * 90) + "]", "nested too deeply"),
    "a long word": ("a" * 250_000, "a word of 250000 characters"),
    "many digits": (changed(VALUE, "value = " + "9" * 250_000), "a number of many digits"),
    "many digits with marks between": (changed(VALUE, "value = " + "9_9" * 60), "a number of many digits"),
    "many digits of sixteen": (changed(VALUE, "value = 0x" + "f" * 180), "a number of many digits"),
    "a number that is too great": (changed(VALUE, "value = 10000000000001"), "at most 10000000000000"),
    "a number that is no number": (changed(VALUE, "value = nan"), "nan; give a whole number"),
    "a number without an end": (changed(VALUE, "value = inf"), "inf; give a whole number"),
    "a power of ten": (changed(VALUE, "value = 1e999999999"), "inf; give a whole number"),
    "a long text": (changed(NAME, 'en = "' + "x" * 250_000 + '"'), "250000 characters; give at most 4000"),
    "many escapes": (
        changed(NAME, 'en = "' + "\\u0041" * 40_000 + '"'),
        "40000 characters; give at most 4000",
    ),
    "many quotation marks": ('"' * 250_000, "not valid TOML"),
    "many opened texts": ('""" ' * 60_000, "not valid TOML"),
    "many backslashes": ('a = "' + "\\" * 250_000, "not valid TOML"),
    "many keys": (
        "\n".join(f"k{number} = 1" for number in range(20_000)),
        "20000 entries; give at most 2000",
    ),
    "many keys with a long way": (
        "\n".join("a." * 30 + f"k{number} = 1" for number in range(2_500)),
        "2500 entries; give at most 2000",
    ),
    "many headers": (
        "\n".join("[[" + "a." * 30 + "k]]" for _ in range(2_500)),
        "2500 entries; give at most 2000",
    ),
    "many marks": ("a = [" + "[]," * 80_000, "words and marks"),
    "many lines": ("\n" * 250_000, "missing"),
    "many unknown keys": ("\n".join(f"kk{number} = 1" for number in range(1_900)), "50 faults or more"),
    "many steps": (rungs(101), "101 entries; give at most 100"),
    "many bytes": (b"#" * 300_000, "longer than 262,144 bytes"),
    "no text": (bytes(range(256)) * 100, "is not UTF-8 text"),
    "a nought": (VERSION + "\0", "a control character ('\\x00'); remove it"),
    "an escape of a terminal": (VERSION + "# \x1b[2J", "a control character ('\\x1b'); remove it"),
    "a nought in disguise": (changed(NAME, 'en = "a\\u0000b"'), "the character '\\x00' cannot be displayed"),
    "a new line in a name": (changed(NAME, 'en = "a\\nb"'), "the character '\\n' cannot be displayed"),
    "writing that turns round": (
        changed(NAME, 'en = "a\u202eb"'),
        "the character '\\u202e' cannot be displayed",
    ),
    "half a character": (changed(NAME, 'en = "\\ud800"'), "not valid TOML"),
    "UTF-16": (VERSION.encode("utf-16"), "the text is UTF-16; save the file as UTF-8"),
    "GB18030": (VERSION.encode("gb18030"), "is not UTF-8 text (GB18030 perhaps?); save the file as UTF-8"),
    "two byte-order marks": ("\ufeff\ufeff" + VERSION, "not valid TOML"),
    "old line ends": (VERSION.replace("\n", "\r"), "not valid TOML"),
    "nothing": ("", "missing"),
}


def measured(folder, *, with_memory=True):
    """The faults of a folder, and the processor time in seconds and memory in bytes used to find them."""
    began = time.process_time()
    found = faults_of(folder)
    seconds = time.process_time() - began
    if not with_memory:
        return found, seconds, 0
    tracemalloc.start()
    try:
        found = faults_of(folder)
        return found, seconds, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(case, tmp_path):
    text, message = HOSTILE[case]
    in_turn = THOROUGH or list(HOSTILE).index(case) % 3 == 0  # to trace memory takes four times as long
    found, seconds, memory = measured(write_plan(tmp_path, {FIRST: text}), with_memory=in_turn)
    faults = "\n".join(found)
    assert message in faults or (message.startswith(str(len(found))) and "or more" in message)
    assert found
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY
    assert len(faults) < 50_000
    assert faults.isprintable() or faults.replace("\n", "").isprintable()


JSON_HOSTILE = {
    "lists in lists": ("[" * 100_000, "nested too deeply"),
    "objects in objects": ('{"a":' * 50_000, "nested too deeply"),
    "many digits": ('{"effective_from": ' + "9" * 200_000 + "}", "a number of many digits"),
    "a number that is no number": ('{"effective_from": NaN}', "NaN is not a number"),
    "a number without an end": ('{"effective_from": -Infinity}', "-Infinity is not a number"),
    "a power of ten": ('{"effective_from": 1e999999999}', "inf; give a day"),
    "half a character": ('{"effective_from": "\\ud800"}', "the character '\\ud800' cannot be displayed"),
    "half a character in a key": ('{"\\udfff": 1}', "the character '\\udfff' cannot be displayed"),
    "a key twice": ('{"basis": "seed", "basis": "seed"}', "basis: the key appears twice; keep one"),
    "a byte-order mark and nothing": ("\ufeff", "not valid JSON"),
    "a text that does not end": ('{"a": "' + "\\" * 100_001, "not valid JSON"),
    "a list": ("[1]", "give one object with keys"),
    "null": ("null", "give one object with keys"),
    "many keys": (json.dumps({f"k{number}": 1 for number in range(9_000)}), "9000 entries"),
}


@pytest.mark.parametrize("case", JSON_HOSTILE)
def test_a_hostile_json_file_is_refused_too(case, tmp_path):
    text, message = JSON_HOSTILE[case]
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    (tmp_path / "2020-01-01.json").write_bytes(text.encode("utf-8"))
    found, seconds, memory = measured(tmp_path)
    assert message in "\n".join(found)
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY


def benefits(count, rate):
    parts = [
        '\n[[benefits]]\nrule = "per_diem"\nname = { en = "B", zh = "B" }\nevent = "injury"\n'
        f'source = "seal"\ndays = "living_days"\ncode = "b{number}"\nrate = {rate(number)}\n'
        for number in range(count)
    ]
    codes = ", ".join(f'"b{number}"' for number in range(count))
    adds = f'adds = [{{ benefits = [{codes}], source = "seal", basis = "seed" }}]\n'
    head, _, tail = VERSION.partition("\n[sources")
    return (
        head
        + adds
        + "\n[sources"
        + tail.replace('code = "stay"', 'code = "stay"\nlimits = []')
        + "".join(parts)
    )


def either(number):
    options = ", ".join(f'o{one} = {{ value = {one}, source = "seal", basis = "seed" }}' for one in range(2))
    return f'{{ reading = "r{number % 32}", options = {{ {options} }} }}'


UNSTATED = "what = { en = '', zh = '' }"
SLOWEST = {
    "readings": benefits(99, either),
    "facts": changed('days = "hospital_days"', 'days = "hospital_days"\nunless = [' + '"died",' * 99 + "]"),
    "names": changed(
        "[sources",
        "adds = ["
        + ("{ benefits = [" + '"stay",' * 1_900 + '], source = "seal", basis = "seed" },') * 5
        + "]\n[sources",
    ),
    "rows": changed("rope = 3000", ", ".join(f"k{number} = {{ {UNSTATED} }}" for number in range(1_900))),
    "sources": VERSION.replace('source = "seal"', f"source = '{'q' * 60}'")
    + "".join(f"[sources.{'q' * 50}{number}]\ntitle = {{ en = '', zh = '' }}\n" for number in range(1_500)),
}


@pytest.mark.parametrize("name", SLOWEST if THOROUGH else ["facts", "readings"])
def test_the_files_that_take_longest_are_checked_in_seconds(name, tmp_path):
    _, seconds, memory = measured(write_plan(tmp_path, {FIRST: SLOWEST[name]}))
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY


# --- the contents of the folder ----------------------------------------------------------------------------


def put_link(folder, target):
    (folder / "2021-01-01.toml").symlink_to(target)


def put_pipe(folder):
    os.mkfifo(folder / "2021-01-01.toml")


def put_much(folder):
    for number in range(7):
        (folder / f"202{number}-01-02.toml").write_bytes(b"#" * 250_000)


FOLDERS = {
    "a link out": (
        lambda at: put_link(at, "/etc/hostname"),
        "a link out of the folder; put the file itself there",
    ),
    "a link above": (
        lambda at: put_link(at, "../../x"),
        "a link out of the folder; put the file itself there",
    ),
    "a link to a device": (lambda at: put_link(at, "/dev/zero"), "a link out of the folder"),
    "a link to itself": (lambda at: put_link(at, "2021-01-01.toml"), "2021-01-01.toml: "),
    "a link to nothing": (lambda at: put_link(at, "nothing.toml"), "No such file or directory"),
    "a pipe": (put_pipe, "2021-01-01.toml: not a regular file; remove it"),
    "a folder": (
        lambda at: (at / "2021-01-01.toml").mkdir(),
        "2021-01-01.toml: not a regular file; remove it",
    ),
    "a strange file": (
        lambda at: (at / "run.py").write_text("import os"),
        "a version's file is named by its first day",
    ),
    "a name that is nearly right": (
        lambda at: (at / "from_2021_01_01.toml").write_text(""),
        "from_2021_01_01.toml: name the file 2021-01-01.toml",
    ),
    "a name of no day": (
        lambda at: (at / "2021-13-01.toml").write_text(VERSION),
        "the file is named 2021-13-01.toml",
    ),
    "a name that disturbs a terminal": (lambda at: (at / "a\x1b[2J\nb").write_text(""), r"'a\x1b[2J\nb': "),
    "one version twice": (
        lambda at: (at / "2020-01-01.json").write_text("{}"),
        "is there too; keep one of them",
    ),
    "no plan": (
        lambda at: (at / "plan.toml").unlink(),
        "no plan.toml or plan.json; give one with code and name",
    ),
    "no version": (lambda at: (at / FIRST).unlink(), "no version; give it one a file such as"),
    "thousands of files": (
        lambda at: [(at / f"{number}.txt").write_text("") for number in range(3_000)],
        "more than 100 files; keep only the plan's files in the folder",
    ),
    "much together": (put_much, "longer than 1,048,576 bytes together"),
}


@pytest.mark.parametrize("case", FOLDERS)
def test_a_folder_with_wrong_or_missing_files_is_refused(case, tmp_path):
    put, message = FOLDERS[case]
    put(write_plan(tmp_path))
    found, seconds, memory = measured(tmp_path)
    assert any(message in fault for fault in found) or message.replace("it one a", "one a") in "\n".join(
        found
    ), found
    assert seconds < MOST_SECONDS
    assert memory < MOST_MEMORY


@pytest.mark.parametrize(
    "name",
    ["nowhere", "plan.toml", "a\0b", "x" * 5_000, ""],
    ids=["nowhere", "a file", "a nought", "long", "empty"],
)
def test_a_path_that_is_no_folder_is_refused(name, tmp_path):
    write_plan(tmp_path)
    assert faults_of(tmp_path / name if name else tmp_path / "plan.toml" / "x")


def test_a_link_within_the_folder_and_a_folder_behind_a_link_are_read(tmp_path):
    folder = tmp_path / "plan"
    folder.mkdir()
    write_plan(folder)
    (folder / FIRST).rename(folder / ".first")
    (folder / FIRST).symlink_to(".first")
    (tmp_path / "other").symlink_to(folder)
    assert mb.load_plan(tmp_path / "other").code == "quay"
