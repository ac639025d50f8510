"""What the page is told of an image: its planes, its values, its sky, its tiles."""

from typing import Annotated, TypedDict

from imgview.widget.protocol.field import Field

__all__ = [
    "FirstTile",
    "Histogram",
    "ImageInfo",
    "MaskPlaneInfo",
    "NoHistogram",
    "NoImage",
    "NoSky",
    "SkyGrid",
    "TileMeta",
]


class ImageInfo(TypedDict):
    """The image that is shown; a new image has a new id."""

    id: Annotated[int, Field("rises with every image loaded; tiles and readouts of another id are stale")]
    title: Annotated[str, Field("what this is: instrument, band, visit, detector")]
    subtitle: Annotated[str, Field("size, further plane and unit, '4072×4000 · nJy'; untrusted text")]
    shape: Annotated[tuple[int, int], Field("(ny, nx), pixels")]
    start: Annotated[tuple[int, int], Field("(y0, x0), absolute coordinates of the first pixel")]
    unit: Annotated[str, Field("unit of the shown component, '' when it has none")]
    dtype: Annotated[str, Field("numpy name of the shown component's dtype")]
    color: Annotated[
        bool, Field("whether the component 'image' is red, green and blue, three values a pixel")
    ]
    levels: Annotated[int, Field("number of pyramid levels; level L halves L times")]
    tile: Annotated[int, Field("pixels along a full tile's side")]
    component: Annotated[str, Field("the component that cuts, histogram and first tiles belong to")]
    components: Annotated[
        list[str], Field("what can be shown, 'image' first; further planes: untrusted text")
    ]
    has_sky: Annotated[bool, Field("whether there is a sky projection")]
    sky_note: Annotated[str, Field("in what way positions on the sky are not exact; '' where they are")]
    mask_bytes: Annotated[int, Field("mask bytes a pixel, 0 without a mask")]
    notes: Annotated[list[str], Field("what the reader chose and the user should know")]


class NoImage(TypedDict):
    """The empty dict: no image is loaded."""


class MaskPlaneInfo(TypedDict):
    """One named mask plane, in schema order."""

    name: Annotated[str, Field("untrusted text")]
    description: Annotated[str, Field("untrusted text")]
    byte: Annotated[int, Field("index of the mask byte that holds it")]
    bit: Annotated[int, Field("the bit in that byte, 0 is the lowest")]
    count: Annotated[int | None, Field("set pixels; null while still being counted")]


class Histogram(TypedDict):
    """Distribution of the shown component over equal bins from low to high; empty without an image."""

    low: Annotated[float, Field("left edge of the first bin, image unit")]
    high: Annotated[float, Field("right edge of the last bin, image unit")]
    counts: Annotated[list[int], Field("sampled pixels in each bin")]


class NoHistogram(TypedDict):
    """The empty dict: nothing to draw."""


class SkyGrid(TypedDict):
    """ICRS directions on a coarse pixel grid, for bicubic interpolation in the page."""

    n: Annotated[tuple[int, int], Field("[gy, gx] nodes")]
    x: Annotated[tuple[float, float], Field("[first, step], absolute pixels")]
    y: Annotated[tuple[float, float], Field("[first, step], absolute pixels")]
    pixel_scale: Annotated[float, Field("arcsec a pixel at the image's centre")]
    data: Annotated[bytes, Field("float64 (gy, gx, 3) unit vectors; NaN where there is no sky")]


class NoSky(TypedDict):
    """The empty dict: no sky projection."""


class TileMeta(TypedDict):
    """What is needed to decode one tile's bytes."""

    level: int
    row: int
    col: int
    shape: Annotated[tuple[int, int], Field("(h, w) pixels of this level")]
    channels: Annotated[int, Field("code planes, one after the other: 1, or 3 for red, green, blue")]
    codec: Annotated[tuple[float, float, int, int], Field("center, step, linear, zero")]
    image: Annotated[int, Field("length of the deflated uint16 codes, each plane byte-shuffled")]
    mask: Annotated[int, Field("length of the deflated mask bytes that follow; 0: no plane is set here")]
    bytes: Annotated[list[int], Field("indices of the mask bytes sent, each (h+2, w+2) with an apron of 1")]


class FirstTile(TileMeta):
    """A tile that travels with the state, so that the first picture costs no round trip."""

    data: bytes
