"""A visit image from which a template was subtracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from imgview.geometry import Box
from imgview.model.image import Image
from imgview.model.visit_image import VisitImage, as_polygon

__all__ = ["DifferenceImage"]


class DifferenceImage(VisitImage):
    """What has changed on the sky: a visit image minus coadds that were matched to it.

    Parameters
    ----------
    image : `Image`
        The picture itself.
    templates : sequence of mappings, optional
        What was subtracted, one mapping a patch: ``skymap``, ``tract``, ``patch``, ..., and ``bounds``,
        corners (x, y) in absolute pixels of the polygon in which it was used.
    kernel : mapping, optional
        The convolution that matched the templates, in words and numbers.
    **kwargs
        All that a `VisitImage` takes.

    Raises
    ------
    ShapeError
        If the boxes differ, or ``bounds`` is not a polygon.
    UnitError
        If the unit of the variance is not the square of the unit of the image.
    """

    def __init__(
        self,
        image: Image,
        *,
        templates: Sequence[Mapping[str, Any]] | None = None,
        kernel: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(image, **kwargs)
        self.templates: list[dict[str, Any]] = [
            {**template, "bounds": as_polygon(template.get("bounds"))} for template in templates or ()
        ]
        """What was subtracted (`list` of `dict`)."""
        self.kernel = dict(kernel or {})
        """The convolution that matched the templates (`dict`)."""

    @property
    def outlines(self) -> dict[str, list[npt.NDArray[np.float64]]]:
        """Those of a `VisitImage`, and where each template was used (`dict` of `list` of `numpy.ndarray`)."""
        polygons = [part["bounds"] for part in self.templates if part["bounds"] is not None]
        return super().outlines | ({"templates": polygons} if polygons else {})

    def _planes(self, bbox: Box) -> dict[str, Any]:
        return super()._planes(bbox) | {"templates": self.templates, "kernel": self.kernel}
