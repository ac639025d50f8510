"""AST's mapping by polynomials of all axes, with which distortions are described."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from imgview.errors import ReadError
from imgview.model.ast.step import Points, UnknownMappingError
from imgview.model.ast.text import AstNode

__all__ = ["PolyMap"]

_NEWTON_STEPS = 30
_MOST_ITERATED = 2000
Polynomial = tuple[Points, npt.NDArray[np.int64]]


class PolyMap:
    """Evaluates polynomials of all axes."""

    def __init__(self, node: AstNode) -> None:
        self.nin, self.nout = node.axes(), node.axes("nout")
        self._forward = _polynomials(node, "f", self.nin, self.nout)
        self._inverse = _polynomials(node, "i", self.nout, self.nin)
        iterate = node.number("iterinv", 0.0) != 0
        if self._forward is None and (self._inverse is None or iterate):
            msg = "a PolyMap has no polynomials"
            raise ReadError(msg)
        self._iterate = (iterate or self._inverse is None) and self.nin == self.nout

    def forward(self, points: Points) -> Points:
        """Evaluate the forward polynomials."""
        return _evaluate(self._forward, points)

    def inverse(self, points: Points) -> Points:
        """Evaluate the inverse polynomials, or find by Newton's method what the forward ones map here."""
        if not self._iterate or self._forward is None:
            return _evaluate(self._inverse, points)
        count = sum(len(coefficients) for coefficients, _ in self._forward)
        if count > _MOST_ITERATED:
            msg = f"polynomials of {count} coefficients are not inverted here"
            raise UnknownMappingError(msg)
        constant, linear = self._linear(self._forward)
        try:
            guess: Points = np.asarray(np.linalg.solve(linear, np.subtract(points, constant)))
            for _ in range(_NEWTON_STEPS):
                miss = np.subtract(points, _evaluate(self._forward, guess))
                jacobian = self._jacobian(self._forward, guess)
                change = np.asarray(np.linalg.solve(jacobian, miss.T[..., None]))[..., 0].T
                guess = np.add(guess, change)
                if not np.nanmax(np.abs(change), initial=0) > 1e-14 * np.nanmax(
                    np.abs(guess), initial=1e-300
                ):
                    break
        except np.linalg.LinAlgError:
            return np.full_like(points, np.nan)
        return guess

    def _linear(self, polynomials: list[Polynomial]) -> tuple[Points, Points]:
        constant, linear = np.zeros((self.nout, 1)), np.zeros((self.nout, self.nin))
        for row, (coefficients, powers) in enumerate(polynomials):
            total = powers.sum(axis=1)
            constant[row] = coefficients[total == 0].sum()
            for axis in range(self.nin):
                linear[row, axis] = coefficients[(total == 1) & (powers[:, axis] == 1)].sum()
        return constant, linear

    def _jacobian(self, polynomials: list[Polynomial], points: Points) -> Points:
        """Return the derivatives [point, output, input]."""
        result = np.empty((points.shape[1], self.nout, self.nin))
        for axis in range(self.nin):
            derived = []
            for coefficients, powers in polynomials:
                lowered = powers.copy()
                lowered[:, axis] = np.maximum(lowered[:, axis] - 1, 0)
                derived.append((coefficients * powers[:, axis], lowered))
            result[:, :, axis] = _evaluate(derived, points).T
        return result


def _polynomials(node: AstNode, letter: str, nin: int, nout: int) -> list[Polynomial] | None:
    """Return coefficients and powers [coefficient, axis] of each output; `None` if they are not defined."""
    if any(f"nc{letter}{i}" not in node.items for i in range(1, nout + 1)) or any(
        f"mp{letter}{i}" not in node.items for i in range(1, nin + 1)
    ):
        return None
    highest = [node.integer(f"mp{letter}{i}") for i in range(1, nin + 1)]
    result = []
    first = 0
    for output in range(1, nout + 1):
        count = node.integer(f"nc{letter}{output}")
        if first + count > len(node.items):
            msg = f"PolyMap announces {first + count} coefficients and has {len(node.items)} items"
            raise ReadError(msg)
        numbers = range(first + 1, first + count + 1)
        coefficients = np.array([node.number(f"c{letter}{i}", np.nan) for i in numbers])
        powers = np.array(
            [
                [node.integer(f"p{letter}{(i - 1) * nin + axis}", 0) for axis in range(1, nin + 1)]
                for i in numbers
            ],
            dtype=np.int64,
        ).reshape(count, nin)
        if (powers > highest).any():
            msg = f"PolyMap has powers higher than the highest it announces, {highest}"
            raise ReadError(msg)
        result.append((coefficients, powers))
        first += count
    return result


def _evaluate(polynomials: list[Polynomial] | None, points: Points) -> Points:
    if polynomials is None:
        msg = "a PolyMap has no polynomials in the direction that is needed"
        raise ReadError(msg)
    result = np.zeros((len(polynomials), points.shape[1]))
    for row, (coefficients, powers) in enumerate(polynomials):
        for coefficient, exponents in zip(coefficients, powers, strict=True):
            term = np.full(points.shape[1], coefficient)
            for axis, exponent in enumerate(exponents):
                if exponent:
                    term *= points[axis] ** exponent
            result[row] += term
    return result
