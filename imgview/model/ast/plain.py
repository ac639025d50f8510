"""AST texts written anew, so that Starlink's library sees nothing but what was checked.

That library trusts texts: a missing part, a number out of place or an unexpected class may end the whole
process.  Only the mappings on the way from pixels to the sky are kept, each with the items that its class
has, as they were written; frames, titles, bounds and variants are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from reprlib import repr  # noqa: A004  # damaged text may be of any length

from imgview.errors import ReadError
from imgview.model.ast.frames import frame_axes, frame_path
from imgview.model.ast.text import AstNode, parse_ast

__all__ = ["plain_frame_set", "plain_mapping"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?|<bad>")
_ITEMS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "UnitMap": r"(?!)",
        "WinMap": r"s(ft|cl)\d{1,3}",
        "ShiftMap": r"sft\d{1,3}",
        "ZoomMap": r"zoom",
        "MatrixMap": r"form|i?m\d{1,5}",
        "PolyMap": r"(mp|nc|c|p)[fi]\d{1,7}|n?iterinv|tolinv",
        "SphMap": r"untrd|plrlg",
        "UnitNormMap": r"ctr\d{1,3}",
        "PermMap": r"(in|out)(\d{1,3}|cpy)|nconst|con\d{1,5}",
        "WcsMap": r"type|pv[12]_\d{1,2}|projp\d{1,2}|wcsax[12]|tpntan",
        "PcdMap": r"disco|pcdcn[01]",
        "LutMap": r"nlut|start|incr|l\d{1,7}|lutint",
        "SlaMap": r"nsla|sla\d{1,3}[a-d]?",
    }.items()
}
_SYSTEMS = re.compile(r"[A-Z0-9_-]{2,16}")


def plain_mapping(text: str) -> list[str]:
    """Return the lines of a mapping without anything that it does not need.

    Parameters
    ----------
    text : `str`
        AST text of a mapping or FrameSet that `~imgview.model.ast.mapping.AstMapping` has found in order.

    Returns
    -------
    `list` [`str`]
        A mapping that does the same; of a FrameSet, from the base frame to the current one.

    Raises
    ------
    ReadError
        If an item is not what it must be.
    """
    node = parse_ast(text)
    mapping = _mapping(node)
    if node.number("invert", 0.0):
        mapping = _compound(_unit(mapping.nout), mapping.turned())
    return mapping.lines


def plain_frame_set(text: str, frame: AstNode) -> list[str]:
    """Return the lines of a FrameSet of two frames: pixels, and the sky in a system of its own.

    Parameters
    ----------
    text : `str`
        AST text of a mapping or FrameSet; see `plain_mapping`.
    frame : `~imgview.model.ast.text.AstNode`
        The SkyFrame that it leads to.

    Returns
    -------
    `list` [`str`]
        A FrameSet.

    Raises
    ------
    ReadError
        If an item is not what it must be.
    """
    system = frame.string("system", "ICRS").upper()
    if not _SYSTEMS.fullmatch(system):
        msg = f"a SkyFrame has the system {repr(system)}"
        raise ReadError(msg)
    axes = {kind: [f"Ax{n} =\nBegin {kind}\nEnd {kind}" for n in (1, 2)] for kind in ("Axis", "SkyAxis")}
    offset = frame.string("srefis", "Ignored")
    numbers = ("Eqnox", "SRef1", "SRef2", "SRefP1", "SRefP2")
    whole = [
        "Begin FrameSet\nNframe = 2\nBase = 1\nCurrnt = 2\nLnk2 = 1\nFrm1 =\nBegin Frame\nNaxes = 2",
        *axes["Axis"],
        "End Frame\nFrm2 =\nBegin SkyFrame\nIsA Object\nNaxes = 2",
        *_numbers(frame, "Epoch"),
        f'System = "{system}"',
        *axes["SkyAxis"],
        *(f"Prm{n} = {frame.integer(f'prm{n}', n)}" for n in (1, 2)),
        "IsA Frame",
        *([f'SRefIs = "{offset}"'] if offset in {"Origin", "Pole"} else []),
        *_numbers(frame, *numbers),
        "End SkyFrame\nMap2 =",
        *plain_mapping(text),
        "End FrameSet",
    ]
    return "\n".join(whole).splitlines()


def _numbers(node: AstNode, *names: str) -> list[str]:
    return [f"{name} = {node.number(name.lower())!r}" for name in names if name.lower() in node.items]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A mapping written anew."""

    lines: list[str]
    nin: int
    nout: int
    inverted: bool = False
    """Whether it is used backwards; the numbers of axes are those of its use."""

    def turned(self) -> _Plain:
        return _Plain(self.lines, self.nout, self.nin, not self.inverted)


