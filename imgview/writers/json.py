"""Pictures in JSON as lsst.images lays them out: the tree with its arrays inline, meant for small ones."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import WriteError
from imgview.model import GeneralizedImage, Image, Mask
from imgview.progress import Progress
from imgview.writers.fits import header_cards
from imgview.writers.rest import placed, rest_of
from imgview.writers.strips import row_count, rows_of, word_count, words_of
from imgview.writers.tree import make_tree

__all__ = ["write_json"]

_DTYPES = ("uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64")


def write_json(
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
        Must be `None`: numbers in JSON are text; a name ending in ``.json.gz`` packs the whole file.
    progress : `~imgview.progress.Progress`
        Is told how many bytes of pixels are written.
    left_out : `list` [`str`]
        Is told of what cannot be written.
    """
    if compression is not None:
        msg = "JSON has no compression of its own; a name that ends in .json.gz packs the whole file"
        raise WriteError(msg)
    cards = header_cards(picture.header, [])
    if cards:
        left_out.append(f"{len(cards)} header cards, for which JSON has no place")
    rest = rest_of(picture)
    sink = _JsonSink(progress)
    tree = make_tree(picture, rest, sink, left_out)
    with path.open("w", encoding="utf-8") as file:
        # NaN and Infinity are written as such, as lsst.images does.
        for text in sink.unfold(json.dumps(tree, separators=(",", ":"), ensure_ascii=False)):
            file.write(text)


class _JsonSink:
    """Keeps the place of each array in the tree, and fills it while the text is written."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        # Nothing in the picture can be mistaken for it.
        self._token = secrets.token_hex(16)
        self._strips: list[Iterator[npt.NDArray[Any]]] = []

    def image(self, image: Image, path: str) -> dict[str, Any]:
        if image.dtype.name not in _DTYPES:
            msg = f"lsst.images has no {path} of type {image.dtype.name}; it has {', '.join(_DTYPES)}"
            raise WriteError(msg)
        return self._place(rows_of(image, row_count(image)), image.dtype)

    def mask(self, mask: Mask, path: str) -> list[dict[str, Any]]:
        del path
        return [self._place(_words(mask, n), np.dtype(np.int32)) for n in range(word_count(mask.schema))]

    def rest(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        return dict(placed(tree))

    def unfold(self, text: str) -> Iterator[str]:
        parts = re.split(f'"{self._token}:(\\d+)"', text)
        yield parts[0]
        for number, rest in zip(parts[1::2], parts[2::2], strict=True):
            yield "["
            separator = ""
            for strip in self._strips[int(number)]:
                for row in strip:
                    yield separator + json.dumps(row.tolist(), separators=(",", ":"))
                    separator = ","
                    self._progress.advance(row.nbytes)
            yield "]" + rest

    def _place(self, strips: Iterator[npt.NDArray[Any]], dtype: np.dtype[Any]) -> dict[str, Any]:
        self._strips.append(strips)
        return {"data": f"{self._token}:{len(self._strips) - 1}", "datatype": dtype.name}


def _words(mask: Mask, number: int) -> Iterator[npt.NDArray[np.int32]]:
    for pixels in rows_of(mask, row_count(mask)):
        yield words_of(pixels, mask.schema, number)
