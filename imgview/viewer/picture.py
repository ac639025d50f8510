"""One loaded image as a viewer holds it: its components, what the page is told of it, its exact values.

Knows neither the widget nor what it is drawn with.
"""

import math
import threading
from pathlib import PurePath
from typing import Any

import numpy as np
from astropy import units as u
from numpy.typing import NDArray

from imgview.errors import ImgviewError
from imgview.geometry import Interval
from imgview.model.array import read
from imgview.model.color_image import ColorImage
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.plane_expression import PlaneExpression
from imgview.model.schema import MaskSchema
from imgview.render.looks.cuts import MODES, CutsMode, compute_cuts, normalise_mode
from imgview.render.looks.defaults import default_cuts, default_stretch
from imgview.render.looks.histogram import histogram
from imgview.render.tiles.pyramid import Pyramid
from imgview.render.tiles.source import COMPONENTS, component_planes, components_of
from imgview.widget.protocol import (
    Histogram,
    ImageInfo,
    MaskPlaneInfo,
    NoHistogram,
    ReadoutReply,
    ReadoutRequest,
)
from imgview.widget.source import TileSource

__all__ = ["Picturable", "Picture"]

_BINS = 160
_NEIGHBOURHOOD = 16
"""Pixels on either side of the asked one that a readout carries along."""
_COUNTABLE = 1 << 26
"""A lazy mask of more pixels is not read whole just to count its flags."""


Picturable = Image | MaskedImage | ColorImage
"""What there are components of."""


