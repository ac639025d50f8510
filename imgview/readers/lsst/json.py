"""Files of lsst.images in JSON: the tree, with arrays written out in it as nested lists of numbers.

Arrays are ``{"data": [[...], ...], "datatype": "float32"}``; NaN and Infinity stand for themselves, which
strict JSON does not know.  Pointers are ``{"$ref": "#/indirect/0"}``, into a list at the top of the tree.
Mask planes lie 31 to an array in int32, as in FITS.  The format is meant for small images.  The text is held
in memory, and numbers are made of it row by row when they are asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from imgview.errors import ReadError
from imgview.model import ArrayLike2D, GeneralizedImage, MaskSchema
from imgview.model.kept import Kept, without_planes
from imgview.progress import Progress
from imgview.readers.lsst.facts import inline_shape
from imgview.readers.lsst.inline_array import InlineArray, text_shape
from imgview.readers.lsst.mask import unpacked_planes
from imgview.readers.lsst.tree import read_tree
from imgview.readers.storage.source import Source

__all__ = ["read_lsst_json"]

# The text stays in memory, and pixels take at most twice as much again.
_LONGEST = 1 << 30
# All that is no array becomes Python objects, which may take twenty times the memory of their text.
_LONGEST_TREE = 64 << 20
_SLOW = 32 << 20
_KEY = b'"data"'
_OPENING = re.compile(rb'"data"\s*:\s*(?=\[)')
_CLOSING = re.compile(rb'\s*,\s*"datatype"')
_POINTER = re.compile(r"#/indirect/(\d{1,9})")
_LIFTED = "lifted"


def read_lsst_json(source: Source, *, whole: bool = True) -> GeneralizedImage:
    """Read a picture.

    Parameters
    ----------
    source : `~imgview.readers.storage.source.Source`
        The file.
    whole : `bool`, optional
        False where one HDU or plane was asked for.

    Returns
    -------
    `Image`, `Mask`, `MaskedImage`, `VisitImage`, `DifferenceImage`, `CellCoadd` or `ColorImage`
        Numbers are made of the text when they are asked for.

    Raises
    ------
    SchemaError
        If the schema is unknown or too new.
    ReadError
        If the file is no valid JSON, too long, or not what its schema says.
    ShapeError
        If planes that must have one shape do not.
    """
    if not whole:
        msg = f"{source.name}: hdu= and plane= are for FITS and HDF5; this is JSON"
        raise ReadError(msg)
    if source.size > _LONGEST:
        msg = (
            f"{source.name}: {source.size} bytes of JSON, of which at most {_LONGEST} are read: pixels as "
            "text are for small images; write FITS"
        )
        raise ReadError(msg)
    tree, arrays = _parse(source.name, source.read(0, source.size))
    store = _JsonStore(source.name, tree, arrays)
    picture = read_tree(tree, store)
    picture.kept = Kept("json", lambda: store.spelled_out(without_planes(tree)), store.part)
    if source.size > _SLOW:
        picture.notes.append(
            f"{source.size >> 20} MiB of pixels written as text, which is slow to read; FITS and NDF are not"
        )
    return picture


def _parse(name: str, text: bytearray) -> tuple[Any, list[bytes]]:
    """Return the tree without its arrays, and the text of these."""
    with Progress(f"reading {name}", len(text)) as progress:
        skeleton, arrays = _lift(text, progress)
    if len(skeleton) > _LONGEST_TREE:
        msg = (
            f"{name}: {len(skeleton)} bytes of JSON besides arrays, of which at most {_LONGEST_TREE} are "
            "read: the file is damaged"
        )
        raise ReadError(msg)
    try:
        return json.loads(skeleton), arrays
    except (ValueError, RecursionError) as error:
        msg = f"{name}: no valid JSON: {error}"
        raise ReadError(msg) from error


def _lift(text: bytearray, progress: Progress) -> tuple[bytes, list[bytes]]:
    """Take arrays out of the text, and leave their numbers in a list in their place.

    In valid JSON a quote that opens or closes a string is never behind a backslash, and what an array of
    numbers is made of has neither quotes nor braces.  An array whose type is not named right behind it stays.
    """
    kept: list[bytes | bytearray] = []
    arrays: list[bytes] = []
    view = memoryview(text)
    done = 0
    place = text.find(_KEY)
    while place >= 0:
        opening = _OPENING.match(text, place)
        after = place + len(_KEY)
        if opening is not None and text[place - 1 : place] != b"\\":
            start = opening.end()
            quote = text.find(b'"', start)
            after = len(text) if quote < 0 else quote
            end = text.rfind(b"]", start, after) + 1
            array = bytes(view[start:end]) if _CLOSING.match(text, end) else b""
            if text_shape(array) is not None:
                kept += [text[done:start], b'{"%s": %d}' % (_LIFTED.encode(), len(arrays))]
                done = start + len(array)
                arrays.append(array)
                progress.advance(len(array))
        place = text.find(_KEY, after)
    kept.append(text[done:])
    return b"".join(kept), arrays


class _JsonStore:
    """Finds the arrays of a tree in the tree itself."""

    def __init__(self, name: str, tree: Any, arrays: Sequence[bytes]) -> None:
        self.name = name
        self._indirect = tree.get("indirect") if isinstance(tree, Mapping) else None
        self._arrays = arrays

    def follow(self, tree: Any) -> Any:
        seen: set[str] = set()
        while isinstance(tree, Mapping) and "$ref" in tree:
            pointer = tree["$ref"]
            match = _POINTER.fullmatch(pointer) if isinstance(pointer, str) else None
            shown = str(pointer)[:60]
            if match is None:
                msg = f"{self.name}: the pointer {shown!r} is not like '#/indirect/0': the file is damaged"
                raise ReadError(msg)
            if pointer in seen:
                msg = f"{self.name}: the pointer {shown!r} leads in a circle: the file is damaged"
                raise ReadError(msg)
            seen.add(pointer)
            if not isinstance(self._indirect, list) or int(match[1]) >= len(self._indirect):
                msg = f"{self.name}: the pointer {shown!r} leads nowhere: the file is damaged"
                raise ReadError(msg)
            tree = self._indirect[int(match[1])]
        return tree

    def image(self, reference: Mapping[str, Any], what: str) -> ArrayLike2D:
        where = f"{self.name}: the {what}"
        text, data = self._text(reference), reference.get("data")
        if text is None and isinstance(data, list):
            text = json.dumps(data).encode()
        if text is None:
            found = f"refers to {str(reference['source'])[:60]!r}" if "source" in reference else "is not one"
            msg = f"{where} {found}, where an array written out as lists of numbers is needed"
            raise ReadError(msg)
        return InlineArray(text, reference.get("datatype"), where)

    def mask(self, references: Sequence[Mapping[str, Any]], schema: MaskSchema, what: str) -> ArrayLike2D:
        words = [self.image(reference, what) for reference in references]
        for word in words:
            if np.dtype(word.dtype).kind not in "iu":
                msg = f"{self.name}: a mask must hold integers, its array is of type {word.dtype}"
                raise ReadError(msg)
        return unpacked_planes(self.name, words, schema)

    def shape(self, reference: Mapping[str, Any]) -> tuple[int, ...] | None:
        text = self._text(reference)
        return inline_shape(reference) if text is None else text_shape(text)

    def sky_projection(self, reference: Mapping[str, Any], yx0: tuple[int, int]) -> None:
        """Return nothing, for no header stands beside an array."""

    def spelled_out(self, tree: Any) -> Any:
        """Return a tree whose arrays stand in it as lists again."""
        if isinstance(tree, Mapping):
            text = self._text(tree)
            if text is not None:
                return {**tree, "data": json.loads(text)}
            return {key: self.spelled_out(value) for key, value in tree.items()}
        return [self.spelled_out(item) for item in tree] if isinstance(tree, list) else tree

    def part(self, pointer: str) -> Any:
        """Return the tree that a pointer leads to."""
        return self.spelled_out(self.follow({"$ref": pointer}))

    def _text(self, reference: Mapping[str, Any]) -> bytes | None:
        data = reference.get("data")
        number = data.get(_LIFTED) if isinstance(data, Mapping) else None
        if isinstance(number, int) and 0 <= number < len(self._arrays):
            return self._arrays[number]
        return None
