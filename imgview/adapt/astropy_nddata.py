"""NDData, CCDData and Cutout2D of astropy: data, mask or bit flags, uncertainty, WCS and meta, shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from astropy import units as u
from astropy.nddata import Cutout2D, NDData

from imgview.adapt.masks import MASKED, as_mask, names_of_flags
from imgview.adapt.parts import Adapter, Wanted, as_image, part, sky_of_wcs
from imgview.errors import ShapeError
from imgview.model import Image, MaskedImage
from imgview.readers.uncertainty import KINDS, VariancePlane

__all__ = ["CUTOUT", "NDDATA"]


class OneBit:
    """Where one bit of integers is set, found out when read."""

    def __init__(self, words: npt.NDArray[Any], bit: int) -> None:
        self.shape, self.dtype = words.shape, np.dtype(bool)
        self._words, self._bit = words, words.dtype.type(1 << bit)

    def __getitem__(self, key: tuple[slice, slice]) -> npt.NDArray[np.bool_]:
        return np.asarray(self._words[key] & self._bit, dtype=bool)


def _nddata(obj: Any, wanted: Wanted) -> Image | MaskedImage:
    notes: list[str] = []
    with part(obj, "meta"):
        meta = {str(key): value for key, value in (obj.meta or {}).items()}
    with part(obj, "wcs"):
        projection = sky_of_wcs(obj.wcs, (0, 0), notes)
    with part(obj, "data"):
        data, unit = obj.data, obj.unit
    image = as_image(obj, "data", data, unit=unit, sky_projection=projection, metadata=meta)
    with part(obj, "mask"):
        bits = _bits(obj, image)
        planes = _planes(meta) if wanted.planes is None else wanted.planes
        mask = None
        if bits is not None:
            if not isinstance(bits, Mapping) and np.dtype(bits.dtype).kind == "b" and wanted.planes is None:
                planes = None
            mask = as_mask(bits, bbox=image.bbox, planes=planes, sky_projection=projection, notes=notes)
    with part(obj, "uncertainty"):
        variance = _variance(obj.uncertainty, image, notes)
    picture: Image | MaskedImage = image
    if mask is not None or variance is not None:
        with part(obj, ""):
            picture = MaskedImage(image, mask=mask, variance=variance, metadata=meta)
    picture.header, picture.notes = meta, notes
    return picture


def _bits(obj: Any, image: Image) -> Any:
    """Return the mask, and the flags that some classes have besides."""
    mask, flags = obj.mask, getattr(obj, "flags", None)
    if mask is not None and not hasattr(mask, "dtype"):
        mask = np.asarray(mask)
    if mask is not None and np.ndim(mask) == 0:
        mask = np.broadcast_to(mask, image.shape)
    if flags is None:
        return mask
    if not isinstance(flags, Mapping):
        flags = np.asarray(flags)
        if mask is None:
            return flags
        names = _planes(obj.meta or {}) or {}
        by_bit = {bit[0] if isinstance(bit, tuple) else bit: name for name, bit in names.items()}
        seen = int(np.bitwise_or.reduce(flags, axis=None))
        bits = [bit for bit in range(8 * flags.dtype.itemsize) if seen >> bit & 1 or bit in by_bit]
        flags = {by_bit.get(bit, f"BIT {bit}"): OneBit(flags, bit) for bit in bits}
    return flags if mask is None else {MASKED.name: mask, **flags}


def _planes(meta: Mapping[str, Any]) -> Any:
    """Return what the meta says of bits: a flag map of astropy, ``planes``, or afw's ``MP_`` cards."""
    for value in meta.values():
        names = names_of_flags(value)
        if names is not None:
            return names
    named = meta.get("planes")
    if isinstance(named, Mapping) and named:
        return named
    cards = {
        key[3:]: value for key, value in meta.items() if key.startswith("MP_") and isinstance(value, int)
    }
    return cards or None


def _variance(uncertainty: Any, image: Image, notes: list[str]) -> Image | None:
    """Return the square of the standard deviations, computed where it is looked at if it is not there."""
    array = getattr(uncertainty, "array", None)
    if array is None:
        return None
    kind = str(getattr(uncertainty, "uncertainty_type", ""))
    if kind not in KINDS:
        notes.append(f"an uncertainty of the kind {kind or 'unknown'!r} cannot be shown as a variance")
        return None
    if tuple(np.shape(array)) != tuple(image.shape):
        msg = f"it has the shape {tuple(np.shape(array))}, but the data have {tuple(image.shape)}"
        raise ShapeError(msg)
    factor = 1.0
    given = getattr(uncertainty, "unit", None)
    if given is not None and image.unit is not None:
        try:
            factor = float(given.to(image.unit ** KINDS[kind]))
        except u.UnitsError:
            notes.append(f"the uncertainty is in {given}, which does not go with {image.unit}: not shown")
            return None
    if kind == "var" and factor == 1:
        return Image(array, bbox=image.bbox)
    return Image(VariancePlane(array, kind, factor), bbox=image.bbox)


def _cutout(obj: Any, _: Wanted) -> Image:
    notes: list[str] = []
    with part(obj, "place in the original"):
        # Where a cutout reaches beyond the original, its own first pixels are no part of that.
        yx0 = tuple(
            int(theirs.start) - int(own.start)
            for theirs, own in zip(obj.slices_original, obj.slices_cutout, strict=True)
        )
    with part(obj, "wcs"):
        projection = sky_of_wcs(obj.wcs, yx0, notes)
    with part(obj, "data"):
        data = obj.data
    image = as_image(obj, "data", data, yx0=yx0, sky_projection=projection)
    image.notes = notes
    return image


NDDATA = Adapter("astropy NDData", lambda obj: isinstance(obj, NDData), _nddata, frozenset({"planes"}))
CUTOUT = Adapter("astropy Cutout2D", lambda obj: isinstance(obj, Cutout2D), _cutout)
