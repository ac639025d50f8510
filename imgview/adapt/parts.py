"""The parts of somebody else's object: had one by one, each failure named by its class and its part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from astropy.wcs import WCS

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import Box
from imgview.model import GeneralizedImage, Image, SkyProjection
from imgview.readers.units import parse_unit

__all__ = ["Adapter", "Wanted", "as_image", "class_name", "fact", "family", "has", "part", "sky_of_wcs"]

_QUOTED = 200


@dataclass(frozen=True)
class Wanted:
    """What the user asked for besides the object."""

    format: str | None = None
    hdu: int | str | None = None
    plane: int | None = None
    mask_hdu: Any = None
    planes: Any = None


@dataclass(frozen=True)
class Adapter:
    """One family of objects."""

    name: str
    """What a person calls it."""

    knows: Callable[[Any], bool]
    """Tells whether an object is of the family, and does not touch its pixels."""

    convert: Callable[[Any, Wanted], GeneralizedImage]
    """Makes it an object of the model, which shares its pixels."""

    takes: frozenset[str] = frozenset()
    """Which parts of `Wanted` make sense for it."""


def class_name(obj: Any) -> str:
    """Return what messages call an object.

    Parameters
    ----------
    obj : `object`
        Of any class.

    Returns
    -------
    `str`
        Its class, with the public part of its module.
    """
    kind = type(obj)
    module = kind.__module__.partition("._")[0]
    return kind.__qualname__ if module in {"builtins", "__main__"} else f"{module}.{kind.__qualname__}"


def family(obj: Any, package: str) -> set[str]:
    """Return the names of the classes of a package that an object is an instance of.

    Parameters
    ----------
    obj : `object`
        Of any class.
    package : `str`
        For instance ``"lsst.images"``; it is not imported.

    Returns
    -------
    `set` of `str`
        Empty if it is no object of the package.
    """
    return {kind.__name__ for kind in type(obj).__mro__ if (kind.__module__ + ".").startswith(package + ".")}


def has(obj: Any, *names: str) -> bool:
    """Tell whether an object has attributes, even such as raise when asked for.

    Parameters
    ----------
    obj : `object`
        Of any class.
    *names : `str`
        What they are called.

    Returns
    -------
    `bool`
        True if none is missing.
    """
    for name in names:
        try:
            getattr(obj, name)
        except AttributeError:
            return False
        except Exception:  # noqa: BLE001, S112 - it is there; what is wrong with it is told when it is used
            continue
    return True


@contextmanager
def part(obj: Any, name: str) -> Iterator[None]:
    """Turn whatever goes wrong with a part of an object into one error that names both.

    Parameters
    ----------
    obj : `object`
        Whose part it is.
    name : `str`
        What the part is called.

    Raises
    ------
    ImgviewError
        Instead of anything that is raised in the block.
    """
    where = f"{class_name(obj)}: its {name}" if name else class_name(obj)
    try:
        yield
    except ImgviewError as error:
        msg = f"{where}: {error}"
        raise type(error)(msg) from error
    except Exception as error:  # a property of somebody else's may raise anything
        msg = f"{where} cannot be had: {type(error).__name__}: {error}"[: 4 * _QUOTED]
        raise ImgviewError(msg) from error


def fact(name: str, get: Callable[[], Any], notes: list[str]) -> Any:
    """Return a part that a picture can do without.

    Parameters
    ----------
    name : `str`
        What the part is called.
    get : callable
        Returns it.
    notes : `list` [`str`]
        Is told if that fails.

    Returns
    -------
    `object`
        `None` if that fails.
    """
    try:
        return get()
    except Exception as error:  # noqa: BLE001 - no fact may hide a picture
        notes.append(f"{name} could not be read: {type(error).__name__}: {error}"[:_QUOTED])
        return None


def as_image(
    obj: Any,
    name: str,
    array: Any,
    *,
    bbox: Box | None = None,
    yx0: Sequence[int] | None = None,
    unit: Any = None,
    **kwargs: Any,
) -> Image:
    """Return an image that shares an array of somebody else's object.

    Parameters
    ----------
    obj : `object`
        Whose array it is.
    name : `str`
        Which part of it.
    array : `~imgview.model.ArrayLike2D`
        The pixels, in memory or not.
    bbox : `~imgview.geometry.Box`, optional
        Absolute box of the pixels.
    yx0 : pair of `int`, optional
        Absolute coordinates of the first pixel.
    unit : `astropy.units.Unit` or `str`, optional
        A text that is no unit is kept as it is.
    **kwargs
        As for `~imgview.model.Image`.

    Returns
    -------
    `~imgview.model.Image`
        Not read.

    Raises
    ------
    ImgviewError
        If it cannot be an image; names class and part.
    """
    with part(obj, name):
        shape = tuple(getattr(array, "shape", None) or np.shape(array))
        if len(shape) != 2:
            hint = ": choose one plane first, for instance array[0], or by plane=" if len(shape) > 2 else ""
            msg = f"an image has two axes, got an array of shape {shape}{hint}"
            raise ShapeError(msg)
        if isinstance(unit, str):
            unit = parse_unit(unit)
        return Image(array, bbox=bbox, yx0=yx0, unit=unit, **kwargs)


def sky_of_wcs(wcs: Any, yx0: Sequence[int], notes: list[str], *, strict: str = "") -> SkyProjection | None:
    """Return the projection that somebody else's WCS describes.

    Parameters
    ----------
    wcs : `astropy.wcs.WCS`, FITS header, `~imgview.model.SkyProjection` or `None`
        It speaks the local pixels of the array, a header from 1 on.
    yx0 : pair of `int`
        Absolute coordinates of the first pixel.
    notes : `list` [`str`]
        Is told if it describes no projection.
    strict : `str`, optional
        What to call it in an error that is raised instead.

    Returns
    -------
    `~imgview.model.SkyProjection` or `None`
        `None` if there is none.

    Raises
    ------
    ImgviewError
        If ``strict`` and it describes none.
    """
    if wcs is None or isinstance(wcs, SkyProjection):
        return wcs
    found = None
    # An astropy WCS may be hidden in the wrappers of a slice.
    low = getattr(wcs, "low_level_wcs", wcs)
    try:
        if isinstance(low, WCS):
            whole = low if low.naxis == 2 else low.celestial
            found = SkyProjection(whole, yx0=yx0) if whole.has_celestial else None
        elif hasattr(wcs, "keys") or hasattr(wcs, "cards"):
            found = SkyProjection.from_header(wcs, yx0)
        elif hasattr(low, "to_header"):
            found = SkyProjection.from_header(low.to_header(), yx0)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is no projection
        notes.append(f"the WCS cannot be used: {type(error).__name__}: {error}"[:_QUOTED])
    if found is None and strict:
        msg = f"{strict}: a {class_name(wcs)} that leads to no sky; give an astropy WCS or a FITS header"
        raise ImgviewError(msg)
    if found is None and not (isinstance(low, WCS) and not low.has_celestial):
        notes.append(f"the WCS, a {class_name(wcs)}, describes no sky projection that can be used")
    return found
