"""Texts of AST mappings, made with Starlink's own library."""

from typing import Any

import numpy as np
from starlink import Ast

SCALE = np.radians(0.2 / 3600)
"""Radians per pixel."""


def dump(thing: Any, options: str = "") -> str:
    """Return an object's text as AST writes it, comments included."""
    lines: list[str] = []
    sink = type("Sink", (), {"astsink": lambda _, line: lines.append(line)})()
    Ast.Channel(None, sink, options).write(thing)
    return "\n".join(lines) + "\n"


def load(text: str) -> Any:
    """Return the object of a text; AST's channel stumbles over its own comments."""
    lines = iter([line.split("\t#")[0] for line in text.splitlines() if not line.startswith("#")])
    source = type("Source", (), {"astsource": lambda _: next(lines, None)})()
    return Ast.Channel(source).read()


def sky(code: int = Ast.TAN, options: str = "", *, lon: float = 1.0, lat: float = 0.5) -> Any:
    """Return the mapping from the plane of a projection, in radians, to the sky around a place."""
    projection = Ast.WcsMap(2, code, 1, 2, options)
    projection.invert()
    to_vectors = Ast.SphMap()
    to_vectors.invert()
    turn = np.array(
        [
            [np.cos(lon) * np.sin(lat), -np.sin(lon), np.cos(lon) * np.cos(lat)],
            [np.sin(lon) * np.sin(lat), np.cos(lon), np.sin(lon) * np.cos(lat)],
            [-np.cos(lat), 0.0, np.sin(lat)],
        ]
    )
    return series(projection, to_vectors, Ast.MatrixMap(turn), Ast.SphMap())


def series(first: Any, *others: Any) -> Any:
    """Return mappings one after the other."""
    for other in others:
        first = Ast.CmpMap(first, other, True)
    return first


def frame_set(
    *mappings: Any, frame: Any = None, centre: tuple[float, float] = (1000.0, 1000.0), scale: float = SCALE
) -> Any:
    """Return a FrameSet from pixels to the sky; mappings work in pixels from the centre."""
    shift = Ast.ShiftMap([-centre[0], -centre[1]])
    *distortions, last = mappings or (sky(),)
    result = Ast.FrameSet(Ast.Frame(2, "Domain=PIXEL"))
    whole = series(shift, *distortions, Ast.ZoomMap(2, scale), last)
    result.addframe(1, whole, frame if frame is not None else Ast.SkyFrame("System=ICRS"))
    return result


def high_order() -> Any:
    """Return a distortion of the ninth order, 5 pixels at 1000 from the centre: more than SIP can follow."""
    return Ast.PolyMap(
        [[1.0, 1, 1, 0], [5e-27, 1, 9, 0], [1.0, 2, 0, 1]],
        None,
        "IterInverse=1,NiterInverse=10,TolInverse=1e-12",
    )


def radial() -> Any:
    """Return the kind of mapping that LSST describes a camera's optics with."""
    there, back = Ast.UnitNormMap([0.0, 0.0]), Ast.UnitNormMap([0.0, 0.0])
    back.invert()
    stretch = Ast.PolyMap([[1.0, 1, 1], [1e-9, 1, 3]], None, "IterInverse=1,NiterInverse=10,TolInverse=1e-12")
    return series(there, Ast.CmpMap(Ast.UnitMap(2), stretch, False), back)


def table() -> Any:
    """Return a mapping that is not evaluated without AST."""
    values = np.linspace(-1500.0, 1500.0, 301)
    first = Ast.LutMap(values + np.sin(values / 300.0), -1500.0, 10.0)
    return Ast.CmpMap(first, Ast.UnitMap(1), False)
