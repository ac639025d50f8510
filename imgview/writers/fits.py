"""Pictures in FITS as lsst.images lays them out (container version 1).

A primary HDU without data; IMAGE, MASK (and MASK, 2 ... where there are more than 31 planes), VARIANCE, or
RED, GREEN, BLUE; a table JSON whose first row is the tree; a table INDEX.  See `imgview.readers.lsst.fits`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy.io import fits
from astropy.table import Table

from imgview.geometry import Box
from imgview.model import CellCoadd, GeneralizedImage, Image, Mask, MaskSchema, SkyProjection
from imgview.model.cards import make_cards
from imgview.progress import Progress
from imgview.writers.fits_hdu import FitsStream, Rows, now
from imgview.writers.rest import placed, rest_of
from imgview.writers.sky import wcs_cards
from imgview.writers.strips import WORD_BITS, real_planes, row_count, rows_of, word_count, words_of
from imgview.writers.tree import make_tree, schema_of, url_of

__all__ = ["write_fits"]


def write_fits(
    picture: GeneralizedImage, path: Path, *, compression: str | None, progress: Progress, left_out: list[str]
) -> None:
    """Write a picture into an empty file.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        The picture.
    path : `~pathlib.Path`
        The file.
    compression : `str` or `None`
        ``"gzip"`` for tiles packed without loss, `None` for pixels as they are.
    progress : `~imgview.progress.Progress`
        Is told how many bytes of pixels are written.
    left_out : `list` [`str`]
        Is told of what cannot be written.
    """
    rest = rest_of(picture)
    primary = fits.Header()
    for keyword, comment in (
        ("FMTVER", "FITS container layout version."),
        ("INDXADDR", "Offset in bytes to the HDU index."),
        ("INDXSIZE", "Size of the HDU index."),
        ("JSONADDR", "Offset in bytes to the JSON tree HDU."),
        ("JSONSIZE", "Size of the JSON tree HDU."),
    ):
        primary.append((keyword, int(keyword == "FMTVER"), comment), bottom=True)
    primary.extend(header_cards(picture.header, left_out), bottom=True)
    primary.append(("DATE", now(), "UTC date this HDU was written."), bottom=True)
    primary.append(("DATAMODL", url_of(schema_of(picture, rest)), "Schema URL."), bottom=True)
    with path.open("wb") as file:
        stream = FitsStream(file)
        stream.primary(primary)
        sink = _FitsSink(stream, compression, progress, _tile_of(picture))
        tree = make_tree(picture, rest, sink, left_out)
        text = json.dumps(tree, separators=(",", ":")).encode()
        descriptor = np.array([len(text), 0], dtype=">i4").tobytes()
        stream.table("JSON", [("JSON", f"PB({len(text)})")], descriptor, 1, text)
        _write_index(stream)
        for name, entry in zip(("JSON", "INDX"), stream.index[-2:], strict=True):
            primary[f"{name}ADDR"] = entry["HDRADDR"]
            primary[f"{name}SIZE"] = entry["DATADDR"] + entry["DATSIZE"] - entry["HDRADDR"]
        stream.again(primary)


def header_cards(header: Mapping[str, Any], left_out: list[str]) -> fits.Header:
    """Return the cards of a picture that a new file may have too.

    Parameters
    ----------
    header : mapping
        Values by keyword.
    left_out : `list` [`str`]
        Is told of cards that FITS cannot hold.

    Returns
    -------
    `astropy.io.fits.Header`
        Without those that speak of another file's layout or coordinates.
    """
    cards, refused = make_cards(header)
    if refused:
        left_out.append(f"header cards that FITS cannot hold: {', '.join(refused)}")
    return cards


class _FitsSink:
    """Puts arrays into HDUs."""

    def __init__(
        self,
        stream: FitsStream,
        compression: str | None,
        progress: Progress,
        tile: tuple[int, int] | None,
    ) -> None:
        self._stream = stream
        self._compression = compression
        self._progress = progress
        self._tile = tile

    def image(self, image: Image, path: str) -> dict[str, Any]:
        count = row_count(image, self._multiple)
        cards = _unit_card(image)
        cards.extend(_place(image.sky_projection, image.bbox), bottom=True)
        rows = Rows(image.shape, image.dtype, self._counted(rows_of(image, count)))
        return self._write(path.upper(), 1, rows, cards)

    def mask(self, mask: Mask, path: str) -> list[dict[str, Any]]:
        count = row_count(mask, self._multiple)
        place = _place(mask.sky_projection, mask.bbox)
        references = []
        for number in range(word_count(mask.schema)):
            cards = _plane_cards(mask.schema, number)
            cards.extend(place, bottom=True)
            strips = self._counted(words_of(pixels, mask.schema, number) for pixels in rows_of(mask, count))
            rows = Rows(mask.shape, np.dtype(np.int32), strips)
            references.append(self._write(path.upper(), number + 1, rows, cards))
        return references

    def rest(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        return dict(placed(tree, self._put, self._put_table))

    def _put(self, path: str, array: npt.NDArray[Any]) -> dict[str, Any]:
        name = _hdu_name(path)
        self._stream.astropy(fits.ImageHDU(array, name=name))
        return _reference(f"fits:{name}", array.shape, array.dtype)

    def _put_table(self, path: str, columns: list[tuple[str, npt.NDArray[Any]]]) -> list[Mapping[str, Any]]:
        name = _hdu_name(path)
        hdu = fits.table_to_hdu(Table(dict(columns)))
        hdu.name = name
        self._stream.astropy(hdu)
        return [
            _reference(f"fits:{name}[{number}]", array.shape[1:], array.dtype)
            for number, (_, array) in enumerate(columns, start=1)
        ]

    @property
    def _multiple(self) -> int:
        return 1 if self._tile is None or self._compression is None else self._tile[0]

    def _counted(self, strips: Iterator[npt.NDArray[Any]]) -> Iterator[npt.NDArray[Any]]:
        for strip in strips:
            yield strip
            self._progress.advance(strip.nbytes)

    def _write(self, name: str, version: int, rows: Rows, cards: fits.Header) -> dict[str, Any]:
        if self._compression is None:
            self._stream.image(name, version, rows, cards)
        else:
            self._stream.tiled(name, version, rows, cards, self._tile)
        return _reference(f"fits:{name}" + (f",{version}" if version > 1 else ""), rows.shape, rows.dtype)


def _reference(source: str, shape: Sequence[int], dtype: np.dtype[Any]) -> dict[str, Any]:
    return {"source": source, "shape": list(shape), "datatype": dtype.name, "byteorder": "big"}


def _hdu_name(path: str) -> str:
    """Return the name of the HDU for what stands at a path in the tree."""
    return re.sub(r"[^A-Z0-9_/-]", "_", path.upper())


def _tile_of(picture: GeneralizedImage) -> tuple[int, int] | None:
    """Return the shape of tiles: the cells of a coadd that begins with a whole one."""
    grid = picture.grid if isinstance(picture, CellCoadd) else None
    if grid is None or any(
        (own - first) % size
        for own, first, size in zip(picture.bbox.start, grid.bbox.start, grid.cell_shape, strict=True)
    ):
        return None
    return grid.cell_shape.y, grid.cell_shape.x


def _unit_card(image: Image) -> fits.Header:
    if image.unit is None:
        return fits.Header()
    try:
        text = image.unit.to_string(format="fits")
    except ValueError:
        # The standard recommends units, it does not forbid others.
        text = image.unit.to_string()
    return fits.Header([("BUNIT", text)])


def _place(projection: SkyProjection | None, bbox: Box) -> fits.Header:
    """Return the WCS on the sky, and the linear WCS "A" that leads to absolute pixels."""
    cards = fits.Header() if projection is None else wcs_cards(projection, bbox)
    for axis in (1, 2):
        cards.append((f"CTYPE{axis}A", "LINEAR"), bottom=True)
    for axis in (1, 2):
        cards.append((f"CRPIX{axis}A", 1.0), bottom=True)
    for axis, start in ((1, bbox.x.start), (2, bbox.y.start)):
        cards.append((f"CRVAL{axis}A", float(start)), bottom=True)
    for axis in (1, 2):
        cards.append((f"CUNIT{axis}A", "PIXEL"), bottom=True)
    return cards


def _plane_cards(schema: MaskSchema, number: int) -> fits.Header:
    cards = fits.Header()
    planes = real_planes(schema)[number * WORD_BITS : (number + 1) * WORD_BITS]
    for bit, plane in enumerate(planes):
        cards.append((f"MSKN{bit:04d}", _ascii(plane.name), f"Name for mask plane {bit}."), bottom=True)
        cards.append((f"MSKM{bit:04d}", 1 << bit, "Bitmask for plane n=0; always 1<<n."), bottom=True)
        if plane.description:
            cards.append((f"MSKD{bit:04d}", _ascii(plane.description)), bottom=True)
    return cards


def _ascii(text: str) -> str:
    """Return text that a card can hold; the tree has it unchanged."""
    return "".join(sign if " " <= sign <= "~" else "?" for sign in text)


def _write_index(stream: FitsStream) -> None:
    """Write where every HDU is, so that a remote file can be read in parts."""
    length = max(1, *(len(entry["EXTNAME"]) for entry in stream.index))
    columns = {"EXTNAME": (f"{length}A", f"S{length}"), "EXTVER": ("J", ">i4"), "XTENSION": ("8A", "S8")}
    columns |= {"ZIMAGE": ("L", "S1")} | dict.fromkeys(("HDRADDR", "DATADDR", "DATSIZE"), ("K", ">i8"))
    rows = np.zeros(len(stream.index), dtype=[(name, kind) for name, (_, kind) in columns.items()])
    for name in columns:
        values = [entry[name] for entry in stream.index]
        rows[name] = [b"T" if value else b"F" for value in values] if name == "ZIMAGE" else values
    forms = [(name, form) for name, (form, _) in columns.items()]
    stream.table("INDEX", forms, rows.tobytes(), len(rows))
