"""Every error is said in English and in Chinese: the source is searched for messages in English alone."""

import ast
import re
from functools import cache

from chinese import CHINESE, SOURCE, english_in

import mutual_benefits as mb
from mutual_benefits.testing import laws

ERRORS = {
    name
    for home in (mb, laws)
    for name in dir(home)
    if isinstance(getattr(home, name), type) and issubclass(getattr(home, name), mb.MutualBenefitsError)
}
PYTHON = ("ValueError", "KeyError", "TypeError", "ArithmeticError", "RuntimeError", "IndexError", "OSError")
"""The errors of Python that the library raises; an unknown attribute keeps Python's own words."""

MESSAGE = {**dict.fromkeys((*ERRORS, *PYTHON), 0), "wrong": 2, "Fault": 4, "Refused": 1}
"""What makes an error of the library, of a model or of a plan file, and the place of its message."""

FOR_THE_LIBRARY = {
    "rulebook/files/parser.py:_no_number"  # caught there: the file is told to be no JSON
}


@cache
def functions():
    """Each function of the library with its file."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.append((name, node))
    return tuple(found)


def calls(function):
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def name_of(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def is_english(message, function):
    """Whether a message is a text in one language, given as it is or assigned in the function before."""
    if isinstance(message, (ast.JoinedStr, ast.BinOp)):
        return True
    if isinstance(message, ast.Constant):
        return isinstance(message.value, str)
    if isinstance(message, ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            and any(getattr(target, "id", "") == message.id for target in node.targets)
        ]
        return any(is_english(value, ast.Module([], [])) for value in given)
    return isinstance(message, ast.IfExp) and is_english(message.body, function)


def test_every_error_has_a_message_in_both_languages():
    silent, found = [], 0
    for file, function in functions():
        for call in calls(function):
            place = MESSAGE.get(name_of(call))
            if place is not None and len(call.args) > place:
                found += 1
                if (
                    is_english(call.args[place], function)
                    and not {file, f"{file}:{function.name}"} & FOR_THE_LIBRARY
                ):
                    silent.append(f"{file}:{call.lineno}: {ast.unparse(call)[:150]}")
    assert found > 150
    assert not silent, "\n".join(silent)


def test_every_fault_of_a_plan_file_is_told_in_both_languages():
    silent = []
    for file, function in functions():
        for call in calls(function) if file.startswith("rulebook/files/") else ():
            place = {"Unusable": 1, "add_line": 1, "_wrong": 1}.get(name_of(call))
            if ast.unparse(call.func).endswith("faults.add"):
                place = 1
            if place is not None and len(call.args) > place and is_english(call.args[place], function):
                silent.append(f"{file}:{call.lineno}: {ast.unparse(call)[:150]}")
    assert not silent, "\n".join(silent)


def texts():
    """Each call of `both` with an English and a Chinese text."""
    for path in sorted(SOURCE.rglob("*.py")):
        for call in calls(ast.parse(path.read_text("utf-8"))):
            if name_of(call) == "both" and len(call.args) == 2:
                yield str(path.relative_to(SOURCE)), call


def constant(node):
    """The text of a constant, or of the constant parts of a formatted one."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return None


OTHER_WORDS = {
    "待定": "无法确定",
    "未定事项": "无法确定的事项",
    "重估": "整批测算",
    "条款变化": "变更",
    "变化前": "变更前",
    "变化后": "变更后",
    "现行条款": "按当日施行的版本",
}
"""Words for what the association's texts and the rest of the library call otherwise."""


def test_one_thing_has_one_word_in_chinese():
    odd = []
    for file, call in texts():
        chinese = constant(call.args[1]) or ""
        odd += [f"{file}:{call.lineno}: {word}" for word in OTHER_WORDS if word in chinese]
    assert not odd, "\n".join(odd)


def test_every_value_that_a_text_names_is_given_and_named_in_english():
    odd = []
    for file, call in texts():
        english, chinese = map(constant, call.args)
        if english is None or chinese is None or not call.keywords:
            continue
        given = {word.arg for word in call.keywords}
        named = {tuple(re.findall(r"\{(\w+)", text)) for text in (english, chinese)}
        if any(set(names) - given for names in named) or given - set().union(*named):
            odd.append(f"{file}:{call.lineno}: {english}")
    assert not odd, "\n".join(odd)


def test_chinese_has_no_english_but_names():
    odd = []
    for file, call in texts():
        chinese = constant(call.args[1]) or ""
        if CHINESE.search(chinese) and (left := english_in(chinese)):
            odd.append(f"{file}:{call.lineno}: {left} in {chinese}")
    assert not odd, "\n".join(odd)
