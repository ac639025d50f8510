"""``imgview info``: say in a few lines, or in JSON, what a file holds."""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from astropy import units as u

from imgview.errors import ImgviewError
from imgview.model import GeneralizedImage, Image, Mask, MaskedImage, VisitImage
from imgview.readers import identify, read

__all__ = ["add_arguments", "gather", "run"]

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
    parser.add_argument("file", metavar="FILE", help="the file, of any format that imgview reads")
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
        Exit status: 0, or 1 with one line on standard error if the file cannot be read.
    """
    try:
        picture = read(args.file, format=args.format, hdu=args.hdu, plane=args.plane)
        format_name = args.format or identify(args.file, hdu=args.hdu, plane=args.plane)
        facts = {"file": args.file, "format": format_name} | gather(picture)
    except ImgviewError as error:
        print(f"imgview: {_safe(str(error), sys.stderr)}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(_jsonable(facts), indent=2))
    else:
        for line in _lines(facts, header=args.header):
            print(_safe(line, sys.stdout))
    return 0


def gather(picture: GeneralizedImage) -> dict[str, Any]:
    """Collect the facts of a picture; the bits of its mask are read to be counted.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        What was read.

    Returns
    -------
    `dict`
        Keys ``class``, ``title``, ``shape`` (rows, columns), ``bbox`` (absolute, ends exclusive), ``dtype``,
        ``unit``, ``tile`` (shape of a compressed tile), ``variance``, ``mask_planes``, ``sky`` (ICRS
        degrees of the centre, arcsec per pixel), ``psf``, ``detector``, ``obs_info``, ``summary_stats``,
        ``metadata``, ``header`` and ``notes``; `None` or empty where there is nothing to say.
    """
    box = picture.bbox
    image = picture.image if isinstance(picture, MaskedImage) else picture
    mask = (
        picture.mask if isinstance(picture, MaskedImage) else picture if isinstance(picture, Mask) else None
    )
    variance = picture.variance if isinstance(picture, MaskedImage) else None
    visit = picture if isinstance(picture, VisitImage) else None
    data = image.data if isinstance(image, Image | Mask) else None
    return {
        "class": type(picture).__name__,
        "title": picture.title,
        "shape": [box.y.size, box.x.size],
        "bbox": {"y": [box.y.start, box.y.stop], "x": [box.x.start, box.x.stop]},
        "dtype": str(getattr(data, "dtype", "")),
        "unit": _unit(getattr(image, "unit", None)),
        "tile": list(getattr(data, "chunks", None) or []),
        "variance": None
        if variance is None
        else {"dtype": str(variance.dtype), "unit": _unit(variance.unit)},
        "mask_planes": [] if mask is None else _planes(mask),
        "sky": _sky(picture),
        "psf": {} if visit is None else visit.psf,
        "detector": {} if visit is None else visit.detector,
        "bounds": None if visit is None or visit.bounds is None else visit.bounds.tolist(),
        "backgrounds": {} if visit is None else visit.backgrounds,
        "band": None if visit is None else visit.band,
        "obs_info": {} if visit is None else visit.obs_info,
        "summary_stats": {} if visit is None else visit.summary_stats,
        "metadata": picture.metadata,
        "header": dict(picture.header),
        "notes": picture.notes,
    }


def _index_or_name(text: str) -> int | str:
    try:
        return int(text)
    except ValueError:
        return text


def _unit(unit: u.UnitBase | None) -> str | None:
    return None if unit is None else str(unit)


def _planes(mask: Mask) -> list[dict[str, Any]]:
    counts, descriptions = mask.counts(), mask.schema.descriptions
    return [
        {"name": name, "description": descriptions[name], "count": counts[name]} for name in mask.schema.names
    ]


def _sky(picture: GeneralizedImage) -> dict[str, Any] | None:
    projection = picture.sky_projection
    if projection is None:
        return None
    x, y = picture.bbox.x.center, picture.bbox.y.center
    sky = projection.pixel_to_sky(x=x, y=y)
    return {
        "x": x,
        "y": y,
        "ra": float(sky.ra.deg),
        "dec": float(sky.dec.deg),
        "pixel_scale": float(projection.pixel_scale(x=x, y=y).to_value(u.arcsec)),
        "sexagesimal": sky.to_string("hmsdms", sep=":", precision=2),
    }


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
        ("Type", facts["dtype"] + (f", compressed in tiles of {tile[0]} × {tile[1]}" if tile else "")),
        ("Unit", facts["unit"] or "not given"),
        ("Variance", "" if variance is None else f"{variance['dtype']}, {variance['unit'] or 'no unit'}"),
    ]
    sky = facts["sky"]
    if sky is None:
        rows.append(("Sky", "no projection"))
    else:
        rows.append(("Centre", f"{sky['sexagesimal']}  (RA {sky['ra']:.7f}°, Dec {sky['dec']:+.7f}°, ICRS)"))
        rows.append(("Scale", f"{sky['pixel_scale']:.5f} arcsec per pixel"))
    rows.append(("PSF", ", ".join(f"{key} {_short(value)}" for key, value in facts["psf"].items())))
    detector = facts["detector"]
    rows.append(
        ("Detector", ", ".join(f"{key} {_short(detector[key])}" for key in ("name", "id") if key in detector))
    )
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
    names = [_printable(plane["name"]) for plane in planes]
    width = max(map(len, names))
    digits = max(len(f"{plane['count']:,}") for plane in planes)
    for name, plane in zip(names, planes, strict=True):
        share = f"{100 * plane['count'] / pixels:.3f}%"
        line = f"{_INDENT}{name:<{width}}  {plane['count']:>{digits},}  {share:>8}  {plane['description']}"
        yield line.rstrip()


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    keys = [_printable(key) for key, _ in rows]
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


def _printable(text: str) -> str:
    """Escape what a terminal would obey or could not show."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in str(text))


def _safe(line: str, stream: Any) -> str:
    """Return a line that a stream can take, whatever the file put into it."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return _printable(line).encode(encoding, "backslashreplace").decode(encoding)


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
