"""Expressions over names, such as ``~saturated & (snr > 5)``: from text to steps; nothing is computed here.

Python's own parser says what belongs together, so that everything binds as in numpy.  It sees only what this
module lets through: names, each of them replaced by a blank one of the same length, numbers, and the signs
listed below.  There is no dot, no bracket and no assignment, and nothing is ever compiled or run.

Evaluators of the whole language were tried and left: numexpr computes ``9**9**9`` for hours, asteval,
simpleeval and numexpr have no ``1 < x < 3`` and no ``and`` for arrays, and none says at which character a
mistake is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from imgview.errors import ExpressionError, UnknownNameError

__all__ = ["Expression", "Language", "Step", "fault", "parse"]

_LONGEST = 10_000
"""Characters; what Python's parser cannot nest it says, but nobody should wait for it."""
_EXCERPT = 36
"""Characters shown on either side of a mistake."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<quoted>`[^`]*` | "[^"]*" | '[^']*')
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<sign><=|>=|==|!=|\*\*|[&|~<>+\-*/(),])""",
    re.VERBOSE,
)
_WORDS = ("and", "or", "not", "True", "False")
_BINARY: Mapping[type[ast.operator], str] = {
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_UNARY: Mapping[type[ast.unaryop], str] = {
    ast.Invert: "~",
    ast.Not: "not",
    ast.USub: "negative",
    ast.UAdd: "positive",
}
_COMPARE: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


@dataclass(frozen=True, slots=True)
class Language:
    """What an expression may be made of."""

    noun: str
    """What its names are: "column", "mask plane"."""

    numbers: bool
    """Whether there are numbers, texts and comparisons, or only names and & | ~ and or not."""

    functions: Mapping[str, int] = field(default_factory=dict)
    """How many arguments each function takes."""


class Step(NamedTuple):
    """One step of a calculation with a stack: it takes some values and leaves one."""

    kind: str
    """ "name", "number", "text", "call", "compare", or the sign of an operator."""

    value: str | float | tuple[str, ...]
    """The name, number, text or function; the signs of a comparison."""

    takes: int
    """How many values it takes from the stack."""

    at: int
    """Where in the text it is, characters from 0."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that has been understood."""

    text: str
    """As it was written."""

    steps: tuple[Step, ...]
    """In the order in which they are to be done."""

    names: tuple[str, ...]
    """The names that occur, each once, in order."""


def fault(text: str, at: int, why: str) -> ExpressionError:
    """Build the error that points at a place.

    Parameters
    ----------
    text : `str`
        The expression.
    at : `int`
        Where in it the mistake is, characters from 0.
    why : `str`
        What is wrong, as a clause.

    Returns
    -------
    `ExpressionError`
        To be raised by the caller.
    """
    at = min(max(at, 0), len(text))
    first, last = max(at - _EXCERPT, 0), min(at + _EXCERPT, len(text))
    before, after = "…" * (first > 0), "…" * (last < len(text))
    shown = "".join(char if char.isprintable() else " " for char in text[first:last])
    pointer = " " * (len(before) + at - first) + "^"
    return ExpressionError(
        f"the expression is wrong at character {at + 1}: {why}\n    {before}{shown}{after}\n    {pointer}"
    )


def parse(text: str, language: Language) -> Expression:
    """Understand an expression.

    Parameters
    ----------
    text : `str`
        To be read as Python reads it.  A name with other characters than letters, digits and underscores
        goes in backticks; where there are no texts, in any quotes.
    language : `Language`
        What it may be made of.

    Returns
    -------
    `Expression`
        In steps.

    Raises
    ------
    ExpressionError
        If it is not an expression of the language; the message points at the place.
    UnknownNameError
        If it calls a function that is not there.
    """
    if not isinstance(cast("object", text), str):
        msg = f"an expression is a text, got {type(text).__name__}"
        raise ExpressionError(msg)
    if len(text) > _LONGEST:
        msg = f"the expression is {len(text):,} characters long, more than {_LONGEST:,}: {text[:30]!r}…"
        raise ExpressionError(msg)
    if not text.strip():
        msg = f"the expression is empty; it should name {language.noun}s, for instance A & ~B"
        raise ExpressionError(msg)
    plain, tokens = _blanked(text, language)
    # Python takes a blank in front for indentation.
    margin = len(plain) - len(plain.lstrip())
    try:
        tree = ast.parse(plain[margin:], mode="eval")
    except SyntaxError as error:
        # Python counts from 1, and says 0 of the end.
        at = margin + error.offset - 1 if error.offset else len(text.rstrip())
        raise fault(text, at, _complaint(error.msg)) from None
    except (RecursionError, MemoryError, ValueError):
        msg = f"the expression has too many parts within each other: {text[:30]!r}…"
        raise ExpressionError(msg) from None
    steps = _Compiler(text, tokens, margin, language).steps(tree.body)
    names = dict.fromkeys(str(step.value) for step in steps if step.kind == "name")
    return Expression(text, steps, tuple(names))


def _blanked(text: str, language: Language) -> tuple[str, dict[int, Step]]:
    """Return the text as Python's parser may see it, and what its blank names stand for, by place."""
    parts: list[str] = []
    tokens: dict[int, Step] = {}
    at, last = 0, ""
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise fault(text, at, _unexpected(text[at], language))
        kind, token = str(found.lastgroup), found.group()
        if kind in ("name", "quoted") and last in ("name", "quoted", "number"):
            raise fault(text, at, f"a {language.noun} that is not a plain word goes in backticks")
        if kind == "quoted":
            tokens[at] = _quoted(text, at, token, language)
        elif kind == "name" and token not in _WORDS:
            tokens[at] = Step("name", token, 0, at)
        if at in tokens:
            parts.append("_" * len(token))
        elif kind == "number" and not language.numbers:
            raise fault(text, at, f"a number is no {language.noun}; its name goes in quotes")
        else:
            parts.append(" " * len(token) if kind == "space" else token)
        last = kind
        at = found.end()
    return "".join(parts), tokens


def _quoted(text: str, at: int, token: str, language: Language) -> Step:
    kind = "text" if language.numbers and token[0] != "`" else "name"
    if kind == "name" and len(token) == 2:
        raise fault(text, at, "there is no name between the quotes")
    return Step(kind, token[1:-1], 0, at)


def _unexpected(char: str, language: Language) -> str:
    if char in "`\"'":
        return "this quote is never closed"
    if char == "=":
        return "a single = means nothing here; == compares"
    name = f"a {language.noun} with such a character goes in backticks"
    return f"{char!r} means nothing here; {name}"


def _complaint(message: str) -> str:
    """Return what Python's parser has to say in words that fit a formula."""
    if "never closed" in message:
        return "this parenthesis is never closed"
    if "unmatched" in message or "does not match" in message:
        return "this parenthesis was never opened"
    if "too many nested" in message:
        return "there are too many parentheses within each other"
    return "something is missing or too much here"


class _Compiler:
    """Turns a syntax tree into steps, without recursion: a tree may be deep."""

    def __init__(self, text: str, tokens: dict[int, Step], margin: int, language: Language) -> None:
        self._text = text
        self._tokens = tokens
        self._margin = margin
        self._language = language

    def steps(self, tree: ast.expr) -> tuple[Step, ...]:
        steps: list[Step] = []
        waiting: list[ast.expr | Step] = [tree]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Step):
                steps.append(item)
                continue
            step, parts = self._step(item)
            waiting.append(step)
            waiting.extend(reversed(parts))
        return tuple(steps)

    def _step(self, node: ast.expr) -> tuple[Step, list[ast.expr]]:  # noqa: PLR0911 - one line a kind
        """Return what a node does, and the nodes that give the values it does it with."""
        at = node.col_offset + self._margin
        match node:
            case ast.Name():
                return self._tokens[at], []
            case ast.Constant(value=bool() | int() | float() as value) if self._language.numbers:
                return Step("number", _number(value), 0, at), []
            case ast.BoolOp(op=op, values=parts):
                return Step("and" if isinstance(op, ast.And) else "or", "", len(parts), at), parts
            case ast.UnaryOp(op=op, operand=part) if self._knows(sign := _UNARY[type(op)]):
                return Step(sign, "", 1, at), [part]
            case ast.BinOp(op=op, left=left, right=right) if self._knows(sign := _BINARY.get(type(op), "")):
                return Step(sign, "", 2, at), [left, right]
            case ast.Compare(left=left, ops=ops, comparators=others) if self._language.numbers:
                signs = tuple(_COMPARE[type(op)] for op in ops)
                parts = [left, *others]
                self._check_sides(parts)
                return Step("compare", signs, len(parts), at), parts
            case ast.Call(func=ast.Name(), args=parts, keywords=[]) if self._language.functions:
                return self._call(node, at), parts
        raise fault(self._text, at, f"this is not made of {self._language.noun}s and what joins them")

    def _knows(self, sign: str) -> bool:
        return bool(sign) and (self._language.numbers or sign in ("&", "|", "~", "not"))

    def _call(self, node: ast.Call, at: int) -> Step:
        name, functions = str(self._tokens[at].value), self._language.functions
        if name not in functions:
            kind = "function"
            raise UnknownNameError.near(kind, name, functions)
        if len(node.args) != functions[name]:
            plural = "s" if functions[name] > 1 else ""
            why = f"{name} takes {functions[name]} value{plural}, got {len(node.args)}"
            raise fault(self._text, at, why)
        return Step("call", name, len(node.args), at)

    def _check_sides(self, sides: list[ast.expr]) -> None:
        """Refuse ``snr > 5 & flag``, which means ``snr > (5 & flag)``."""
        for side in sides:
            if not isinstance(side, ast.BinOp) or not isinstance(side.op, ast.BitAnd | ast.BitOr):
                continue
            start, stop = side.col_offset + self._margin, (side.end_col_offset or 0) + self._margin
            before, after = self._text[:start].rstrip(), self._text[stop:].lstrip()
            if not (before.endswith("(") and after.startswith(")")):
                sign = _BINARY[type(side.op)]
                why = f"{sign} binds more tightly than a comparison: write (a > 1) {sign} (b < 2)"
                raise fault(self._text, start, why)


def _number(value: float) -> float:
    """Return a number that compares exactly: an integer, unless no column can hold it."""
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        try:
            return float(value)
        except OverflowError:
            return float("inf")
    return value
