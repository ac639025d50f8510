"""What an NDF holds besides its arrays: axes, history, names of quality bits, world coordinates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from astropy.io import fits

from imgview.errors import ImgviewError
from imgview.readers.fits.image import cards
from imgview.readers.hdf5.file import Dataset, Group
from imgview.readers.ndf import hds
from imgview.readers.ndf.array import open_array

__all__ = ["QualityName", "ast_text", "axis", "cards_of", "header_of", "history", "quality_names"]

_RECORDS_LIMIT = 1000
_BITS = 8
_CARD = 80
_UNPRINTABLE = re.compile("[^ -~]")
_LINEAR = 1e-6
_UNUSED = {"IRQ_FREE_SLOT", "IRQ_BAD_SLOT", ""}


def axis(
    data: Group | Dataset, label: str | None, unit: str | None, length: int, *, name: str = "axis"
) -> dict[str, Any]:
    """Describe the coordinates along one axis.

    Parameters
    ----------
    data : `~imgview.readers.hdf5.file.Group` or `~imgview.readers.hdf5.file.Dataset`
        The centres of the pixels.
    label, unit : `str` or `None`
        What the file calls them.
    length : `int`
        How many pixels there are along the axis.
    name : `str`, optional
        What to call the axis where something is wrong.

    Returns
    -------
    `dict`
        ``label``, ``unit``, ``centres`` (`numpy.ndarray` of `float`), ``first`` and ``last`` of them, and
        whether they are ``linear``, within a millionth of their range.

    Raises
    ------
    ImgviewError
        If the centres cannot be read, or there are not as many as pixels.
    """
    centres = open_array(data).values()
    if centres.shape != (length,):
        msg = f"{data.where}: {name} has centres of shape {centres.shape} for {length} pixels"
        raise ImgviewError(msg)
    line = np.linspace(centres[0], centres[-1], length)
    away = np.abs(centres - line)
    linear = bool(np.all(away <= _LINEAR * abs(centres[-1] - centres[0]))) and centres[0] != centres[-1]
    return {
        "label": label,
        "unit": unit,
        "centres": centres,
        "first": float(centres[0]),
        "last": float(centres[-1]),
        "linear": linear or length == 1,
    }


def header_of(ndf: Group) -> Any:
    """Return the FITS header that an NDF carries in its extension FITS.

    Parameters
    ----------
    ndf : `~imgview.readers.hdf5.file.Group`
        The NDF.

    Returns
    -------
    `astropy.io.fits.Header`
        All cards; empty where there is no such extension.
    """
    more = ndf.group("MORE")
    records = hds.lines(more.get("FITS")) if more is not None else []
    text = "".join(f"{line[:_CARD]:{_CARD}}" for line in records if line.strip() != "END")
    return fits.Header.fromstring(_UNPRINTABLE.sub("?", text))


def cards_of(ndf: Group) -> dict[str, Any]:
    """Return the cards of that header that say something of the picture.

    Parameters
    ----------
    ndf : `~imgview.readers.hdf5.file.Group`
        The NDF.

    Returns
    -------
    `dict`
        Values by keyword.
    """
    return cards(header_of(ndf))


def history(node: Group | None) -> list[dict[str, Any]]:
    """Return the records of the component HISTORY.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group` or `None`
        The component.

    Returns
    -------
    `list` of `dict`
        Texts by name: DATE, COMMAND, USER, HOST, DATASET, TEXT; the oldest first.
    """
    if node is None:
        return []
    used = hds.number(node.get("CURRENT_RECORD"))
    records = hds.cells(node.get("RECORDS"))
    count = min(len(records) if used is None else max(int(used), 0), _RECORDS_LIMIT)
    result = []
    for record in records[:count]:
        entry: dict[str, Any] = {}
        for name in ("DATE", "COMMAND", "USER", "HOST", "DATASET", "REFERENCE"):
            value = hds.text(record.get(name))
            if value is not None:
                entry[name] = value
        words = hds.lines(record.get("TEXT"))
        if words:
            entry["TEXT"] = "\n".join(words)
        if entry:
            result.append(entry)
    return result


@dataclass(frozen=True)
class QualityName:
    """The name of a quality bit."""

    name: str
    """What it is called."""
    comment: str
    """What it means."""
    bit: int | None
    """Which bit, from 0; `None` if all pixels are alike."""
    held: bool
    """Where all pixels are alike: whether they have the quality."""


def quality_names(ndf: Group, notes: list[str]) -> list[QualityName]:
    """Return the names that the IRQ library gave to bits of QUALITY.

    They are in a structure QUALITY_NAMES of one of the extensions: QUAL is an array of NAME, COMMENT, BIT
    (from 1 on) and FIXED (all pixels are alike, as VALUE says; then BIT counts only with FIXED_BIT).

    Parameters
    ----------
    ndf : `~imgview.readers.hdf5.file.Group`
        The NDF.
    notes : `list` [`str`]
        Is told of names that contradict one another.

    Returns
    -------
    `list` of `QualityName`
        In the order of the file.
    """
    more = ndf.group("MORE")
    found = []
    for name in more.names() if more is not None else []:
        extension = more.group(name) if more is not None else None
        names = extension.group("QUALITY_NAMES") if extension is not None else None
        if names is not None:
            found.append(names)
    if len(found) > 1:
        notes.append(f"quality bits are named in {len(found)} extensions; {found[0].path} counts")
    if not found:
        return []
    slots = hds.cells(found[0].get("QUAL"))
    used = hds.number(found[0].get("LAST_USED"))
    result = []
    for slot in slots[: _RECORDS_LIMIT if used is None else max(int(used), 0)]:
        name = hds.text(slot.get("NAME")) or ""
        if name.upper() in _UNUSED:
            continue
        bit = hds.number(slot.get("BIT"))
        fixed = hds.logical(slot.get("FIXED"), default=False)
        kept = not fixed or hds.logical(slot.get("FIXED_BIT"), default=False)
        valid = kept and bit is not None and 1 <= bit <= _BITS
        held = hds.logical(slot.get("VALUE"), default=False)
        comment = hds.text(slot.get("COMMENT")) or ""
        result.append(QualityName(name, comment, int(bit) - 1 if valid else None, held))
    return result


def ast_text(node: Group | None) -> str | None:
    """Return the AST text of the component WCS.

    Parameters
    ----------
    node : `~imgview.readers.hdf5.file.Group` or `None`
        The component.

    Returns
    -------
    `str` or `None`
        Lines of text; a record that starts with ``+`` continues the one before.
    """
    data = node.dataset("DATA") if node is not None else None
    if data is None or data.dtype.kind != "S":
        return None
    width = max(data.dtype.itemsize - 1, 1)
    text: list[str] = []
    for record in hds.lines(data):
        if record.startswith("+") and text:
            # Blanks at the end of a full record belong to the line.
            text[-1] = text[-1].ljust(-(-len(text[-1]) // width) * width) + record[1:]
        else:
            text.append(record[1:])
    return "\n".join(text) or None
