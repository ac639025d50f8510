"""How a FrameSet of AST leads from its base frame to its current one, and what frames are called."""

from __future__ import annotations

from dataclasses import dataclass
from reprlib import repr  # noqa: A004  # a damaged label may be of any length

from imgview.errors import ReadError
from imgview.model.ast.text import AstNode

__all__ = ["FramePath", "frame_axes", "frame_labels", "frame_path"]

_FRAMES = frozenset(
    {"Frame", "SkyFrame", "SpecFrame", "DSBSpecFrame", "TimeFrame", "FluxFrame", "SpecFluxFrame", "CmpFrame"}
)


@dataclass(frozen=True, slots=True)
class FramePath:
    """The way through a FrameSet.

    Parameters
    ----------
    base, current : `~imgview.model.ast.text.AstNode`
        The frames at its ends.
    links : `list` [`tuple` [`~imgview.model.ast.text.AstNode`, `bool`]]
        The mappings on the way, in order, each with whether it is used backwards.
    """

    base: AstNode
    current: AstNode
    links: list[tuple[AstNode, bool]]


def frame_path(node: AstNode) -> FramePath:
    """Find the way from the base frame of a FrameSet to the current one.

    Parameters
    ----------
    node : `~imgview.model.ast.text.AstNode`
        A FrameSet.

    Returns
    -------
    `FramePath`
        Mappings that both ways to the root share are left out.

    Raises
    ------
    ReadError
        If something on the way is missing, or it leads in a circle.
    """
    count = node.integer("nframe", 1)
    ends = node.integer("base", 1), node.integer("currnt", count)
    frames = [node.child(f"frm{end}") for end in ends]
    if max(ends) > count or frames[0] is None or frames[1] is None:
        msg = f"a FrameSet of {count} frames lacks the frame {max(ends)}"
        raise ReadError(msg)
    up, down = (_to_root(node, node.integer(f"nod{end}", end)) for end in ends)
    while up and down and up[-1] == down[-1]:
        up, down = up[:-1], down[:-1]
    # Up to the root, every mapping is used against the direction in which it hangs.
    way = [(number, True) for number in up] + [(number, False) for number in reversed(down)]
    return FramePath(
        frames[0],
        frames[1],
        [
            (_link(node, number), (node.number(f"inv{number}", 0.0) != 0) != against)
            for number, against in way
        ],
    )


def _to_root(node: AstNode, number: int) -> list[int]:
    """Return the nodes from one to the first, which is left out."""
    way: list[int] = []
    while number != 1:
        if number in way:
            msg = "the frames of a FrameSet hang together in a circle"
            raise ReadError(msg)
        way.append(number)
        number = node.integer(f"lnk{number}", 0)
        if number < 1:
            msg = f"node {way[-1]} of a FrameSet hangs on no other"
            raise ReadError(msg)
    return way


def _link(node: AstNode, number: int) -> AstNode:
    link = node.child(f"map{number}")
    if link is None:
        msg = f"node {number} of a FrameSet has no mapping"
        raise ReadError(msg)
    return link


def frame_axes(frame: AstNode) -> int:
    """Return the number of axes of a frame.

    Parameters
    ----------
    frame : `~imgview.model.ast.text.AstNode`
        A frame of any kind.

    Returns
    -------
    `int`
        At least 1.

    Raises
    ------
    ReadError
        If the object is no frame, or lacks a part.
    """
    if frame.kind not in _FRAMES:
        msg = f"an AST object of the class {frame.kind} is no frame"
        raise ReadError(msg)
    if frame.kind == "CmpFrame":
        return sum(frame_axes(part) for part in _parts(frame))
    count = frame.axes("naxes")
    if count != 2 and frame.kind == "SkyFrame":
        msg = f"a SkyFrame has {count} axes"
        raise ReadError(msg)
    return count


def frame_labels(frame: AstNode) -> list[str]:
    """Return what the axes of a frame are called, with their units.

    Parameters
    ----------
    frame : `~imgview.model.ast.text.AstNode`
        A frame of any kind.

    Returns
    -------
    `list` [`str`]
        One for each axis.
    """
    if frame.kind == "CmpFrame":
        return [label for part in _parts(frame) for label in frame_labels(part)]
    if frame.kind == "SkyFrame":
        return ["longitude", "latitude"]
    labels = []
    for number in range(1, frame_axes(frame) + 1):
        axis = frame.child(f"ax{number}") or frame
        label = axis.string("label") or frame.string(f"lbl{number}") or f"axis {number}"
        unit = axis.string("unit") or frame.string(f"uni{number}")
        labels.append(repr(label)[1:-1] + (f" [{repr(unit)[1:-1]}]" if unit else ""))
    return labels


def _parts(frame: AstNode) -> list[AstNode]:
    parts = [part for part in (frame.child("framea"), frame.child("frameb")) if part is not None]
    if len(parts) != 2:
        msg = "a CmpFrame lacks one of its two frames"
        raise ReadError(msg)
    return parts
