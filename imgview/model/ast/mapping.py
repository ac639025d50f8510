"""AST objects evaluated without AST: from the tree of a text to numbers.

This is no replacement for AST: it knows the mappings that images come with, so that what a file says exactly
can be compared with what its FITS header says.  It also looks through all that leads from
pixels to the sky, known or not, for what AST would stumble over (missing parts, links in a circle, axes that
do not fit), since AST trusts its own texts.

Whether a part is used backwards is said where it is used, not by its own flag ``Invert``, which counts for
the outermost object only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imgview.errors import ReadError
from imgview.model.ast.frames import FramePath, frame_axes, frame_path
from imgview.model.ast.step import Points, Step, UnknownMappingError
from imgview.model.ast.steps import STEPS, UnitMap
from imgview.model.ast.text import AstNode, ast_lines, parse_ast

__all__ = ["AstMapping", "join_ast"]

# Mappings that only AST evaluates, with the number of their axes, and what says how long their tables are.
_OTHER_MAPPINGS = {"LutMap": (1, "nlut", "l"), "PcdMap": (2, None, ""), "SlaMap": (2, "nsla", "sla")}


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
        if node.kind == "FrameSet":
            path = frame_path(node)
            self.frame = path.base if inverted else path.current
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
    """A mapping that is only looked through."""

    def __init__(self, node: AstNode) -> None:
        self._kind = node.kind
        self.nin, self.nout = node.axes(), node.axes("nout")
        axes, count, item = _OTHER_MAPPINGS[node.kind]
        entries = node.integer(count) if count else 0
        if (self.nin, self.nout) != (axes, axes) or (
            count and (entries < 1 or any(f"{item}{i}" not in node.items for i in range(1, entries + 1)))
        ):
            msg = f"a {node.kind} of {self.nin} to {self.nout} axes is not complete"
            raise ReadError(msg)

    def forward(self, _: Points) -> Points:
        msg = f"the mapping {self._kind} is not evaluated here"
        raise UnknownMappingError(msg)

    inverse = forward


def _made(node: AstNode) -> Step:
    """Return the step that a node describes, before any inversion."""
    step: Step
    if node.kind == "FrameSet":
        return _through(frame_path(node))
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


def _through(path: FramePath) -> Step:
    """Return the way through a FrameSet."""
    step: Step = UnitMap(AstNode("UnitMap", {"nin": str(frame_axes(path.base))}))
    for link, inverted in path.links:
        step = _Series(step, _used(link, inverted=inverted))
    if step.nout != frame_axes(path.current):
        msg = f"what leads to the current frame of a FrameSet has {step.nout} axes, the frame has others"
        raise ReadError(msg)
    return step


def _used(node: AstNode, *, inverted: bool) -> Step:
    """Return a part of a mapping in the direction in which it is used."""
    step = _made(node)
    return _Inverted(step) if inverted else step
