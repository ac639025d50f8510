"""From a picture to a file: which layout the name of the file, or the user, asks for.

Each layout has one entry in `WRITERS`; a new one is one module and one entry.
"""

from __future__ import annotations

import gzip
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from types import EllipsisType
from typing import Any

from imgview.errors import ImgviewError, UnknownNameError, WriteError
from imgview.model import ColorImage, GeneralizedImage, MaskedImage
from imgview.progress import Progress
from imgview.writers.atomic import replacing
from imgview.writers.fits import write_fits
from imgview.writers.json import write_json
from imgview.writers.ndf import write_ndf

__all__ = ["WRITERS", "Writer", "write"]

_COMPRESSIONS = {"gzip": "gzip", "gzip_2": "gzip", "none": None}


@dataclass(frozen=True)
class Writer:
    """One layout."""

    name: str
    """What ``format=`` calls it."""

    suffixes: tuple[str, ...]
    """Ends of file names that ask for it."""

    compression: str | None
    """How it packs pixels unless told otherwise."""

    write: Callable[..., None]
    """Writes it."""


WRITERS: tuple[Writer, ...] = (
    Writer("fits", (".fits", ".fit", ".fts"), "gzip", write_fits),
    Writer("ndf", (".sdf", ".h5"), None, write_ndf),
    Writer("json", (".json",), None, write_json),
)
"""All layouts."""


def write(
    picture: GeneralizedImage,
    path: str | PathLike[str],
    *,
    format: str | None = None,
    overwrite: bool = False,
    compression: str | EllipsisType | None = ...,
) -> None:
    """Write a picture of the model; `imgview.write` says what the arguments mean.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        A picture or a part of one.
    path, format, overwrite, compression : `object`
        As for `imgview.write`.

    Raises
    ------
    WriteError
        If the file exists, cannot be written, or cannot hold what the picture has.
    UnknownNameError
        If there is no such format or compression.

    Warns
    -----
    UserWarning
        Names what the picture has and the file has no place for.
    """
    name = fspath(path)
    writer, packed = _choose(name, format)
    how = _compression(writer, compression)
    left_out: list[str] = []
    progress = Progress(f"writing {name}", _size(picture))
    try:
        with replacing(Path(name), overwrite=overwrite) as temporary:
            writer.write(picture, temporary, compression=how, progress=progress, left_out=left_out)
            if packed:
                _pack(temporary)
    except WriteError as error:
        if str(error).startswith(name):
            raise
        msg = f"{name}: {error}"
        raise WriteError(msg) from error
    except ImgviewError:
        # What could not be read names the file that it was read from.
        raise
    except (OSError, RuntimeError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"{name}: the file cannot be written: {reason}"
        raise WriteError(msg) from error
    finally:
        progress.close()
    if left_out:
        warnings.warn(f"{name}: not written: {'; '.join(left_out)}", stacklevel=3)


def _choose(name: str, format: str | None) -> tuple[Writer, bool]:
    """Return the layout, and whether the whole file is to be packed."""
    lower = name.lower()
    packed = lower.endswith(".gz")
    if format is not None:
        known = {writer.name: writer for writer in WRITERS}
        if format not in known:
            raise UnknownNameError.near(kind="format", name=format, known=known)
        return known[format], packed
    stem = lower.removesuffix(".gz")
    for writer in WRITERS:
        if stem.endswith(writer.suffixes):
            return writer, packed
    suffixes = ", ".join(suffix for writer in WRITERS for suffix in writer.suffixes)
    msg = f"{name}: the name says nothing of a format; let it end in one of {suffixes}, or give format="
    raise WriteError(msg)


def _compression(writer: Writer, compression: str | EllipsisType | None) -> str | None:
    if compression is ...:
        return writer.compression
    if compression is None:
        return None
    folded = str(compression).casefold()
    if folded not in _COMPRESSIONS:
        raise UnknownNameError.near(kind="compression", name=compression, known=_COMPRESSIONS)
    return _COMPRESSIONS[folded]


def _size(picture: GeneralizedImage) -> int:
    """Estimate how many bytes of pixels will be written."""
    planes: list[Any] = [picture]
    if isinstance(picture, ColorImage):
        planes = list(picture.channels)
    elif isinstance(picture, MaskedImage):
        planes = [plane for plane in (picture.image, picture.mask, picture.variance) if plane is not None]
    return sum(
        picture.bbox.area * (plane.dtype.itemsize if hasattr(plane, "dtype") else 4) for plane in planes
    )


def _pack(path: Path) -> None:
    """Pack a file with gzip, in place."""
    packed = path.with_name(path.name + ".gz")
    try:
        with (
            path.open("rb") as source,
            packed.open("xb") as file,
            gzip.GzipFile("", "wb", 6, file, 0) as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)
        packed.replace(path)
    finally:
        packed.unlink(missing_ok=True)
