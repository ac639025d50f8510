"""The text in which AST, Starlink's library of coordinate systems, stores its objects, as a tree.

An object is a run of lines from ``Begin Class`` to ``End Class``; between them are ``Name = value`` (a
number, or a string in quotes), ``Name =`` with an object on the lines that follow, and ``IsA Class``, which
ends what a base class has to say.  Names are the same in upper and lower case.  A ``#`` outside quotes begins
a comment; AST writes in them what it would assume anyway.

Nothing is evaluated here.  What is returned is known to be well-formed and of bearable size and depth, since
libraries that read such text allocate and recurse as it says.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from reprlib import repr  # noqa: A004  # damaged text may be of any length

from imgview.errors import ReadError

__all__ = ["AstNode", "ast_lines", "parse_ast"]

_LONGEST = 1 << 21
_DEEPEST = 150
_MOST_AXES = 100
_MOST_FRAMES = 1000
_MOST_COEFFICIENTS = 1 << 14
_HIGHEST_POWER = 100
_COMMENT = re.compile(r'((?:[^"#]|"[^"]*")*)#.*')
_WORD = re.compile(r"(Begin|End|IsA)\s+([A-Za-z]\w{0,31})")
_ITEM = re.compile(r"([A-Za-z]\w{0,31})\s*=\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BOUNDS = (
    (re.compile(r"n(in|out|axes)"), 0, _MOST_AXES),
    (re.compile(r"n(frame|node)"), 1, _MOST_FRAMES),
    (re.compile(r"(lnk|nod)\d+|base|currnt"), 1, _MOST_FRAMES),
    (re.compile(r"mp[fi]\d+"), 0, _HIGHEST_POWER),
    (re.compile(r"p[fi]\d+"), 0, _HIGHEST_POWER),
    (re.compile(r"nc[fi]\d+|nconst"), 0, _MOST_COEFFICIENTS),
    (re.compile(r"(out|in)\d+"), -_MOST_COEFFICIENTS, _MOST_COEFFICIENTS),
    (re.compile(r"(wcsax|prm)\d+"), 1, _MOST_AXES),
    (re.compile(r"nlut|nsla|nspec|n(fwd|inv)"), 0, _LONGEST),
)


@dataclass(slots=True)
class AstNode:
    """One object of the text.

    Parameters
    ----------
    kind : `str`
        Its class, as in ``Begin Class``.
    items : `dict`
        What it holds, by name in lower case: the text of a value, strings in their quotes, or an `AstNode`.
    """

    kind: str
    items: dict[str, str | AstNode] = field(default_factory=dict)

    def number(self, name: str, default: float | None = None) -> float:
        """Return an item as a number.

        Parameters
        ----------
        name : `str`
            Its name in lower case.
        default : `float`, optional
            What to return if there is none.

        Returns
        -------
        `float`
            NaN for what AST writes as ``<bad>``.

        Raises
        ------
        ReadError
            If it is missing and there is no default, or it is no number.
        """
        text = self.items.get(name)
        if text is None and default is not None:
            return default
        if text == "<bad>":
            return math.nan
        try:
            return float(text)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            msg = f"{self.kind} has {name} = {_shown(text)}, where a number is needed"
            raise ReadError(msg) from None

    def integer(self, name: str, default: int | None = None) -> int:
        """Return an item as an integer; see `number`."""
        value = self.number(name, default)
        if not math.isfinite(value) or value != value // 1 or abs(value) > 1 << 53:
            msg = f"{self.kind} has {name} = {_shown(self.items.get(name))}, where an integer is needed"
            raise ReadError(msg)
        return int(value)

    def axes(self, name: str = "nin") -> int:
        """Return a number of axes, at least 1; ``nout`` is as ``nin`` where it is not said."""
        count = self.integer(name, self.axes() if name == "nout" else None)
        if count < 1:
            msg = f"{self.kind} has {count} axes"
            raise ReadError(msg)
        return count

    def string(self, name: str, default: str = "") -> str:
        """Return an item as text without quotes, or the default where it is missing or an object."""
        text = self.items.get(name)
        if not isinstance(text, str):
            return default
        match = _QUOTED.fullmatch(text)
        return match[1].replace('""', '"') if match else text

    def child(self, name: str) -> AstNode | None:
        """Return an item that is an object, or `None`."""
        item = self.items.get(name)
        return item if isinstance(item, AstNode) else None


def ast_lines(text: str) -> list[str]:
    """Return the lines of an AST text without comments, empty lines and indentation.

    Parameters
    ----------
    text : `str`
        As a file holds it; what stands before the first object and after it is left out.

    Returns
    -------
    `list` [`str`]
        Lines as AST's own readers take them.

    Raises
    ------
    ReadError
        If the text is too long to be a coordinate system, or holds none.
    """
    if len(text) > _LONGEST:
        msg = f"the AST text has {len(text)} characters, more than {_LONGEST}"
        raise ReadError(msg)
    lines: list[str] = []
    depth = 0
    start = text.find("Begin ")
    for raw in text[max(start, 0) :].splitlines():
        line = raw
        if "#" in line and (match := _COMMENT.fullmatch(line)):
            line = match[1]
        if line := line.strip():
            lines.append(line)
            depth += line.startswith("Begin ") - line.startswith("End ")
            if depth <= 0:
                break
    if start < 0 or not lines:
        msg = f"there is no AST object in {repr(text)}"
        raise ReadError(msg)
    return lines


def parse_ast(text: str) -> AstNode:
    """Read an AST text.

    Parameters
    ----------
    text : `str`
        One object; what follows its end is left out.

    Returns
    -------
    `AstNode`
        The object.

    Raises
    ------
    ReadError
        If the text is no such text, or says that it is impossibly large.
    """
    parser = _Parser()
    for line in ast_lines(text):
        if not parser.take(line):
            break
        if parser.root is not None and not parser.open:
            return parser.root
    else:
        line = "the end of the text"
    where = f" in {parser.open[-1].kind}" if parser.open else ""
    msg = f"the AST text is damaged{where}: unexpected {repr(line)}"
    raise ReadError(msg)


class _Parser:
    """Builds the tree line by line."""

    def __init__(self) -> None:
        self.root: AstNode | None = None
        self.open: list[AstNode] = []
        self._awaited: str | None = None

    def take(self, line: str) -> bool:
        """Take one line; return whether it may stand here."""
        match = _WORD.fullmatch(line)
        if match and match[1] == "Begin":
            return self._begin(match[2])
        if self._awaited is not None or not self.open:
            return False
        if match:
            return match[1] == "IsA" or self.open.pop().kind == match[2]
        match = _ITEM.fullmatch(line)
        if match is None:
            return False
        name, value = match[1].lower(), match[2]
        if value:
            _check(self.open[-1], name, value)
            _put(self.open[-1], name, value)
        else:
            self._awaited = name
        return True

    def _begin(self, kind: str) -> bool:
        node = AstNode(kind)
        if not self.open:
            self.root = node
        elif self._awaited is None:
            return False
        else:
            _put(self.open[-1], self._awaited, node)
        self._awaited = None
        self.open.append(node)
        if len(self.open) > _DEEPEST:
            msg = f"the AST text has objects nested deeper than {_DEEPEST}"
            raise ReadError(msg)
        return True


def _put(node: AstNode, name: str, value: str | AstNode) -> None:
    if name in node.items:
        msg = f"the AST text is damaged: {node.kind} has two items {name}"
        raise ReadError(msg)
    node.items[name] = value


def _check(node: AstNode, name: str, value: str) -> None:
    """Refuse numbers that AST would allocate or count by."""
    for pattern, low, high in _BOUNDS:
        if pattern.fullmatch(name) and not value.startswith('"'):
            number = AstNode(node.kind, {name: value}).integer(name)
            if not low <= number <= high:
                msg = f"{node.kind} has {name} = {_shown(value)}, which is not within {low} ... {high}"
                raise ReadError(msg)


def _shown(value: object) -> str:
    return value.kind if isinstance(value, AstNode) else repr(value)
