"""``imgview info``: say in a few lines, or in JSON, what a file holds."""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from imgview.adapt import read
from imgview.cli.facts import gather
from imgview.cli.terminal import printable, safe
from imgview.readers.storage.address import is_url, local_path, public_name

__all__ = ["add_arguments", "run"]

_INDENT = "  "
# Cards that most FITS files have, for pictures without an obs_info.
_OBSERVATION = ("OBJECT", "TELESCOP", "INSTRUME", "DETECTOR", "FILTER", "EXPTIME", "DATE-OBS", "AIRMASS")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command.

    Parameters
    ----------
    parser : `argparse.ArgumentParser`
        That of the command.
    """
    parser.add_argument(
        "file", metavar="FILE", help="path or URL of the file, of any format that imgview reads"
    )
    parser.add_argument("--json", action="store_true", help="write everything as one JSON object")
    parser.add_argument("--header", action="store_true", help="list the header cards and metadata too")
    parser.add_argument("--format", help="name of the format, instead of recognising it by the content")
    parser.add_argument("--hdu", type=_index_or_name, help="one HDU of a FITS file, by index or name")
    parser.add_argument("--plane", type=int, help="one plane of a cube, counted from 0")


def run(args: argparse.Namespace) -> int:
    """Print what a file holds.

    Parameters
    ----------
    args : `argparse.Namespace`
        What `add_arguments` declared.

    Returns
    -------
    `int`
        Exit status 0.

    Raises
    ------
    ImgviewError
        If the file cannot be read.
    """
    picture = read(args.file, format=args.format, hdu=args.hdu, plane=args.plane)
    # Of a file elsewhere nothing but the headers is fetched.
    elsewhere = is_url(args.file) and local_path(args.file) is None
    file = public_name(args.file) if is_url(args.file) else args.file
    facts = {"file": file} | gather(picture, count=not elsewhere)
    if args.json:
        print(json.dumps(_jsonable(facts), indent=2))
    else:
        for line in _lines(facts, header=args.header):
            print(safe(line, sys.stdout))
    return 0


def _index_or_name(text: str) -> int | str:
    try:
        return int(text)
    except ValueError:
        return text


def _lines(facts: Mapping[str, Any], *, header: bool) -> Iterator[str]:
    """Yield the report for people."""
    box, tile, variance = facts["bbox"], facts["tile"], facts["variance"]
    rows: list[tuple[str, str]] = [
        ("File", facts["file"]),
        ("Format", facts["format"]),
        ("Class", facts["class"]),
        ("Title", "" if facts["title"].startswith(facts["file"]) else facts["title"]),
        ("Shape", f"{facts['shape'][0]} rows × {facts['shape'][1]} columns"),
        (
            "Box",
            f"x = {box['x'][0]} ... {box['x'][1] - 1}, y = {box['y'][0]} ... {box['y'][1] - 1} (inclusive)",
        ),
        ("Type", facts["dtype"] + (f", in tiles of {tile[0]} × {tile[1]}" if tile else "")),
        ("Unit", facts["unit"] or "not given"),
        ("Colour", ", ".join(facts["channels"])),
        ("Variance", "" if variance is None else _plane(variance)),
        ("Further", "; ".join(f"{name} ({_plane(extra)})" for name, extra in facts["extras"].items())),
    ]
    sky = facts["sky"]
    if sky is None:
        rows.append(("Sky", "no projection"))
    else:
        rows.append(("Centre", f"{sky['sexagesimal']}  (RA {sky['ra']:.7f}°, Dec {sky['dec']:+.7f}°, ICRS)"))
        rows.append(("Scale", f"{sky['pixel_scale']:.5f} arcsec per pixel"))
        rows.append(("Sky", sky["approximation"] or "exact"))
    rows.append(("PSF", ", ".join(f"{key} {_short(value)}" for key, value in facts["psf"].items())))
    detector = facts["detector"]
    rows.append(
        ("Detector", ", ".join(f"{key} {_short(detector[key])}" for key in ("name", "id") if key in detector))
    )
    rows += _overlays(facts)
    yield from _aligned([row for row in rows if row[1]])
    planes = facts["mask_planes"]
    if planes:
        yield ""
        yield f"Mask planes ({len(planes)})"
        yield from _plane_table(planes, facts["shape"][0] * facts["shape"][1])
    observation = facts["obs_info"] or {
        key: facts["metadata"][key] for key in _OBSERVATION if key in facts["metadata"]
    }
    sections = [("Observation", observation), ("Summary statistics", _known(facts["summary_stats"]))]
    if header:
        sections += [("Metadata", facts["metadata"]), ("Header", facts["header"])]
    for title, section in sections:
        if section:
            yield ""
            yield title
            yield from _aligned([(_INDENT + key, _short(value)) for key, value in section.items()])
    if facts["notes"]:
        yield ""
        yield "Notes"
        yield from (_INDENT + note for note in facts["notes"])


def _plane(plane: Mapping[str, Any]) -> str:
    return f"{plane['dtype']}, {plane['unit'] or 'no unit'}"


def _overlays(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what may be laid over the pixels."""
    rows = []
    cells = facts["cells"]
    if cells is not None:
        (rows_of, columns), (height, width) = cells["shape"], cells["cell_shape"]
        missing = f", {len(cells['missing'])} without pixels" if cells["missing"] else ""
        rows.append(("Cells", f"{rows_of} × {columns} of {height} × {width} pixels{missing}"))
    for name, catalog in facts["catalogs"].items():
        roles = ", ".join(f"{role}={column}" for role, column in catalog["roles"].items())
        size = f"{catalog['rows']} rows, {len(catalog['columns'])} columns"
        rows.append(("Catalog", f"{name}: {size} ({roles})"))
    return rows


def _known(stats: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what was not measured."""
    return {
        key: value
        for key, value in stats.items()
        if value is not None
        and any(
            not (isinstance(v, float) and math.isnan(v))
            for v in (value if isinstance(value, list) else [value])
        )
    }


def _plane_table(planes: Sequence[Mapping[str, Any]], pixels: int) -> Iterator[str]:
    names = [printable(plane["name"]) for plane in planes]
    width = max(map(len, names))
    if planes[0]["count"] is None:
        for name, plane in zip(names, planes, strict=True):
            yield f"{_INDENT}{name:<{width}}  {plane['description']}".rstrip()
        return
    digits = max(len(f"{plane['count']:,}") for plane in planes)
    for name, plane in zip(names, planes, strict=True):
        share = f"{100 * plane['count'] / pixels:.3f}%"
        line = f"{_INDENT}{name:<{width}}  {plane['count']:>{digits},}  {share:>8}  {plane['description']}"
        yield line.rstrip()


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    keys = [printable(key) for key, _ in rows]
    width = max(map(len, keys))
    for key, (_, value) in zip(keys, rows, strict=True):
        yield f"{key:<{width}}  {value}"


def _short(value: Any) -> str:
    """Return one line for a value of any kind."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_short, value))
    return str(value)


def _jsonable(value: Any) -> Any:
    """Turn facts into what JSON knows; NaN and infinity, which it does not, become null."""
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_jsonable(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int | str) else str(value)