def _mapping(node: AstNode) -> _Plain:
    """Write a node as it was made, before any inversion."""
    if node.kind == "FrameSet":
        path = frame_path(node)
        links = [_used(link, inverted=inverted) for link, inverted in path.links]
        first = _unit(frame_axes(path.base))
        return reduce(_compound, links[1:], _whole(links[0], first)) if links else first
    if node.kind in {"CmpMap", "TranMap"}:
        first, second = (_part(node, letter) for letter in "ab")
        if node.kind == "CmpMap":
            return _compound(first, second, series=node.number("series", 1.0) != 0)
        return _pair("TranMap", first, second, first.nin, first.nout)
    if node.kind not in _ITEMS:
        msg = f"an AST object of the class {node.kind} is not handed to AST"
        raise ReadError(msg)
    pattern = _ITEMS[node.kind]
    items = [
        f"{name} = {_checked(node, name, value)}"
        for name, value in node.items.items()
        if pattern.fullmatch(name)
    ]
    nin, nout = node.axes(), node.axes("nout")
    begin = [f"Begin {node.kind}", f"Nin = {nin}", f"Nout = {nout}", "IsA Mapping"]
    return _Plain([*begin, *items, f"End {node.kind}"], nin, nout)


def _part(node: AstNode, letter: str) -> _Plain:
    child = node.child(f"map{letter}")
    if child is None:
        msg = f"a {node.kind} lacks one of its two mappings"
        raise ReadError(msg)
    return _used(child, inverted=node.number(f"inv{letter}", 0.0) != 0)


def _used(node: AstNode, *, inverted: bool) -> _Plain:
    mapping = _mapping(node)
    return mapping.turned() if inverted else mapping


def _unit(axes: int) -> _Plain:
    return _Plain(["Begin UnitMap", f"Nin = {axes}", "IsA Mapping", "End UnitMap"], axes, axes)


def _whole(mapping: _Plain, before: _Plain) -> _Plain:
    """Return a mapping that is not used backwards but is made so."""
    return _compound(before, mapping) if mapping.inverted else mapping


def _compound(first: _Plain, second: _Plain, *, series: bool = True) -> _Plain:
    if series:
        return _pair("CmpMap", first, second, first.nin, second.nout)
    nin, nout = first.nin + second.nin, first.nout + second.nout
    return _pair("CmpMap", first, second, nin, nout, items=["Series = 0"])


def _pair(
    kind: str, first: _Plain, second: _Plain, nin: int, nout: int, *, items: Sequence[str] = ()
) -> _Plain:
    lines = [
        f"Begin {kind}",
        f"Nin = {nin}",
        f"Nout = {nout}",
        "IsA Mapping",
        *items,
        f"InvA = {int(first.inverted)}",
        f"InvB = {int(second.inverted)}",
        "MapA =",
        *first.lines,
        "MapB =",
        *second.lines,
        f"End {kind}",
    ]
    return _Plain(lines, nin, nout)


def _checked(node: AstNode, name: str, value: str | AstNode) -> str:
    """Return the text of an item that is a number, or a short string."""
    if isinstance(value, str) and (_NUMBER.fullmatch(value) or re.fullmatch(r'"[\w .-]{1,40}"', value)):
        return value
    msg = f"{node.kind} has {name} = {repr(value) if isinstance(value, str) else 'an object'}"
    raise ReadError(msg)