class Picture:
    """An image with all that belongs to it, ready to be served.

    Parameters
    ----------
    model : `Image`, `MaskedImage` or `ColorImage`
        What to show; shared, not copied.
    number : `int`
        By which the page tells this image from the one before.

    Raises
    ------
    ImgviewError
        If there is nothing to see in it.
    """

    def __init__(self, model: GeneralizedImage, number: int) -> None:
        if not isinstance(model, Picturable):
            msg = f"cannot show a {type(model).__name__}: give an Image, a MaskedImage or a ColorImage"
            raise ImgviewError(msg)
        self.model: Picturable = model
        self.number = number
        self.components = components_of(model)
        self._sources: dict[str, TileSource] = {}
        self._cuts_tables: dict[str, dict[str, tuple[float, float]]] = {}
        self._lock = threading.Lock()
        self._source_of("image")

    @property
    def color(self) -> bool:
        """Whether the image is red, green and blue."""
        return isinstance(self.model, ColorImage)

    @property
    def default_cuts(self) -> CutsMode:
        """What the pixels are cut at while nobody has asked for anything else."""
        return default_cuts(self.model)

    @property
    def default_stretch(self) -> str:
        """How they are stretched then."""
        return default_stretch(self.model)

    @property
    def variance(self) -> Image | None:
        """The variance plane."""
        return self.model.variance if isinstance(self.model, MaskedImage) else None

    @property
    def mask(self) -> Mask | None:
        """The mask."""
        return self.model.mask if isinstance(self.model, MaskedImage) else None

    @property
    def plane_names(self) -> tuple[str, ...]:
        """Names of the mask planes, in schema order."""
        return () if self.mask is None else self.mask.schema.names

    def source(self, component: str) -> TileSource:
        """Return where the tiles of a component come from; made when first asked for.

        Raises
        ------
        ImgviewError
            If the image has no such component.
        """
        with self._lock:
            return self._source_of(component)

    def _source_of(self, component: str) -> TileSource:
        if component not in self._sources:
            sibling = self._sources["image"].pyramid if self._sources else None
            self._sources[component] = TileSource(Pyramid.of(self.model, component, sibling=sibling))
        return self._sources[component]

    def close(self) -> None:
        """Drop the tiles kept of this image."""
        with self._lock:
            for source in self._sources.values():
                source.close()

    def rest(self) -> None:
        """Let go of all that can be made again: of an image that has not been shown for long."""
        with self._lock:
            for source in self._sources.values():
                source.close()
            self._sources.clear()

    def unit(self, component: str) -> str:
        """Return a component's unit as people write it, ``""`` where it has none."""
        unit = component_planes(self.model, component)[0].unit
        if component == "snr" or unit is None or unit == u.dimensionless_unscaled:
            return ""
        return str(unit.to_string("unicode", fraction=False))

    def info(self, component: str) -> ImageInfo:
        """Return what the page is told of the image while it shows a component."""
        pyramid = self.source(component).pyramid
        # Integers that may be no data travel as floats, but are read as integers.
        stored = component_planes(self.model, component)[0].dtype
        ny, nx = self.model.shape
        # A unit tells image, variance and S/N apart; of further planes only the name says what they are.
        further = "" if component in COMPONENTS else component
        parts = [f"{nx}×{ny}", further, self.unit(component)]
        return ImageInfo(
            id=self.number,
            title=self._title(),
            subtitle=" · ".join(part for part in parts if part),
            shape=(ny, nx),
            start=(self.model.bbox.y.start, self.model.bbox.x.start),
            unit=self.unit(component),
            dtype=(pyramid.dtype if component == "snr" else stored).name,
            color=self.color,
            levels=pyramid.levels,
            tile=pyramid.tile,
            component=component,
            components=self.components,
            has_sky=self.model.sky_projection is not None,
            sky_note=self.sky_note,
            mask_bytes=pyramid.mask_bytes,
            notes=[str(note) for note in (*self.model.notes, self.sky_note) if note],
        )

    def _title(self) -> str:
        """Return what to call the image where there is no room for the folders it lies in."""
        title = self.model.caption or self.model.title
        return (PurePath(title).name if title == self.model.source else title) or "image"

    @property
    def sky_note(self) -> str:
        """In what way positions on the sky are not exact, ``""`` where they are."""
        projection = self.model.sky_projection
        return "" if projection is None else projection.approximation or ""

    def mask_planes(self, counts: dict[str, int] | None = None) -> list[MaskPlaneInfo]:
        """Return what the page is told of the mask planes, with pixel counts once they are known."""
        if self.mask is None:
            return []
        schema = self.mask.schema
        planes = []
        for name in schema.names:
            bit = schema.bit(name)
            planes.append(
                MaskPlaneInfo(
                    name=name,
                    description=schema.descriptions[name],
                    byte=bit.index,
                    bit=int(bit.mask).bit_length() - 1,
                    count=None if counts is None else int(counts[name]),
                )
            )
        return planes

    def counts(self) -> dict[str, int] | None:
        """Return flagged pixels by plane; `None` for a mask too large to be read for this."""
        return self.mask.counts() if self.mask is not None and self._countable else None

    def count(self, expression: PlaneExpression) -> int | None:
        """Return in how many pixels a condition holds; `None` for a mask too large to be read for this."""
        return expression.count(self.mask) if self.mask is not None and self._countable else None

    @property
    def schema(self) -> MaskSchema | None:
        """The planes of the mask (`~imgview.model.schema.MaskSchema`), `None` without one."""
        return None if self.mask is None else self.mask.schema

    @property
    def _countable(self) -> bool:
        return self.mask is None or not self.mask.is_lazy or math.prod(self.mask.shape) <= _COUNTABLE

    def cuts(self, component: str, mode: CutsMode) -> tuple[float, float]:
        """Return the cuts of a mode.

        Raises
        ------
        ImgviewError
            If the mode is unknown or impossible.
        """
        pyramid = self.source(component).pyramid
        try:
            extremes = pyramid.minmax() if normalise_mode(mode) == "minmax" else None
            exact = None if extremes is None else (float(extremes[0]), float(extremes[1]))
            return compute_cuts(pyramid.sample(0), mode, exact)
        except ValueError as error:
            if isinstance(error, ImgviewError):
                raise
            raise ImgviewError(str(error)) from error

    def cuts_table(self, component: str) -> dict[str, tuple[float, float]]:
        """Return the cuts of every mode of the menu; kept for when the component is shown again."""
        if component not in self._cuts_tables:
            self._cuts_tables[component] = {mode: self.cuts(component, mode) for mode in MODES}
        return self._cuts_tables[component]

    def known_cuts_table(self, component: str) -> dict[str, tuple[float, float]]:
        """Return `cuts_table` if it has been made; else nothing."""
        return self._cuts_tables.get(component, {})

    def histogram(self, component: str, cuts: tuple[float, float]) -> Histogram | NoHistogram:
        """Return the distribution of a component around the cuts, from its sample."""
        sample = self.source(component).pyramid.sample(0)
        if not sample.size:
            return NoHistogram()
        # Between the largest numbers there are a quantile may overflow; the range is bounded by the cuts.
        with np.errstate(over="ignore", invalid="ignore"):
            found = histogram(sample, cuts, bins=_BINS)
        return Histogram(low=found["low"], high=found["high"], counts=found["counts"])

    def read_out(self, request: ReadoutRequest, component: str) -> tuple[ReadoutReply, list[bytes]]:
        """Return the exact values around a pixel; see `~imgview.widget.protocol.ReadoutReply`."""
        x, y = int(request["x"]), int(request["y"])
        reply = ReadoutReply(
            kind="readout",
            id=request["id"],
            image=self.number,
            component=component,
            channels=self.source(component).pyramid.channels,
            box=(y, x, 0, 0),
            sky=self._sky(x, y),
        )
        bbox = self.model.bbox
        if not bbox.contains(x=x, y=y):
            return reply, [b"", b"", b""]
        ys, xs = _around(y, bbox.y), _around(x, bbox.x)
        reply["box"] = (ys.start, xs.start, ys.size, xs.size)
        rows, columns = ys.slice_within(bbox.y), xs.slice_within(bbox.x)
        with np.errstate(all="ignore"):
            sigma = None if self.variance is None else np.sqrt(_exact(self.variance, rows, columns))
            if component == "snr" and sigma is not None:
                pixels = np.where(sigma > 0, self._pixels("image", rows, columns)[..., 0] / sigma, np.nan)
            else:
                pixels = self._pixels(component, rows, columns)
        words = b"" if self.mask is None else _mask_bytes(self.mask, rows, columns)
        return reply, [_bytes(pixels), b"" if sigma is None else _bytes(sigma), words]

    def _pixels(self, component: str, rows: slice, columns: slice) -> NDArray[np.float64]:
        """Return a rectangle of a component, with an axis more for the channels."""
        planes = component_planes(self.model, component)
        return np.stack([_exact(plane, rows, columns) for plane in planes], axis=-1)

    def _sky(self, x: int, y: int) -> tuple[float, float] | None:
        projection = self.model.sky_projection
        if projection is None:
            return None
        sky = projection.pixel_to_sky(x=float(x), y=float(y))
        ra, dec = float(sky.ra.deg), float(sky.dec.deg)
        return (ra, dec) if math.isfinite(ra) and math.isfinite(dec) else None


def _around(center: int, whole: Interval) -> Interval:
    return Interval(center - _NEIGHBOURHOOD, center + _NEIGHBOURHOOD + 1).intersection(whole)


def _exact(plane: Image, rows: slice, columns: slice) -> NDArray[np.float64]:
    data: Any = plane.data if plane.is_lazy else plane.array
    stored = read(data, rows, columns)
    values = stored.astype(np.float64)
    if plane.blank is not None:
        values[stored == plane.blank] = np.nan
    return values


def _mask_bytes(mask: Mask, rows: slice, columns: slice) -> bytes:
    data: Any = mask.data if mask.is_lazy else mask.array
    return np.ascontiguousarray(read(data, rows, columns), dtype=np.uint8).tobytes()


def _bytes(values: NDArray[np.float64]) -> bytes:
    return np.ascontiguousarray(values, dtype="<f8").tobytes()
