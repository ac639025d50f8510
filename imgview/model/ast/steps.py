"""What AST's elementary mappings do to coordinates, in numpy.

Points are arrays [axis, point] in float64; NaN is what AST calls a bad value.  Each class is called like its
namesake in AST, is made from an `~imgview.model.ast.text.AstNode` and has both directions where AST has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from astropy.wcs import Prjprm

from imgview.errors import ReadError
from imgview.model.ast.polynomial import PolyMap
from imgview.model.ast.step import Points, Step, UnknownMappingError
from imgview.model.ast.text import AstNode

__all__ = ["STEPS", "UnitMap"]

# The projections in which AST's code and wcslib's mean the same by all parameters.
_PROJECTIONS = frozenset(
    {"AIT", "ARC", "AZP", "BON", "CAR", "CEA", "COD", "COE", "COO", "COP", "CYP", "MER", "MOL", "PAR", "PCO"}
    | {"SFL", "SIN", "STG", "SZP", "TAN", "ZEA", "ZPN"}
)


class UnitMap:
    """Changes nothing."""

    def __init__(self, node: AstNode) -> None:
        self.nin = self.nout = node.axes()

    def forward(self, points: Points) -> Points:
        """Return the points."""
        return points

    inverse = forward


class WinMap:
    """Scales and shifts each axis; ShiftMap and ZoomMap too are made of it."""

    def __init__(self, node: AstNode) -> None:
        self.nin = self.nout = node.axes()
        axes = range(1, self.nin + 1)
        self._shift = _column(node.number(f"sft{axis}", 0.0) for axis in axes)
        if node.kind == "ZoomMap":
            self._scale = np.full((self.nin, 1), node.number("zoom", 0.0))
        else:
            self._scale = _column(node.number(f"scl{axis}", 1.0) for axis in axes)
        if not self._scale.all():
            msg = f"{node.kind} has the scale 0"
            raise ReadError(msg)

    def forward(self, points: Points) -> Points:
        """Scale, then shift."""
        return np.asarray(points * self._scale + self._shift)

    def inverse(self, points: Points) -> Points:
        """Shift, then scale."""
        return np.asarray((points - self._shift) / self._scale)


class MatrixMap:
    """Multiplies by a matrix: full, diagonal or unit."""

    def __init__(self, node: AstNode) -> None:
        self.nin, self.nout = node.axes(), node.axes("nout")
        form = node.string("form", "Full").lower()
        if form == "full":
            matrix = _matrix(node, "m", self.nout, self.nin)
            if matrix is None:
                msg = "a MatrixMap has no matrix"
                raise ReadError(msg)
            self._matrix = matrix
            self._inverse = _matrix(node, "im", self.nin, self.nout)
        elif form in {"diagonal", "unit"}:
            count = min(self.nin, self.nout)
            default = 1.0 if form == "unit" else None
            values = [node.number(f"m{i}", default) for i in range(count)]
            self._matrix = np.zeros((self.nout, self.nin))
            np.fill_diagonal(self._matrix, values)
            self._inverse = None
        else:
            msg = f"MatrixMap has the form {form[:20]!r}"
            raise ReadError(msg)
        if self._inverse is None and self.nin == self.nout:
            try:
                self._inverse = np.asarray(np.linalg.inv(self._matrix))
            except np.linalg.LinAlgError:
                self._inverse = None

    def forward(self, points: Points) -> Points:
        """Multiply by the matrix."""
        return _product(self._matrix, points)

    def inverse(self, points: Points) -> Points:
        """Multiply by the inverse, as stored where AST stored one."""
        return _product(self._inverse, points)


class SphMap:
    """Turns vectors into longitude and latitude, radians."""

    nin, nout = 3, 2

    def __init__(self, node: AstNode) -> None:
        if (node.axes(), node.axes("nout")) != (3, 2):
            msg = "SphMap does not map 3 axes to 2"
            raise ReadError(msg)
        self._polar = node.number("plrlg", 0.0)

    def forward(self, points: Points) -> Points:
        """Return longitude and latitude."""
        x, y, z = points
        longitude = np.arctan2(y, x)
        longitude[(x == 0) & (y == 0)] = self._polar
        return np.stack([longitude, np.arctan2(z, np.hypot(x, y))])

    def inverse(self, points: Points) -> Points:
        """Return unit vectors."""
        longitude, latitude = points
        ring = np.cos(latitude)
        return np.stack([ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude)])


class UnitNormMap:
    """Turns vectors into unit vectors and their length, about a centre."""

    def __init__(self, node: AstNode) -> None:
        self.nin, self.nout = node.axes(), node.axes("nout")
        if self.nout != self.nin + 1:
            msg = f"UnitNormMap maps {self.nin} axes to {self.nout}"
            raise ReadError(msg)
        self._centre = _column(node.number(f"ctr{axis}", 0.0) for axis in range(1, self.nin + 1))

    def forward(self, points: Points) -> Points:
        """Return the unit vector, and the length last."""
        offset = points - self._centre
        length = np.sqrt((offset**2).sum(axis=0))
        return np.vstack([offset / length, length])

    def inverse(self, points: Points) -> Points:
        """Return the vector."""
        unit, length = points[:-1], points[-1]
        return np.where(length == 0, self._centre, unit * length + self._centre)


class PermMap:
    """Reorders axes, leaves some out and fills others with constants."""

    def __init__(self, node: AstNode) -> None:
        self.nin, self.nout = node.axes(), node.axes("nout")
        constants = [node.number(f"con{i}", np.nan) for i in range(1, node.integer("nconst", 0) + 1)]
        self._out = self._order(node, "out", self.nout, constants)
        self._in = self._order(node, "in", self.nin, constants)

    @staticmethod
    def _order(node: AstNode, word: str, count: int, constants: list[float]) -> list[tuple[int, float]]:
        """Return for each axis the index of its source, or -1 and a constant."""
        if node.number(f"{word}cpy", 0.0) != 0:
            return [(i, np.nan) for i in range(count)]
        order = []
        for i in range(1, count + 1):
            source = node.integer(f"{word}{i}", 0)
            if -source > len(constants) and constants:
                msg = f"PermMap has {word}{i} = {source}, but {len(constants)} constants"
                raise ReadError(msg)
            order.append((max(source, 0) - 1, constants[-source - 1] if source < 0 and constants else np.nan))
        return order

    def forward(self, points: Points) -> Points:
        """Return the output axes."""
        return self._permuted(self._out, points)

    def inverse(self, points: Points) -> Points:
        """Return the input axes."""
        return self._permuted(self._in, points)

    @staticmethod
    def _permuted(order: list[tuple[int, float]], points: Points) -> Points:
        result = np.empty((len(order), points.shape[1]))
        for axis, (source, constant) in enumerate(order):
            result[axis] = points[source] if 0 <= source < len(points) else constant
        return result


class WcsMap:
    """Projects native spherical coordinates, radians, onto a plane, by wcslib."""

    def __init__(self, node: AstNode) -> None:
        self.nin = self.nout = node.axes()
        self._code = node.string("type").strip().upper()[:8]
        self._longitude, self._latitude = (node.integer(f"wcsax{i}", i) - 1 for i in (1, 2))
        if self._longitude == self._latitude or not (
            0 <= self._longitude < self.nin and 0 <= self._latitude < self.nin
        ):
            msg = f"WcsMap of {self.nin} axes has its longitude and latitude at no two of them"
            raise ReadError(msg)
        prefix = f"pv{self._latitude + 1}_"
        self._parameters: list[float] = []
        for name in node.items:
            number = name.removeprefix("projp").removeprefix(prefix)
            if number != name and number.isdigit() and int(number) < 30:
                self._parameters += [0.0] * (int(number) + 1 - len(self._parameters))
                self._parameters[int(number)] = node.number(name)

    def forward(self, points: Points) -> Points:
        """Project onto the plane."""
        return self._through(points, "prjs2x")

    def inverse(self, points: Points) -> Points:
        """Return from the plane."""
        return self._through(points, "prjx2s")

    def _through(self, points: Points, method: str) -> Points:
        if self._code not in _PROJECTIONS:
            msg = f"the projection {self._code!r} is not evaluated here"
            raise UnknownMappingError(msg)
        projection = Prjprm()
        projection.code = self._code
        try:
            if self._parameters:
                projection.pv = self._parameters
            projection.set()
            first, second = np.degrees(points[self._longitude]), np.degrees(points[self._latitude])
            first, second = getattr(projection, method)(first, second)
        except ValueError as error:
            msg = f"WcsMap has unusable parameters for the projection {self._code}: {error}"
            raise ReadError(msg) from error
        result = points.copy()
        result[self._longitude], result[self._latitude] = np.radians(first), np.radians(second)
        return result


STEPS: Mapping[str, Callable[[AstNode], Step]] = {
    "UnitMap": UnitMap,
    "WinMap": WinMap,
    "ShiftMap": WinMap,
    "ZoomMap": WinMap,
    "MatrixMap": MatrixMap,
    "PolyMap": PolyMap,
    "SphMap": SphMap,
    "UnitNormMap": UnitNormMap,
    "PermMap": PermMap,
    "WcsMap": WcsMap,
}
"""What makes a step of a node, by class."""


def _column(values: Iterable[float]) -> Points:
    return np.array(list(values), dtype=np.float64)[:, None]


def _matrix(node: AstNode, letter: str, rows: int, columns: int) -> Points | None:
    """Return a stored matrix, or `None` where no element is."""
    if not any(f"{letter}{i}" in node.items for i in range(rows * columns)):
        return None
    values = [node.number(f"{letter}{i}", np.nan) for i in range(rows * columns)]
    return np.array(values).reshape(rows, columns)


def _product(matrix: Points | None, points: Points) -> Points:
    if matrix is None:
        msg = "a MatrixMap has no matrix in the direction that is needed"
        raise ReadError(msg)
    # A zero keeps what it multiplies out, be that no number at all.
    terms = np.where(matrix[:, :, None] == 0, 0.0, matrix[:, :, None] * points[None])
    return np.asarray(terms.sum(axis=1))
