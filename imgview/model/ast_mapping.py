"""AST objects evaluated without AST: from the tree of a text to numbers.

This is no replacement for AST: it knows the mappings that images come with, so that what a file says exactly
can be compared with what its FITS header says.  It also looks through all parts of a text, known or not, for
what AST would stumble over (missing parts, links in a circle, axes that do not fit), since AST trusts its own
texts.

Whether a part is used backwards is said where it is used, not by its own flag ``Invert``, which counts for
the outermost object only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from imgview.errors import ReadError
from imgview.model.ast_step import Points, Step, UnknownMappingError
from imgview.model.ast_steps import STEPS
from imgview.model.ast_text import AstNode, ast_lines, parse_ast

__all__ = ["AstMapping", "join_ast"]

# Mappings that AST knows and that are not evaluated here; what they hold is checked by AST alone.
_OTHER_MAPPINGS = frozenset(
    {"ChebyMap", "LutMap", "MathMap", "NormMap", "PcdMap", "RateMap", "SlaMap", "SpecMap", "TimeMap"}
)
_FRAMES = frozenset(
    {"Frame", "SkyFrame", "SpecFrame", "DSBSpecFrame", "TimeFrame", "FluxFrame", "SpecFluxFrame", "CmpFrame"}
)
_AXES = frozenset({"Axis", "SkyAxis", "TimeAxis"})


class AstMapping:
    """A mapping or FrameSet of AST.

    Parameters
    ----------
    text : `str`
        Its text, as AST writes it.

    Raises
    ------
    ReadError
        If the text is damaged or not that of a mapping or FrameSet.
    """

    def __init__(self, text: str) -> None:
        node = parse_ast(text)
        self.text = text
        """The text it was made from (`str`)."""
        self.inverted = inverted = node.number("invert", 0.0) != 0
        """Whether the text describes the way back (`bool`)."""
        self._step: Step = _made(node)
        self.frame: AstNode | None = None
        """The frame of the output; `None` for a bare mapping."""
        if isinstance(self._step, _FrameSet):
            self.frame = self._step.base if inverted else self._step.current
        if inverted:
            self._step = _Inverted(self._step)

    @property
    def nin(self) -> int:
        """The number of axes of the input (`int`)."""
        return self._step.nin

    @property
    def nout(self) -> int:
        """The number of axes of the output (`int`)."""
        return self._step.nout

    def __call__(self, points: Points) -> Points:
        """Map points.

        Parameters
        ----------
        points : `numpy.ndarray`, shape (nin, n), float64
            Input coordinates by axis; NaN where there is none.

        Returns
        -------
        `numpy.ndarray`, shape (nout, n), float64
            Output coordinates, angles in radians; NaN where there is none.

        Raises
        ------
        UnknownMappingError
            If a part of the mapping is not evaluated here.
        ReadError
            If a part is defined in the other direction only.
        """
        with np.errstate(all="ignore"):
            return self._step.forward(np.asarray(points, dtype=np.float64))


def join_ast(first: AstMapping, second: AstMapping) -> AstMapping:
    """Return the mapping that does one thing after the other.

    Parameters
    ----------
    first, second : `AstMapping`
        Two mappings; the second takes what the first returns.

    Returns
    -------
    `AstMapping`
        A CmpMap; its frame is that of the second.

    Raises
    ------
    ReadError
        If the second takes another number of axes than the first returns, or the text becomes too long.
    """
    lines = ["Begin CmpMap", f"Nin = {first.nin}", f"Nout = {second.nout}", "IsA Mapping"]
    for letter, part in (("A", first), ("B", second)):
        lines += [f"Inv{letter} = {int(part.inverted)}"]
    for letter, part in (("A", first), ("B", second)):
        lines += [f"Map{letter} =", *ast_lines(part.text)]
    joined = AstMapping("\n".join([*lines, "End CmpMap", ""]))
    joined.frame = second.frame
    return joined


@dataclass
class _Inverted:
    """A mapping the other way round."""

    step: Step

    def __post_init__(self) -> None:
        self.nin, self.nout = self.step.nout, self.step.nin

    def forward(self, points: Points) -> Points:
        return self.step.inverse(points)

    def inverse(self, points: Points) -> Points:
        return self.step.forward(points)


class _Series:
    """One mapping after the other."""

    def __init__(self, first: Step, second: Step) -> None:
        if first.nout != second.nin:
            msg = f"AST mappings do not fit: {first.nout} axes are handed to one that takes {second.nin}"
            raise ReadError(msg)
        self.nin, self.nout = first.nin, second.nout
        self._first, self._second = first, second

    def forward(self, points: Points) -> Points:
        return self._second.forward(self._first.forward(points))

    def inverse(self, points: Points) -> Points:
        return self._first.inverse(self._second.inverse(points))


class _Parallel:
    """One mapping for the first axes, another for the rest."""

    def __init__(self, first: Step, second: Step) -> None:
        self.nin, self.nout = first.nin + second.nin, first.nout + second.nout
        self._first, self._second = first, second

    def forward(self, points: Points) -> Points:
        split = self._first.nin
        return np.vstack([self._first.forward(points[:split]), self._second.forward(points[split:])])

    def inverse(self, points: Points) -> Points:
        split = self._first.nout
        return np.vstack([self._first.inverse(points[:split]), self._second.inverse(points[split:])])


class _TranMap:
    """One mapping for the way there, another for the way back."""

    def __init__(self, there: Step, back: Step) -> None:
        if (there.nin, there.nout) != (back.nin, back.nout):
            msg = "the two mappings of a TranMap have different axes"
            raise ReadError(msg)
        self.nin, self.nout = there.nin, there.nout
        self._there, self._back = there, back

    def forward(self, points: Points) -> Points:
        return self._there.forward(points)

    def inverse(self, points: Points) -> Points:
        return self._back.inverse(points)


class _Other:
    """A mapping of which only the axes are known."""

    def __init__(self, node: AstNode) -> None:
        self._kind = node.kind
        self.nin, self.nout = node.axes(), node.axes("nout")

    def forward(self, _: Points) -> Points:
        msg = f"the mapping {self._kind} is not evaluated here"
        raise UnknownMappingError(msg)

    inverse = forward


@dataclass
class _FrameSet:
    """Frames that hang together by mappings; maps from the base to the current one."""

    node: AstNode
    base: AstNode = field(init=False)
    current: AstNode = field(init=False)

    def __post_init__(self) -> None:
        node = self.node
        frames = node.integer("nframe", 1)
        nodes = node.integer("nnode", frames)
        if nodes > len(node.items) + 1 or frames > len(node.items):
            msg = f"a FrameSet announces {frames} frames and has {len(node.items)} items"
            raise ReadError(msg)
        self._steps = {number: self._link(number, nodes) for number in range(2, nodes + 1)}
        axes = {1: 0} | {number: step.nout for number, (_, step) in self._steps.items()}
        for parent, step in self._steps.values():
            if axes[parent] not in {0, step.nin}:
                msg = f"in a FrameSet, a mapping takes {step.nin} axes of the {axes[parent]} that there are"
                raise ReadError(msg)
            axes[parent] = step.nin
        places = {number: node.integer(f"nod{number}", number) for number in range(1, frames + 1)}
        for number, place in places.items():
            frame = node.child(f"frm{number}")
            if (
                frame is None
                or place not in axes
                or _frame_axes(frame) != (axes[place] or _frame_axes(frame))
            ):
                msg = f"frame {number} of a FrameSet is missing, or has other axes than what leads to it"
                raise ReadError(msg)
        ends = node.integer("base", 1), node.integer("currnt", frames)
        if max(ends) > frames:
            msg = f"a FrameSet of {frames} frames has no frame {max(ends)}"
            raise ReadError(msg)
        self.base, self.current = (node.child(f"frm{end}") or node for end in ends)
        self.nin, self.nout = _frame_axes(self.base), _frame_axes(self.current)
        self._up, self._down = (self._to_root(places[end]) for end in ends)

    def _link(self, number: int, nodes: int) -> tuple[int, Step]:
        """Return from which node, and how, another is reached."""
        parent, child = self.node.integer(f"lnk{number}", 0), self.node.child(f"map{number}")
        if not 1 <= parent <= nodes or parent == number or child is None:
            msg = f"node {number} of a FrameSet hangs on no other"
            raise ReadError(msg)
        return parent, _used(child, inverted=self.node.number(f"inv{number}", 0.0) != 0)

    def _to_root(self, number: int) -> list[int]:
        """Return the nodes from one to the first, which is left out."""
        way: list[int] = []
        while number != 1:
            if number in way:
                msg = "the frames of a FrameSet hang together in a circle"
                raise ReadError(msg)
            way.append(number)
            number = self._steps[number][0]
        return way

    def _through(self, points: Points, up: list[int], down: list[int]) -> Points:
        # What both ways share would be mapped there and back again.
        while up and down and up[-1] == down[-1]:
            up, down = up[:-1], down[:-1]
        for number in up:
            points = self._steps[number][1].inverse(points)
        for number in reversed(down):
            points = self._steps[number][1].forward(points)
        return points

    def forward(self, points: Points) -> Points:
        return self._through(points, self._up, self._down)

    def inverse(self, points: Points) -> Points:
        return self._through(points, self._down, self._up)


def _made(node: AstNode) -> Step:
    """Return the step that a node describes, before any inversion."""
    step: Step
    if node.kind == "FrameSet":
        return _FrameSet(node)
    if node.kind in {"CmpMap", "TranMap"}:
        parts = []
        for letter in "ab":
            child = node.child(f"map{letter}")
            if child is None:
                msg = f"a {node.kind} lacks one of its two mappings"
                raise ReadError(msg)
            parts.append(_used(child, inverted=node.number(f"inv{letter}", 0.0) != 0))
        if node.kind == "TranMap":
            step = _TranMap(*parts)
        else:
            step = (_Series if node.number("series", 1.0) else _Parallel)(*parts)
        said = node.axes(), node.axes("nout")
        if said != (step.nin, step.nout):
            msg = f"a {node.kind} says that it maps {said[0]} axes to {said[1]}, but its parts do not"
            raise ReadError(msg)
        return step
    if node.kind in STEPS:
        return STEPS[node.kind](node)
    if node.kind in _OTHER_MAPPINGS:
        return _Other(node)
    msg = f"an AST object of the class {node.kind} cannot be used in a mapping"
    raise ReadError(msg)


def _used(node: AstNode, *, inverted: bool) -> Step:
    """Return a part of a mapping in the direction in which it is used."""
    step = _made(node)
    return _Inverted(step) if inverted else step


def _frame_axes(frame: AstNode) -> int:
    """Return the number of axes of a frame; refuse one that lacks a part."""
    if frame.kind not in _FRAMES:
        msg = f"an AST object of the class {frame.kind} is no frame"
        raise ReadError(msg)
    if frame.kind == "CmpFrame":
        parts = [frame.child(name) for name in ("framea", "frameb")]
        return sum(_frame_axes(part) for part in parts if part is not None)
    count = frame.integer("naxes")
    axes = [frame.child(f"ax{i}") for i in range(1, count + 1)]
    order = sorted(frame.integer(f"prm{i}", i) for i in range(1, count + 1))
    if (
        count < 1
        or any(axis is None or axis.kind not in _AXES for axis in axes)
        or order != list(range(1, count + 1))
    ):
        msg = f"a {frame.kind} of {count} axes lacks one of them"
        raise ReadError(msg)
    return count
