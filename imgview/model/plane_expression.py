"""Conditions on the mask planes of a pixel, such as ``DETECTED & ~(SATURATED | INTERPOLATED)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.model.array import ArrayLike2D, read, strips
from imgview.model.expression import Language, parse
from imgview.model.plane_names import find_plane
from imgview.model.schema import MaskSchema

__all__ = ["AND", "NOT", "OR", "Bits", "PlaneExpression", "as_bits", "evaluate", "holds"]

NOT, AND, OR = -1, -2, -3
"""What a step of a postfix expression does where it is not a plane."""

_PLANES = Language("mask plane", numbers=False)
_OPERATORS = {"~": NOT, "not": NOT, "&": AND, "and": AND, "|": OR, "or": OR}

# Work on blocks that stay in the processor's cache.
_BLOCK_BYTES = 1 << 18


class Bits(Protocol):
    """A mask, as far as it matters here."""

    @property
    def bbox(self) -> Box:
        """Absolute box of its pixels."""

    @property
    def schema(self) -> MaskSchema:
        """What its bits mean."""

    @property
    def data(self) -> ArrayLike2D:
        """The bits, shape (ny, nx, mask_size), perhaps not in memory."""


class PlaneExpression:
    """A condition on the mask planes of a pixel.

    Parameters
    ----------
    text : `str`
        Names of planes joined by ``&`` (and), ``|`` (or) and ``~`` (not), with parentheses; the words
        ``and``, ``or``, ``not`` mean the same, and bind as in Python.  A name with other characters than
        letters, digits and underscores goes in quotes of any kind.  A plane answers to its old and to its
        new name (``CR``, ``COSMIC_RAY``).

    Raises
    ------
    ExpressionError
        If it cannot be understood; the message points at the place.

    Examples
    --------
    >>> PlaneExpression("DETECTED & ~(SATURATED | 'my plane')").names
    ('DETECTED', 'SATURATED', 'my plane')
    """

    def __init__(self, text: str) -> None:
        expression = parse(text, _PLANES)
        self._text = expression.text
        self._names = expression.names
        self._steps = expression.steps

    @property
    def text(self) -> str:
        """The expression as it was written (`str`)."""
        return self._text

    @property
    def names(self) -> tuple[str, ...]:
        """The planes it names, each once, as written (`tuple` of `str`)."""
        return self._names

    def postfix(self, schema: MaskSchema) -> list[int]:
        """Return the expression in the order in which a calculation with a stack does it.

        Parameters
        ----------
        schema : `MaskSchema`
            Where the bits of the planes are.

        Returns
        -------
        `list` of `int`
            A plane is 8 times the index of its byte, plus its bit; -1 is not, -2 and, -3 or.

        Raises
        ------
        UnknownPlaneError
            If the schema has no such plane.
        """
        places = {}
        for name in self._names:
            bit = schema.bit(find_plane(name, schema.names))
            places[name] = 8 * bit.index + bit.mask.bit_length() - 1
        result: list[int] = []
        for step in self._steps:
            if step.kind == "name":
                result.append(places[str(step.value)])
            else:
                # The words take several values at once.
                result += [_OPERATORS[step.kind]] * max(step.takes - 1, 1)
        return result

    def evaluate(self, mask: Bits, bbox: Box | None = None) -> npt.NDArray[np.bool_]:
        """Tell for every pixel whether the expression holds.

        Parameters
        ----------
        mask : `Mask`
            The bits; lazy ones are read in parts, and not kept.
        bbox : `Box`, optional
            Absolute box of the pixels to look at, inside that of the mask; all of them if not given.

        Returns
        -------
        `numpy.ndarray`, shape (ny, nx), bool
            A new array.

        Raises
        ------
        UnknownPlaneError
            If the mask has no such plane.
        ShapeError
            If ``bbox`` is not inside the mask.
        """
        bits = as_bits(mask)
        return evaluate(self.postfix(bits.schema), bits, bits.bbox if bbox is None else bbox)

    def count(self, mask: Bits) -> int:
        """Count the pixels in which the expression holds.

        Parameters
        ----------
        mask : `Mask`
            The bits; lazy ones are read in parts, and not kept.

        Returns
        -------
        `int`
            0 to the number of pixels.

        Raises
        ------
        UnknownPlaneError
            If the mask has no such plane.
        """
        bits = as_bits(mask)
        blocks = _blocks(self.postfix(bits.schema), bits, bits.bbox)
        return sum(int(np.count_nonzero(block)) for _, block in blocks)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PlaneExpression):
            return NotImplemented
        return self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"PlaneExpression({self._text!r})"


def evaluate(postfix: Sequence[int], bits: Bits, box: Box) -> npt.NDArray[np.bool_]:
    """Tell in which pixels of a box an expression holds.

    Parameters
    ----------
    postfix : sequence of `int`
        From `PlaneExpression.postfix`.
    bits : `Bits`
        The mask.
    box : `Box`
        Absolute box of pixels inside it.

    Returns
    -------
    `numpy.ndarray`, shape (ny, nx), bool
        A new array.

    Raises
    ------
    ShapeError
        If the box is not inside the mask.
    """
    result = np.empty(box.shape, dtype=bool)
    for first, block in _blocks(postfix, bits, box):
        result[first : first + len(block)] = block
    return result


def _blocks(postfix: Sequence[int], bits: Bits, box: Box) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Yield the first row, counted from the box's, and the outcome of some rows, part after part."""
    rows, columns = box.slice_within(bits.bbox)
    step = max(1, _BLOCK_BYTES // (box.shape.x * bits.schema.mask_size))
    for strip in strips(bits.data, step):
        first, stop = max(strip.start, rows.start), min(strip.stop, rows.stop)
        if first >= stop:
            continue
        part = read(bits.data, slice(first, stop), columns)
        for top in range(0, len(part), step):
            yield first - rows.start + top, holds(postfix, part[top : top + step])


def holds(postfix: Sequence[int], pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell for which mask pixels an expression holds.

    Parameters
    ----------
    postfix : sequence of `int`
        From `PlaneExpression.postfix`.
    pixels : `numpy.ndarray`, shape (..., mask_size), uint8
        Mask pixels; what lies in bytes beyond the last is not set.

    Returns
    -------
    `numpy.ndarray`, shape (...), bool
        A new array.

    Notes
    -----
    Twin of ``holds`` in ``frontend/src/expressions.ts``.
    """
    stack: list[npt.NDArray[np.bool_]] = []
    for step in postfix:
        if step >= 0:
            byte, bit = divmod(step, 8)
            if byte < pixels.shape[-1]:
                stack.append((pixels[..., byte] & np.uint8(1 << bit)).astype(bool))
            else:
                stack.append(np.zeros(pixels.shape[:-1], dtype=bool))
        elif step == NOT:
            np.logical_not(stack[-1], out=stack[-1])
        else:
            value = stack.pop()
            (np.logical_and if step == AND else np.logical_or)(stack[-1], value, out=stack[-1])
    return stack.pop()


def as_bits(image: Any) -> Bits:
    """Return the mask of an image, or a mask itself.

    Parameters
    ----------
    image : `MaskedImage` or `Mask`
        What a user handed over.

    Returns
    -------
    `Bits`
        Bits that have been read already are not read again.

    Raises
    ------
    ImgviewError
        If there is no mask.
    """
    mask = getattr(image, "mask", image)
    if not (hasattr(mask, "schema") and hasattr(mask, "bbox") and hasattr(mask, "data")):
        what = "an image without a mask" if mask is None else type(image).__name__
        msg = f"mask planes are looked up in a MaskedImage or a Mask, got {what}"
        raise ImgviewError(msg)
    bits: Bits = mask
    return bits if getattr(mask, "is_lazy", False) or not hasattr(mask, "array") else _InMemory(mask)


class _InMemory:
    """A mask whose bits have been read, whatever they were read from."""

    def __init__(self, mask: Any) -> None:
        self.bbox: Box = mask.bbox
        self.schema: MaskSchema = mask.schema
        self.data: ArrayLike2D = mask.array
