"""Damage AST texts at random and read them; run as ``python tests/ast_mutations.py SEED COUNT``.

A library in C reads what is not refused before, so this runs as a process of its own: a crash is its end.
"""

import random
import re
import sys
import time
import warnings

import numpy as np
from starlink import Ast

from ast_texts import dump, frame_set, high_order, radial, series, sky, table
from imgview.errors import ReadError
from imgview.geometry import Box
from imgview.readers.ast_sky import sky_of_ast

VALUES = re.findall(
    r"\S+", "0 -1 1 2 3 4 7 99 100 101 65536 2147483647 -2147483648 1e308 -1e308 1e-308 nan <bad> inf"
)
CLASSES = re.findall(
    r"\S+",
    """
    CmpMap FrameSet PolyMap SkyFrame Frame SphMap WcsMap MatrixMap WinMap ShiftMap ZoomMap UnitMap PermMap
    TranMap UnitNormMap LutMap MathMap SlaMap ChebyMap PcdMap NormMap SpecMap TimeMap CmpFrame SpecFrame Axis
    SkyAxis KeyMap Plot Box Channel IntraMap
    """,
)
BOX = Box.from_shape((50, 60), start=(970, 980))
LIMIT = 60.0
"""Seconds that one text may take on a machine with much to do; most take milliseconds."""


def originals() -> list[str]:
    """Return texts of all the classes that are let through."""
    slalib = Ast.SkyFrame("System=FK4").convert(Ast.SkyFrame("System=ICRS")).getmapping(1, 2)
    pin = Ast.PcdMap(1e-8, [3.0, 4.0])
    both = Ast.PolyMap([[1.0, 1, 1, 0], [1.0, 2, 0, 1]], [[1.0, 1, 1, 0], [1.0, 2, 0, 1]])
    exchange = Ast.PermMap([2, 1], [2, 1])
    constant = series(Ast.PermMap([1, 2], [1, 2, -1], [5.0]), Ast.PermMap([1, 2, -1], [1, 2], [5.0]))
    window = Ast.WinMap([0.0, 0.0], [1.0, 1.0], [0.0, 0.0], [1.1, 0.9])
    things = [
        frame_set(high_order(), sky()),
        frame_set(radial(), sky(Ast.ARC)),
        frame_set(table(), window, sky(Ast.ZPN, "PV2_1=1,PV2_3=0.1")),
        frame_set(pin, both, exchange, series(sky(), slalib)),
        frame_set(constant, Ast.TranMap(window, window), sky(Ast.SIN), frame=Ast.SkyFrame("System=FK5")),
        frame_set(frame=Ast.SkyFrame("System=GALACTIC")).getmapping(1, 2),
    ]
    shifted = frame_set(radial(), sky(Ast.ARC))
    shifted.addframe(1, Ast.ShiftMap([-35.0, -47.0]), Ast.Frame(2, "Domain=GRID"))
    shifted.Base, shifted.Current = 3, 2
    return [dump(thing) for thing in [*things, shifted]]


def damaged(text: str, rng: random.Random) -> str:
    """Return a text with a few changes."""
    lines = text.splitlines()
    for _ in range(rng.choice([1, 1, 1, 2, 3, 5])):
        place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(8):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[other])
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3 | 4:
                lines[place] = re.sub("=.*", f"= {rng.choice(VALUES)}", lines[place])
            case 5:
                characters = list(lines[place] or " ")
                characters[rng.randrange(len(characters))] = chr(rng.randrange(32, 127))
                lines[place] = "".join(characters)
            case 6:
                lines = lines[: place + 1] if rng.random() < 0.2 else lines
            case 7:
                rename(lines, rng)
        lines = lines or [""]
    return "\n".join(lines)


def rename(lines: list[str], rng: random.Random) -> None:
    """Give an object another class, its end too."""
    found = [number for number, line in enumerate(lines) if re.match(r"\s*Begin \w", line)]
    if not found:
        return
    start, new, depth = rng.choice(found), rng.choice(CLASSES), 0
    for number in range(start, len(lines)):
        depth += bool(re.match(r"\s*Begin ", lines[number])) - bool(re.match(r"\s*End ", lines[number]))
        if number == start or depth == 0:
            lines[number] = re.sub(r"(Begin|End) \w+", rf"\1 {new}", lines[number])
        if depth == 0:
            return


def try_one(text: str) -> str:
    """Read a text and use what comes of it; say what that was."""
    notes: list[str] = []
    start = time.monotonic()
    found = sky_of_ast(text, bbox=BOX, shift=(0.5, -1.0), where="text", notes=notes)
    assert len(notes) == (0 if found is not None and found.approximation is None else 1), notes
    assert all(len(note) < 600 for note in notes), notes
    if found is None:
        return "refused"
    places = found.pixel_to_sky(x=np.array([981.0, 1000.0, np.nan]), y=np.array([971.0, 1000.0, 3.0]))
    found.sky_to_pixel(places)
    try:
        found.as_fits_wcs(BOX)
    except ReadError:
        return "read, without a FITS WCS"
    assert time.monotonic() - start < LIMIT
    return "read"


def main(seed: int, count: int) -> None:
    """Damage and read; the text at hand lies in memory only, so a crash is repeated by its seed."""
    # Only from here on: what old libraries warn of when they are imported is not looked at.
    warnings.simplefilter("error")
    rng = random.Random(seed)
    texts = originals()
    assert {try_one(text) for text in texts} <= {"read"}
    outcomes: dict[str, int] = {}
    for number in range(count):
        text = damaged(rng.choice(texts), rng)
        try:
            outcome = try_one(text)
        except Exception:
            print(f"seed {seed}, text {number}:\n{text}")
            raise
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    print(outcomes)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
