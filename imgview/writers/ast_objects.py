"""Objects of AST, Starlink's library of coordinate systems, as text: mappings, chains of them, FrameSets.

The text is that of `imgview.model.ast.text`; here it is put together and taken apart, never evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imgview.errors import WriteError
from imgview.model.ast.text import ast_lines

__all__ = ["AstMap", "chain", "frame", "frame_set", "map_of", "parallel", "shift_map", "unit_map"]

_INTEGER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class AstMap:
    """A mapping between coordinates, and the direction in which it is used."""

    inputs: int
    """How many coordinates go in, in that direction."""

    outputs: int
    """How many come out."""

    lines: list[str]
    """Its text, line by line, which describes the forward direction."""

    inverted: bool = False
    """Whether it is used backwards."""


def object_lines(kind: str, mapping: Sequence[str], own: Sequence[str]) -> list[str]:
    """Write a mapping of some class.

    Parameters
    ----------
    kind : `str`
        Its class.
    mapping : sequence of `str`
        What it has as a mapping.
    own : sequence of `str`
        What it has of its own.

    Returns
    -------
    `list` of `str`
        Its lines.
    """
    return [f"Begin {kind}", *mapping, "IsA Mapping", *own, f"End {kind}"]


def shift_map(shifts: Sequence[float]) -> AstMap:
    """Make the mapping that adds a number to each coordinate.

    Parameters
    ----------
    shifts : sequence of `float`
        The numbers.

    Returns
    -------
    `AstMap`
        A ShiftMap.
    """
    count = len(shifts)
    values = [f"Sft{number} = {float(shift)!r}" for number, shift in enumerate(shifts, start=1)]
    return AstMap(count, count, object_lines("ShiftMap", [f"Nin = {count}"], values))


def unit_map(count: int) -> AstMap:
    """Make the mapping that changes nothing.

    Parameters
    ----------
    count : `int`
        Number of coordinates.

    Returns
    -------
    `AstMap`
        A UnitMap.
    """
    return AstMap(count, count, object_lines("UnitMap", [f"Nin = {count}"], []))


def chain(maps: Sequence[AstMap]) -> AstMap:
    """Join mappings, each of which takes what the one before it returns.

    Parameters
    ----------
    maps : sequence of `AstMap`
        At least one.

    Returns
    -------
    `AstMap`
        To be used forwards.
    """
    if len(maps) == 1 and not maps[0].inverted:
        return maps[0]
    # A direction can only be given in a pair.
    last = unit_map(maps[-1].outputs) if len(maps) == 1 else maps[-1]
    for first in reversed(maps if len(maps) == 1 else maps[:-1]):
        last = _pair(first, last, first.inputs, last.outputs, [])
    return last


def parallel(first: AstMap, second: AstMap) -> AstMap:
    """Put mappings side by side: the first takes the first coordinates, the second the others.

    Parameters
    ----------
    first, second : `AstMap`
        The two.

    Returns
    -------
    `AstMap`
        To be used forwards.
    """
    inputs, outputs = first.inputs + second.inputs, first.outputs + second.outputs
    return _pair(first, second, inputs, outputs, ["Series = 0"])


def _pair(first: AstMap, second: AstMap, inputs: int, outputs: int, how: list[str]) -> AstMap:
    ways = [f"Inv{slot} = 1" for slot, part in (("A", first), ("B", second)) if part.inverted]
    own = [*how, *ways, "MapA =", *first.lines, "MapB =", *second.lines]
    sizes = [f"Nin = {inputs}", *([f"Nout = {outputs}"] if inputs != outputs else [])]
    return AstMap(inputs, outputs, object_lines("CmpMap", sizes, own))


def frame(domain: str, labels: Sequence[str | None]) -> list[str]:
    """Write a frame: a coordinate system without a meaning of its own.

    Parameters
    ----------
    domain : `str`
        What kind of system it is.
    labels : sequence of `str` or `None`
        Name of each axis.

    Returns
    -------
    `list` of `str`
        Its lines.
    """
    axes = []
    for number, label in enumerate(labels, start=1):
        named = [] if label is None else [f'Label = "{label}"']
        axes += [f"Ax{number} =", "Begin Axis", *named, "End Axis"]
    return ["Begin Frame", f"Naxes = {len(labels)}", f'Domain = "{domain}"', *axes, "End Frame"]


def sky_frame() -> list[str]:
    """Write the frame of right ascension and declination in ICRS.

    Returns
    -------
    `list` of `str`
        Its lines.
    """
    axes = [line for number in (1, 2) for line in (f"Ax{number} =", "Begin SkyAxis", "End SkyAxis")]
    return ["Begin SkyFrame", "Naxes = 2", 'System = "ICRS"', *axes, "IsA Frame", "End SkyFrame"]


def frame_set(
    frames: Sequence[Sequence[str]], links: Sequence[tuple[int, AstMap]], *, base: int, current: int
) -> list[str]:
    """Write frames and the mappings that lead from one to another.

    Parameters
    ----------
    frames : sequence of sequences of `str`
        Lines of each frame; they are counted from 1.
    links : sequence of (`int`, `AstMap`)
        For each frame after the first: from which frame it is reached, and how.
    base, current : `int`
        The frames that the FrameSet, used as a mapping, leads from and to.

    Returns
    -------
    `list` of `str`
        Its lines.
    """
    lines = ["Begin FrameSet", f"Nframe = {len(frames)}", f"Base = {base}", f"Currnt = {current}"]
    for number, (origin, mapping) in enumerate(links, start=2):
        lines += [f"Lnk{number} = {origin}", *([f"Inv{number} = 1"] if mapping.inverted else [])]
    for number, one in enumerate(frames, start=1):
        lines += [f"Frm{number} =", *one]
    for number, (_, mapping) in enumerate(links, start=2):
        lines += [f"Map{number} =", *mapping.lines]
    return [*lines, "End FrameSet"]


def map_of(text: str) -> AstMap:
    """Take the mapping out of a text from two coordinates to two others.

    Parameters
    ----------
    text : `str`
        A mapping, or a FrameSet, whose mapping from base to current frame is meant.

    Returns
    -------
    `AstMap`
        To be used forwards.

    Raises
    ------
    WriteError
        If the links of the FrameSet lead nowhere.
    """
    lines = ast_lines(text)
    if lines[0] != "Begin FrameSet":
        return AstMap(2, 2, lines)
    values, objects = _members(lines)
    try:
        # Frames hang on the nodes of a tree; a node may lack a frame.
        nodes = [int(values.get(f"nod{n}", n)) for n in (int(values.get("base", 1)), int(values["currnt"]))]
        down, up = (_to_root(node, values, objects) for node in nodes)
    except (KeyError, ValueError) as error:
        msg = f"the AST text of the sky projection is damaged: its frames are not linked ({error})"
        raise WriteError(msg) from error
    while down and up and down[-1] == up[-1]:
        down.pop()
        up.pop()
    steps = [AstMap(2, 2, part.lines, not part.inverted) for _, part in down]
    steps += [part for _, part in reversed(up)]
    return chain(steps or [unit_map(2)])


def _to_root(node: int, values: dict[str, str], objects: dict[str, list[str]]) -> list[tuple[int, AstMap]]:
    """Return the way from a node to the first one: each node, and the mapping that leads to it."""
    way: list[tuple[int, AstMap]] = []
    while node != 1:
        if len(way) > len(values):
            msg = "a circle"
            raise ValueError(msg)
        inverted = bool(int(values.get(f"inv{node}", "0")))
        way.append((node, AstMap(2, 2, objects[f"map{node}"], inverted)))
        node = int(values[f"lnk{node}"])
    return way


def _members(lines: Sequence[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return what an object has of its own: values, and objects by their lines; names in lower case."""
    values: dict[str, str] = {}
    objects: dict[str, list[str]] = {}
    depth, name = 0, ""
    for line in lines[1:-1]:
        depth += line.startswith("Begin ")
        if depth:
            objects.setdefault(name, []).append(line)
        elif "=" in line:
            name, value = (part.strip() for part in line.split("=", 1))
            name = name.lower()
            if value:
                values[name] = value
        depth -= line.startswith("End ")
    return values, objects
