"""The pyramid: a picture at full resolution and at every halving of it, cut into tiles.

Pixel ``j`` of level ``L`` covers the local pixels from ``j * 2**L`` up to, not including, ``(j + 1) * 2**L``.
Its value is the mean over the finite ones of them, NaN where there is none; its mask bits are those that any
of them has, so that no flagged pixel vanishes on zooming out.  How values are formed stands in
`~imgview.render.tiles.reduce`, when and where in `~imgview.render.tiles.levels`.  Knows nothing of colours or
files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.errors import ImgviewError, ShapeError
from imgview.geometry import YX
from imgview.model.color_image import ColorImage
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.schema import MaskSchema
from imgview.render.tiles.block_cache import BlockCache
from imgview.render.tiles.level_sample import level_sample
from imgview.render.tiles.levels import ImageLevels, MaskLevels
from imgview.render.tiles.source import CHANNELS, PixelSource, Plane, component_planes, component_source

__all__ = ["TILE", "Pyramid"]

TILE = 256
"""Pixels along the side of a full tile."""

_SMALL_RANGES = {"bool": (0, 1), "int8": (-128, 127), "uint8": (0, 255)}


class Pyramid:
    """All levels of one picture.

    Parameters
    ----------
    image : `Image`, `PixelSource` or sequence of `ImageLevels`
        The pixels of level 0; or the levels of planes of one shape and type, one value of a pixel each.
    mask : `~imgview.model.mask.Mask` or `~imgview.render.tiles.levels.MaskLevels`, optional
        Of the same shape; the levels of another pyramid's mask are shared.
    start : pair of `int`, optional
        Absolute coordinates ``(y, x)`` of the first pixel; those of the image if not given.
    tile : `int`, optional
        Pixels along the side of a full tile.

    Raises
    ------
    ShapeError
        If the picture has no pixels, or the mask another shape.

    Notes
    -----
    Safe to use from several threads.  Nothing is read or computed before it is asked for.  What is kept of
    image and mask together stays below half of what they themselves take.
    """

    def __init__(
        self,
        image: Image | PixelSource | Sequence[ImageLevels],
        mask: Mask | MaskLevels | None = None,
        *,
        start: tuple[int, int] | None = None,
        tile: int = TILE,
    ) -> None:
        if start is None:
            start = image.bbox.start if isinstance(image, Image) else (0, 0)
        self.start: YX[int] = YX(*start)
        self.tile = tile
        if isinstance(image, Image):
            image = Plane(image)
        self.image_levels = tuple(image) if isinstance(image, Sequence) else (ImageLevels(image),)
        ny, nx = self.shape(0)
        if ny < 1 or nx < 1:
            msg = f"cannot show an image without pixels: its shape is ({ny}, {nx})"
            raise ShapeError(msg)
        if isinstance(mask, Mask):
            mask = MaskLevels(mask)
        if mask is not None and mask.shape(0) != (ny, nx):
            msg = f"the mask has the shape {mask.shape(0)}, but the image has ({ny}, {nx})"
            raise ShapeError(msg)
        self.mask_levels = mask
        # The samples of the few levels in use: 1.6 MB each at most.
        self._samples = BlockCache(1 << 23)
        self.levels = 1
        while max(self.shape(self.levels - 1)) > tile:
            self.levels += 1

    @classmethod
    def of(
        cls,
        obj: Any,
        component: str = "image",
        *,
        sibling: Pyramid | None = None,
    ) -> Pyramid:
        """Return the pyramid of one component of an object, with its mask.

        Parameters
        ----------
        obj : `Image`, `Mask`, `MaskedImage` or `ColorImage`
            What is to be shown; a mask alone is shown over zeros.
        component : `str`, optional
            One of `~imgview.render.tiles.source.components_of`.
        sibling : `Pyramid`, optional
            Of another component of the same object: what the two share is used again.

        Raises
        ------
        ImgviewError
            If the object cannot be shown, or does not have the component.
        """
        if isinstance(obj, Mask):
            # Zero strides: a plane of zeros that takes no memory.
            obj = MaskedImage(Image(np.broadcast_to(np.uint8(0), obj.shape), bbox=obj.bbox), mask=obj)
        if isinstance(obj, ColorImage):
            return cls(_channel_levels(obj, component, sibling), start=obj.bbox.start)
        if not isinstance(obj, (Image, MaskedImage)):
            msg = f"cannot show a {type(obj).__name__}: give an Image, a Mask, a MaskedImage or a ColorImage"
            raise ImgviewError(msg)
        source = component_source(obj, component)
        mask = obj.mask if isinstance(obj, MaskedImage) else None
        levels = sibling.mask_levels if sibling is not None else None
        return cls(source, levels or mask, start=obj.bbox.start)

    @property
    def channels(self) -> int:
        """How many values a pixel has (`int`): 3 for red, green and blue, else 1."""
        return len(self.image_levels)

    @property
    def in_memory(self) -> bool:
        """Whether the pixels of level 0 are (`bool`)."""
        return all(levels.in_memory for levels in self.image_levels)

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values of level 0 (`numpy.dtype`)."""
        return self.image_levels[0].source.dtype

    @property
    def schema(self) -> MaskSchema | None:
        """The planes of the mask (`MaskSchema`), `None` without a mask."""
        return None if self.mask_levels is None else self.mask_levels.schema

    @property
    def mask_bytes(self) -> int:
        """Mask bytes a pixel (`int`), 0 without a mask."""
        return 0 if self.mask_levels is None else self.mask_levels.schema.mask_size

    @property
    def nbytes(self) -> int:
        """Bytes kept at the moment (`int`)."""
        masks = 0 if self.mask_levels is None else self.mask_levels.nbytes
        return sum(levels.nbytes for levels in self.image_levels) + masks + self._samples.nbytes

    def shape(self, level: int) -> YX[int]:
        """Return the rows and columns of a level."""
        return YX(*self.image_levels[0].shape(level))

    def grid(self, level: int) -> YX[int]:
        """Return how many rows and columns of tiles a level has."""
        ny, nx = self.shape(level)
        return YX(y=-(-ny // self.tile), x=-(-nx // self.tile))

    def tile_box(self, level: int, row: int, col: int) -> tuple[slice, slice]:
        """Return the rows and columns of a level that a tile covers.

        Raises
        ------
        ShapeError
            If there is no such tile.
        """
        if not (0 <= level < self.levels and 0 <= row < self.grid(level).y and 0 <= col < self.grid(level).x):
            msg = f"there is no tile (level, row, column) = ({level}, {row}, {col})"
            if 0 <= level < self.levels:
                msg += (
                    f": level {level} has {self.grid(level).y} rows and {self.grid(level).x} columns of tiles"
                )
            raise ShapeError(msg)
        ny, nx = self.shape(level)
        top, left = row * self.tile, col * self.tile
        return slice(top, min(top + self.tile, ny)), slice(left, min(left + self.tile, nx))

    def image_tile(self, level: int, row: int, col: int) -> npt.NDArray[Any]:
        """Return the values of one tile.

        Parameters
        ----------
        level, row, col : `int`
            Which; rows count upward from the first row of the array.

        Returns
        -------
        `numpy.ndarray`, shape (h, w) or (h, w, channels), native byte order
            In the image's unit; at level 0 of the image's own dtype, else float32 or float64.  ``h`` and
            ``w`` are `tile` but for the last row and column.  Not to be written to.

        Raises
        ------
        ShapeError
            If there is no such tile.
        """
        return self.image_region(level, *self.tile_box(level, row, col))

    def mask_tile(self, level: int, row: int, col: int) -> npt.NDArray[np.uint8]:
        """Return the mask bytes of one tile and of the pixels around it.

        Parameters
        ----------
        level, row, col : `int`
            Which.

        Returns
        -------
        `numpy.ndarray`, shape (h + 2, w + 2, mask_bytes), uint8
            Zeros outside the image.

        Raises
        ------
        ShapeError
            If there is no such tile.
        """
        return self.mask_region(level, *self.tile_box(level, row, col))

    def image_region(self, level: int, rows: slice, cols: slice) -> npt.NDArray[Any]:
        """Return the values of a rectangle of a level.

        Parameters
        ----------
        level : `int`
            0 is full resolution.
        rows, cols : `slice`
            Inside the level, not empty, without a step.

        Returns
        -------
        `numpy.ndarray`, shape (h, w) or (h, w, channels)
            As `image_tile` returns.
        """
        parts = [levels.region(level, rows, cols) for levels in self.image_levels]
        return parts[0] if len(parts) == 1 else np.stack(parts, axis=-1)

    def mask_region(self, level: int, rows: slice, cols: slice) -> npt.NDArray[np.uint8]:
        """Return the mask bytes of a rectangle of a level and of the pixels around it.

        Parameters
        ----------
        level : `int`
            0 is full resolution.
        rows, cols : `slice`
            Inside the level, not empty, without a step.

        Returns
        -------
        `numpy.ndarray`, shape (h + 2, w + 2, mask_bytes), uint8
            Zeros outside the image.
        """
        (ny, nx), (h, w) = self.shape(level), (rows.stop - rows.start, cols.stop - cols.start)
        words = np.zeros((h + 2, w + 2, self.mask_bytes), np.uint8)
        if self.mask_levels is not None and self.mask_bytes:
            ys = slice(max(rows.start - 1, 0), min(rows.stop + 1, ny))
            xs = slice(max(cols.start - 1, 0), min(cols.stop + 1, nx))
            top, left = ys.start - rows.start + 1, xs.start - cols.start + 1
            inner = words[top : top + ys.stop - ys.start, left : left + xs.stop - xs.start]
            inner[...] = self.mask_levels.region(level, ys, xs)
        return words

    def sample(self, level: int = 0) -> npt.NDArray[Any]:
        """Return finite pixels of a level, from all over it: what cuts and codec are chosen by.

        Parameters
        ----------
        level : `int`, optional
            Which; level 0 if not given.

        Returns
        -------
        `numpy.ndarray`, shape (n,)
            At most about `~imgview.render.tiles.level_sample.SAMPLE` values of each channel, one channel
            after the other, of the dtype of the level's tiles; possibly none.  Not to be written to.

        Notes
        -----
        From a regular grid.  Of a lazy plane too large to be read whole, from chunks spread over it, so that
        nobody waits for the whole plane before the first tile.  Which pixels are taken does not depend on
        what was read before.
        """
        return self._samples.get(level, lambda: (self._sample(level),), keep=False)[0]

    def _sample(self, level: int) -> npt.NDArray[Any]:
        return np.concatenate([level_sample(levels, level) for levels in self.image_levels])

    def minmax(self) -> tuple[Any, Any] | None:
        """Return the smallest and the largest finite value of any channel, exactly.

        Returns
        -------
        pair of numpy scalars, or `None`
            Of the plane's dtype; `None` where no pixel is finite, and for a lazy plane that is too large to
            be read for this.
        """
        found = self._samples.get("minmax", lambda: (self._minmax(),), keep=True)[0]
        return (found[0], found[1]) if found.size else None

    def _minmax(self) -> npt.NDArray[Any]:
        found: list[Any] = []
        for levels in self.image_levels:
            levels.load()
            for _, band in levels.bands(0) if levels.loadable else ():
                extremes = [band.min(), band.max()]
                if np.isfinite(extremes).all():
                    found += extremes
                elif (finite := band[np.isfinite(band)]).size:
                    found += [finite.min(), finite.max()]
        return np.array([min(found), max(found)] if found else [], self.dtype)

    def integer_range(self, level: int) -> tuple[int, int] | None:
        """Return the range of a level whose pixels are all integers.

        Parameters
        ----------
        level : `int`
            Which.

        Returns
        -------
        (`int`, `int`) or `None`
            Smallest and largest pixel, or what a small dtype allows where the plane is too large to be read
            for this; `None` where pixels may be other than integers (a mean is).
        """
        dtype = self.dtype
        if level != 0 or dtype.kind not in "biu":
            return None
        found = self.minmax()
        if found is not None:
            return int(found[0]), int(found[1])
        return _SMALL_RANGES.get(dtype.name)


def _channel_levels(image: ColorImage, component: str, sibling: Pyramid | None) -> list[ImageLevels]:
    """Return the levels of all channels of a colour image, or of the one that is asked for."""
    planes = component_planes(image, component)
    if sibling is None or sibling.channels == 1:
        return [ImageLevels(Plane(plane)) for plane in planes]
    return [
        levels
        for name, levels in zip(CHANNELS, sibling.image_levels, strict=True)
        if component in ("image", name)
    ]
