"""The tree that every lsst.images file carries, whatever its container: what it says of a picture.

It is the counterpart of `imgview.readers.lsst.tree`.  Every tree bears its version and its schema; where the
arrays go is the container's affair (`ArraySink`), whose answers stand in the tree in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import Any, Protocol

import numpy as np
from astropy import units as u

from imgview.errors import WriteError
from imgview.model import CellCoadd, ColorImage, GeneralizedImage, Image, Mask, MaskedImage, MaskSchema
from imgview.writers.rest import schema_name
from imgview.writers.sky import sky_tree

__all__ = ["ArraySink", "make_tree", "schema_of", "url_of"]

_URL = "https://images.lsst.io/schemas"
_VERSIONS = {"color_image": "1.0.0.dev0"}
_FRACTION, _NOISE = "mask fraction ", "noise "
# What only the richer classes have, in their words.
_FACTS = (
    "psf",
    "obs_info",
    "summary_stats",
    "detector",
    "bounds",
    "band",
    "physical_filter",
    "backgrounds",
    "templates",
    "kernel",
    "grid",
    "skymap",
    "tract",
    "patch",
    "provenance",
    "aperture_corrections",
    "photometric_scaling",
)


class ArraySink(Protocol):
    """Where a container puts the arrays of a picture; each call returns what stands for it in the tree."""

    def image(self, image: Image, path: str) -> dict[str, Any]:
        """Store a plane of numbers."""

    def mask(self, mask: Mask, path: str) -> list[dict[str, Any]]:
        """Store the bits of a mask."""

    def rest(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """Store the arrays of what `~imgview.writers.rest.rest_of` returned."""


def url_of(schema: str) -> str:
    """Return the address that names a schema and its version.

    Parameters
    ----------
    schema : `str`
        Its name.

    Returns
    -------
    `str`
        As files have it.
    """
    return f"{_URL}/{schema}-{_VERSIONS.get(schema, '1.0.0')}"


def schema_of(picture: GeneralizedImage, rest: Mapping[str, Any] | None) -> str:
    """Choose the schema under which a picture is written.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        The picture.
    rest : mapping or `None`
        What its file says besides planes; see `~imgview.writers.rest.rest_of`.

    Returns
    -------
    `str`
        Name of the schema.
    """
    if rest is not None:
        return schema_name(rest)
    if isinstance(picture, ColorImage):
        return "color_image"
    if isinstance(picture, MaskedImage):
        return "image" if picture.mask is None and picture.variance is None else "masked_image"
    return "mask" if isinstance(picture, Mask) else "image"


def make_tree(
    picture: GeneralizedImage, rest: Mapping[str, Any] | None, sink: ArraySink, left_out: list[str]
) -> dict[str, Any]:
    """Write the arrays of a picture and make the tree that says what they are.

    Parameters
    ----------
    picture : `~imgview.model.GeneralizedImage`
        The picture.
    rest : mapping or `None`
        What its file says besides planes; see `~imgview.writers.rest.rest_of`.
    sink : `ArraySink`
        Takes its arrays, in the order in which lsst.images writes them.
    left_out : `list` [`str`]
        Is told of what cannot be written.

    Returns
    -------
    `dict`
        The tree.
    """
    schema = schema_of(picture, rest)
    left_out += _homeless(picture, rest)
    keys: dict[str, Any]
    if isinstance(picture, ColorImage):
        keys = {
            name: _image(channel, name, sink, left_out)
            for name, channel in zip(("red", "green", "blue"), picture.channels, strict=True)
        }
    elif isinstance(picture, MaskedImage):
        keys = _planes(picture, sink, left_out)
        if schema == "image":
            keys = {key: value for key, value in keys["image"].items() if key in {"data", "yx0"}}
        if rest is not None:
            keys |= _extras(picture, schema, sink, left_out) | sink.rest(rest)
    elif isinstance(picture, Mask):
        keys = _mask_keys(picture, sink)
    elif isinstance(picture, Image):
        keys = _image_keys(picture, "image", sink)
    else:
        msg = f"there is no layout for a {type(picture).__name__}"
        raise WriteError(msg)
    sky = _sky(picture, left_out)
    if sky is not None:
        keys["sky_projection"] = sky
    metadata = _metadata(picture.metadata, left_out)
    if rest is not None:
        return {**({"metadata": metadata} if metadata else {}), **keys}
    return _stamped(schema, keys, metadata)


def _extras(picture: MaskedImage, schema: str, sink: ArraySink, left_out: list[str]) -> dict[str, Any]:
    """Store the further planes of a coadd."""
    if schema != "cell_coadd":
        return {}
    fractions: dict[str, Any] = {}
    noise: list[Any] = []
    for name, plane in picture.extras.items():
        if name.startswith(_FRACTION):
            key = name.removeprefix(_FRACTION)
            fractions[key] = _image(plane, f"mask_fractions/{key}", sink, left_out)
        elif name.startswith(_NOISE):
            noise.append(_image(plane, f"noise_realizations/{len(noise)}", sink, left_out))
    return {"mask_fractions": fractions, "noise_realizations": noise}


def _planes(picture: MaskedImage, sink: ArraySink, left_out: list[str]) -> dict[str, Any]:
    """Store image, mask and variance; lsst.images has either all three or the image alone."""
    keys = {"image": _image(picture.image, "image", sink, left_out, picture)}
    mask, variance = picture.mask, picture.variance
    if mask is None and variance is None:
        return keys
    if mask is None:
        mask = Mask(
            np.broadcast_to(np.uint8(0), (*picture.shape, 1)), schema=MaskSchema([]), bbox=picture.bbox
        )
        mask = mask.view(sky_projection=picture.sky_projection)
    if variance is None:
        left_out.append("the variance, which is not known: NaN stands in its place")
        # Zero strides: a plane that takes no memory.
        unknown = np.broadcast_to(np.float32(np.nan), picture.shape)
        unit = None if picture.unit is None else picture.unit**2
        variance = Image(unknown, bbox=picture.bbox, unit=unit, sky_projection=picture.sky_projection)
    keys["mask"] = _stamped("mask", _mask_keys(mask, sink), _own_metadata(mask, picture, left_out))
    keys["variance"] = _image(variance, "variance", sink, left_out, picture)
    return keys


def _homeless(picture: GeneralizedImage, rest: Mapping[str, Any] | None) -> list[str]:
    """Name what the picture has and its tree has no place for; a new file is no dataset of a butler."""
    found = [f"the catalogue {name!r}" for name in picture.catalogs]
    if isinstance(picture, MaskedImage):
        known = (_FRACTION, _NOISE) if rest is not None and isinstance(picture, CellCoadd) else ()
        found += [f"the plane {name!r}" for name in picture.extras if not name.startswith(known)]
    if rest is not None:
        return found
    facts = [name for name in _FACTS if _is_known(getattr(picture, name, None))]
    if facts:
        found.append(f"{', '.join(facts)} (a {type(picture).__name__} is written as a MaskedImage)")
    return found


def _is_known(fact: Any) -> bool:
    return fact is not None and (not isinstance(fact, Sized) or len(fact) > 0)


def _stamped(
    schema: str, keys: Mapping[str, Any], metadata: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    stamps: dict[str, Any] = {"schema_version": _VERSIONS.get(schema, "1.0.0"), "min_read_version": 1}
    if metadata:
        stamps["metadata"] = dict(metadata)
    return {**stamps, **keys, "schema_url": url_of(schema)}


def _image(
    image: Image, path: str, sink: ArraySink, left_out: list[str], whole: GeneralizedImage | None = None
) -> dict[str, Any]:
    keys = _image_keys(image, path, sink)
    return _stamped("image", keys, _own_metadata(image, whole, left_out))


def _own_metadata(
    part: GeneralizedImage, whole: GeneralizedImage | None, left_out: list[str]
) -> dict[str, Any]:
    """Return the metadata of a plane, unless it only repeats those of the whole."""
    repeats = whole is not None and part.metadata == whole.metadata
    return {} if repeats else _metadata(part.metadata, left_out)


def _image_keys(image: Image, path: str, sink: ArraySink) -> dict[str, Any]:
    data: dict[str, Any] = sink.image(image, path)
    if image.unit is not None:
        data = {"value": data, "unit": _unit(image.unit)}
    return {"data": data, "yx0": [int(start) for start in image.yx0]}


def _mask_keys(mask: Mask, sink: ArraySink) -> dict[str, Any]:
    planes = [
        None if plane is None else {"name": plane.name, "description": plane.description}
        for plane in mask.schema
    ]
    data = sink.mask(mask, "mask")
    return {"data": data, "yx0": [int(start) for start in mask.yx0], "planes": planes, "dtype": "uint8"}


def _sky(picture: GeneralizedImage, left_out: list[str]) -> dict[str, Any] | None:
    if picture.sky_projection is None:
        return None
    sky = sky_tree(picture.sky_projection, None if picture.kept is None else picture.kept.rest())
    if sky is None:
        left_out.append("the sky projection as an AST mapping (pip install imgview[ast] may help)")
        return None
    return _stamped("sky_projection", {"pixel_to_sky": _stamped("transform", sky)})


def _unit(unit: u.UnitBase) -> str:
    try:
        return str(unit.to_string("vounit"))
    except ValueError:
        # What VOUnit does not know ("DN") is written as astropy itself calls it.
        return str(unit.to_string())


def _metadata(metadata: Mapping[str, Any], left_out: list[str]) -> dict[str, Any]:
    """Return what lsst.images takes as metadata: numbers, texts, truth values and nothing."""
    kept: dict[str, Any] = {}
    refused = []
    for key, value in metadata.items():
        plain = value.item() if isinstance(value, np.generic) else value
        if plain is None or isinstance(plain, bool | int | float | str):
            kept[key] = plain
        else:
            refused.append(key)
    if refused:
        left_out.append(f"metadata that is neither number nor text: {', '.join(refused)}")
    return kept
