"""Every small change that a Python file is tried with."""

import ast
import difflib
from dataclasses import dataclass

import libcst as cst
from mutmut.mutation.mutators import mutation_operators, operator_string


@dataclass(frozen=True)
class Mutant:
    # Where it is (the file and the function or class), and the changed lines before and after.
    name: tuple[str, str, str]
    line: int
    source: str

    def __str__(self):
        where, was, becomes = self.name
        return f"{where} (line {self.line})\n  - {was}\n  + {becomes}"


def negated_condition(node):
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), _in_brackets(node.test)))


def nothing_returned(node):
    if node.value is not None and getattr(node.value, "value", "") != "None":
        yield node.with_changes(value=cst.Name("None"))


def dropped_decorator(node):
    for at in range(len(node.decorators)):
        yield node.with_changes(decorators=[*node.decorators[:at], *node.decorators[at + 1 :]])


def dropped_statement(node):
    """A call for its effect, or an exception raised."""
    does = node.body[0]
    if isinstance(does, cst.Raise) or (
        isinstance(does, cst.Expr) and isinstance(does.value, cst.Call)
    ):
        yield node.with_changes(body=[cst.Pass()])


def dropped_operand(node):
    yield node.left
    yield node.right


def _in_brackets(node):
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def one_other_text(node):
    """Of mutmut's three other spellings of a text one is enough."""
    yield from list(operator_string(node))[:1]


OPERATORS = [
    *[(kind, one) for kind, one in mutation_operators if one is not operator_string],
    (cst.SimpleString, one_other_text),
    (cst.If, negated_condition),
    (cst.CompIf, negated_condition),
    (cst.IfExp, negated_condition),
    (cst.Return, nothing_returned),
    (cst.FunctionDef, dropped_decorator),
    (cst.ClassDef, dropped_decorator),
    (cst.SimpleStatementLine, dropped_statement),
    (cst.BooleanOperation, dropped_operand),
]


class _Finder(cst.CSTVisitor):
    """Collects (node, what it becomes) for all but annotations and imports."""

    def __init__(self):
        self.changes = []

    def on_visit(self, node):
        if isinstance(node, cst.Annotation | cst.Import | cst.ImportFrom):
            return False
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                self.changes += [(node, changed) for changed in operator(node)]
        return True


def mutants_of(file, source):
    """Return every mutant of this file once; what Python reads as the same is none."""
    module = cst.parse_module(source)
    parts = [module.code_for_node(part) for part in module.body]
    before, mutants = source[: source.index(parts[0])], []
    for at, part in enumerate(module.body):
        after = "".join(parts[at + 1 :])
        for changed in _changed(module, part, parts[at]):
            name, line = _difference(file, source, before, parts[at], changed)
            mutants.append(Mutant(name, line, before + changed + after))
        before += parts[at]
    return mutants


def _changed(module, part, text):
    """Yield all other texts of this part of a module, each with a meaning of its own."""
    finder = _Finder()
    part.visit(finder)
    seen = {None, _meaning(text)}
    for node, changed in finder.changes:
        new = module.code_for_node(part.deep_replace(node, changed))
        if (meaning := _meaning(new)) not in seen:
            seen.add(meaning)
            yield new


def _meaning(text):
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        # Nobody needs a test to notice this one.
        return None


def _difference(file, source, before, text, changed):
    """Return under which name a mutant is explained, and the line where it differs."""
    old, new = text.splitlines(), changed.splitlines()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps = [step for step in steps if step[0] != "equal"]
    first, last = steps[0], steps[-1]
    was = " ".join(line.strip() for line in old[first[1] : last[2]])
    becomes = " ".join(line.strip() for line in new[first[3] : last[4]])
    line = before.count("\n") + first[1] + 1
    return (f"{file}: {_place_of(line, source)}", was, becomes), line


def _place_of(line, source):
    """Return the function or class that this line belongs to, decorators included."""
    names, body = [], ast.parse(source).body
    while True:
        at = next((node for node in body if _first_line(node) <= line <= node.end_lineno), None)
        if not isinstance(at, ast.FunctionDef | ast.ClassDef):
            return ".".join(names) or "module"
        names.append(at.name)
        body = at.body


def _first_line(node):
    return min(one.lineno for one in (node, *getattr(node, "decorator_list", ())))
