"""Changes one operator, number, condition or statement of the code at a time; lists what no test noticed.

python tests/faults/plant_in_code.py [package or file ...] [--sample N] [--minutes M]

Faults are planted in the whole package, except in its vocabularies and in the plan files, for which there is
`plant_in_plans.py`.
"""

import ast

from harness import Fault, arguments, main, offsets, package, place

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
    ast.FloorDiv: ast.Mult,
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
        return [ast.BoolOp(OTHER[type(node.op)](), node.values)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)]
    if isinstance(node, ast.Constant) and type(node.value) in (int, bool):
        return [ast.Constant(not node.value if type(node.value) is bool else node.value + 1)]
    if isinstance(node, ast.Attribute) and node.attr in VERBS:
        return [ast.Attribute(node.value, VERBS[node.attr], node.ctx)]
    if isinstance(node, ast.Name) and node.id in ("min", "max"):
        return [ast.Name(VERBS[node.id], node.ctx)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ["pass"]
    if isinstance(node, ast.AugAssign):
        return ["pass"]
    if isinstance(node, (ast.Break, ast.Continue)):
        return ["pass"]
    return []


def skipped(tree: ast.Module) -> set[int]:
    """The ids of nodes that get no fault: types, and the messages of errors."""
    ids = set()
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
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
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        for other in changed(node):
            text = other if isinstance(other, str) else f"({ast.unparse(other)})"
            if isinstance(other, (ast.Attribute, ast.Constant, ast.Name)):
                text = text[1:-1]
            begin, end = place(starts, node)
            before = source[begin:end].decode()
            what = f"{' '.join(before.split())[:70]} -> {text[:70]}"
            faults.append(Fault(path, node.lineno, begin, end, text.encode(), what))
        if isinstance(node, (ast.If, ast.While)):
            begin, end = place(starts, node.test)
            text = f"(not ({ast.unparse(node.test)}))"
            faults.append(Fault(path, node.lineno, begin, end, text.encode(), f"if {text[:70]}"))
    return faults


if __name__ == "__main__":
    given = arguments()
    planted = []
    for file in sorted(package().rglob("*.py")):
        name = file.relative_to(package()).as_posix()
        wanted = any(name == one or name.startswith(f"{one}/") for one in given.names or [name])
        if wanted and file.name not in WORDS and not name.startswith("plans/"):
            planted += faults_in(name, file.read_bytes())
    main(planted, given)
