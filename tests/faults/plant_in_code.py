"""Changes or leaves out one operator, number, condition, argument, element or statement at a time.

PYTHONPATH=src python tests/faults/plant_in_code.py [package or file ...] [--sample N] [--minutes M]

Faults are planted in the whole package, except in its vocabularies and in the plan files, for which there is
`plant_in_plans.py`.
"""

import ast

from harness import Fault, arguments, main, offsets, package, place, wanted

WORDS = ("vocabulary.py", "chinese_headings.py", "statements.py", "default_shape.py")
"""Files that hold words or made-up figures alone."""
OTHER = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
VERBS = {"least": "most", "most": "least", "both": "either", "either": "both", "min": "max", "max": "min"}


def changed(node: ast.AST) -> list[ast.AST | str]:  # noqa: C901  # one branch for each kind of fault
    """The nodes, or `pass`, that could replace a node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OTHER:
        return [ast.Compare(node.left, [OTHER[type(node.ops[0])]()], node.comparators)]
    if isinstance(node, ast.BinOp) and type(node.op) in OTHER:
        return [ast.BinOp(node.left, OTHER[type(node.op)](), node.right)]
    if isinstance(node, ast.BoolOp):
        fewer = [_whole(ast.BoolOp(node.op, rest)) for rest in _without_one(node.values)]
        return [ast.BoolOp(OTHER[type(node.op)](), node.values), *fewer]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse), node.body, node.orelse]
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        return [ast.Constant(not node.value)]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return [ast.Constant(node.value + 1), ast.Constant(node.value - 1)]
    if isinstance(node, ast.Attribute) and node.attr in VERBS:
        return [ast.Attribute(node.value, VERBS[node.attr], node.ctx)]
    if isinstance(node, ast.Name) and node.id in VERBS and node.id in ("min", "max"):
        return [ast.Name(VERBS[node.id], node.ctx)]
    if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) > 1 and isinstance(node.ctx, ast.Load):
        return [type(node)(rest, node.ctx) for rest in _without_one(node.elts)]
    if isinstance(node, ast.Set) and len(node.elts) > 1:
        return [ast.Set(rest) for rest in _without_one(node.elts)]
    if isinstance(node, ast.Call) and node.keywords:
        return [ast.Call(node.func, node.args, rest) for rest in _without_one(node.keywords)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ["pass"]
    if isinstance(node, (ast.AugAssign, ast.Break, ast.Continue)):
        return ["pass"]
    return []


def _without_one(parts: list) -> list[list]:
    """The parts without each of them in turn."""
    return [parts[:index] + parts[index + 1 :] for index in range(len(parts))]


def _whole(node: ast.BoolOp) -> ast.AST:
    """The condition itself where it has one part alone."""
    return node if len(node.values) > 1 else node.values[0]


def conditions(node: ast.AST) -> list[ast.AST]:
    """The conditions by which a node decides whether something is done."""
    if isinstance(node, (ast.If, ast.While)):
        return [node.test]
    return node.ifs if isinstance(node, ast.comprehension) else []


def skipped(tree: ast.Module) -> set[int]:
    """The ids of nodes that get no fault: types, and the messages of errors."""
    ids = set()
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Subscript):
            parts.append(node.slice if isinstance(node.slice, ast.Tuple) else None)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node)
        if isinstance(node, (ast.Raise, ast.Assert)):
            parts.append(node)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            parts.append(node if name.startswith(("Any", "__")) else None)
        ids |= {id(below) for part in parts if part is not None for below in ast.walk(part)}
    return ids


def faults_in(path: str, source: bytes) -> list[Fault]:
    """Every fault that can be planted in a file."""
    tree, starts = ast.parse(source), offsets(source)
    left_out, faults = skipped(tree), []

    def add(node: ast.AST, text: str) -> None:
        begin, end = place(starts, node)
        before = " ".join(source[begin:end].decode().split())
        if text != before:
            change = f"{before[:70]} -> {text[:110]}"
            faults.append(Fault(path, node.lineno, begin, end, text.encode(), change))

    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        for other in changed(node):
            if isinstance(other, (ast.Attribute, ast.Constant, ast.Name, ast.Call)):
                add(node, ast.unparse(other))
            else:
                add(node, other if isinstance(other, str) else f"({ast.unparse(other)})")
        for test in conditions(node):
            add(test, f"(not ({ast.unparse(test)}))")
            add(test, "False")
            if not isinstance(node, ast.While):  # which would not end
                add(test, "True")
    return faults


if __name__ == "__main__":
    given = arguments()
    planted = []
    for file in sorted(package().rglob("*.py")):
        name = file.relative_to(package()).as_posix()
        if wanted(name, given.names) and file.name not in WORDS and not name.startswith("plans/"):
            planted += faults_in(name, file.read_bytes())
    main(planted, given)
