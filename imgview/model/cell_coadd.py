"""A coadd made cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.geometry import Box
from imgview.model.cell_grid import CellGrid
from imgview.model.image import Image
from imgview.model.mask import Mask
from imgview.model.masked_image import MaskedImage
from imgview.model.sky import SkyProjection

__all__ = ["CellCoadd"]


class CellCoadd(MaskedImage):
    """Many visits added up on a grid of cells, each cell with its own set of inputs.

    Parameters
    ----------
    image : `Image`
        The picture itself.
    mask : `Mask`, optional
        Named planes of bits, with the box of ``image``.
    variance : `Image`, optional
        Square of the standard deviation of each pixel, with the box of ``image``.
    extras : mapping of `Image` by `str`, optional
        Further planes: ``"noise 0"``, ... are realizations of the noise, ``"mask fraction NAME"`` the
        weight of the inputs in which a plane was set.
    sky_projection : `SkyProjection`, optional
        Where the pixels lie on the sky; that of ``image`` by default.
    metadata : mapping, optional
        Whatever belongs to the picture; a `dict` is shared, not copied.
    grid : `CellGrid`, optional
        The cells, of the whole patch as a rule.
    band : `str`, optional
        The filter's letter.
    skymap : `str`, optional
        Name of the sky map that defines the tract.
    tract : `int`, optional
        Number of the tract.
    patch : mapping, optional
        The patch: ``id``, ``index`` (row and column), ``inner_bbox``.
    psf : mapping, optional
        The point spread function in words and numbers.
    provenance : mapping, optional
        What went in: ``instrument``, ``physical_filter``, number of ``inputs`` and ``contributions``.
    backgrounds : mapping, optional
        The backgrounds that were, or could be, subtracted.
    aperture_corrections : mapping, optional
        The fields that correct aperture fluxes, by name of the flux.

    Raises
    ------
    ShapeError
        If the boxes differ.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    """

    def __init__(
        self,
        image: Image,
        *,
        mask: Mask | None = None,
        variance: Image | None = None,
        extras: Mapping[str, Image] | None = None,
        sky_projection: SkyProjection | None = None,
        metadata: Mapping[str, Any] | None = None,
        grid: CellGrid | None = None,
        band: str | None = None,
        skymap: str | None = None,
        tract: int | None = None,
        patch: Mapping[str, Any] | None = None,
        psf: Mapping[str, Any] | None = None,
        provenance: Mapping[str, Any] | None = None,
        backgrounds: Mapping[str, Any] | None = None,
        aperture_corrections: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(
            image,
            mask=mask,
            variance=variance,
            extras=extras,
            sky_projection=sky_projection,
            metadata=metadata,
        )
        self.grid = grid
        """The cells (`CellGrid`), or `None`."""
        self.band = band
        """The filter's letter (`str`), or `None`."""
        self.skymap = skymap
        """Name of the sky map (`str`), or `None`."""
        self.tract = tract
        """Number of the tract (`int`), or `None`."""
        self.patch = dict(patch or {})
        """The patch (`dict`)."""
        self.psf = dict(psf or {})
        """The point spread function in words and numbers (`dict`)."""
        self.provenance = dict(provenance or {})
        """What went in (`dict`)."""
        self.backgrounds = dict(backgrounds or {})
        """The backgrounds that were, or could be, subtracted (`dict`)."""
        self.aperture_corrections = dict(aperture_corrections or {})
        """The fields that correct aperture fluxes (`dict`)."""

    @property
    def title(self) -> str:
        """What to call the picture (`str`): sky map and band, tract, patch, as far as known."""
        sky = " ".join(part for part in (self.skymap, self.band) if part)
        tract = "" if self.tract is None else f"tract {self.tract}"
        patch = self.patch.get("id")
        parts = [sky, tract, "" if patch is None else f"patch {patch}"]
        return " · ".join(part for part in parts if part) if tract else super().title

    @property
    def outlines(self) -> dict[str, list[npt.NDArray[np.float64]]]:
        """The cells in view, with and without pixels (`dict` of `list` of `numpy.ndarray`)."""
        if self.grid is None:
            return {}
        cells = self.grid.cells(self.bbox)
        there = [cell for cell in cells if cell not in self.grid.missing]
        missing = [cell for cell in cells if cell in self.grid.missing]
        outlines = {"cells": list(self.grid.corners(there))}
        return outlines | ({"missing cells": list(self.grid.corners(missing))} if missing else {})

    def _planes(self, bbox: Box) -> dict[str, Any]:
        return super()._planes(bbox) | {
            "grid": self.grid,
            "band": self.band,
            "skymap": self.skymap,
            "tract": self.tract,
            "patch": self.patch,
            "psf": self.psf,
            "provenance": self.provenance,
            "backgrounds": self.backgrounds,
            "aperture_corrections": self.aperture_corrections,
        }
