"""What the Astro Image Display API says of the part of an image that is seen."""

from typing import Any

from astropy import units as u
from astropy.coordinates import SkyCoord

from imgview.errors import SettingError
from imgview.viewer.aida.keywords import known_only
from imgview.viewer.aida.labelled_image import LabelledImage
from imgview.viewer.aida.look import AidaLookCanvas
from imgview.viewer.aida.spelling import as_center, as_fov, pixel_center, pixel_fov, sky_center, sky_fov
from imgview.viewer.framing import fit
from imgview.widget.protocol import Viewport

__all__ = ["AidaViewportCanvas"]


class AidaViewportCanvas(AidaLookCanvas):
    """A canvas whose images are moved by label, shown or not, in pixels or on the sky.

    Notes
    -----
    See `~imgview.viewer.aida.look.AidaLookCanvas`.
    """

    def set_viewport(
        self,
        center: SkyCoord | tuple[float, float] | None = None,
        fov: u.Quantity | float | None = None,
        image_label: str | None = None,
        **keywords: Any,
    ) -> None:
        """Set which part of an image is seen.

        Parameters
        ----------
        center : `astropy.coordinates.SkyCoord` or (`float`, `float`), optional
            What is in the middle: a place on the sky, or absolute (x, y); as it is if not given.
        fov : `astropy.units.Quantity` or `float`, optional
            What is seen across the shorter side of the canvas: an angle, at the pixel scale along the image's
            longer side, or pixels; as it is if not given.
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Raises
        ------
        UnsupportedTypeError
            If either is of another type, or on the sky while the image has no WCS; it is a `TypeError` too.
        UnitError
            If ``fov`` is a quantity but no angle; it is an `astropy.units.UnitTypeError` too.
        ImgviewError
            If there is no such image, or a value is impossible; it is a `ValueError` too.
        """
        known_only("set_viewport", keywords)
        entry = self._entry(image_label)
        image = entry.loaded.picture.model
        sky = image.sky_projection
        before, size = self._viewed(entry)
        center = before if center is None else as_center(center, sky)
        fov = size if fov is None else as_fov(fov, sky)
        viewport = Viewport(center=pixel_center(center, sky), fov=pixel_fov(fov, image))
        turned: Any = self._look(entry)["viewport"] or {}
        self._set(entry, {"viewport": turned | viewport})
        entry.spelt["viewport"] = (center, fov), (viewport["center"], viewport["fov"])

    def get_viewport(
        self, sky_or_pixel: str | None = None, image_label: str | None = None, **keywords: Any
    ) -> dict[str, Any]:
        """Return which part of an image is seen.

        Parameters
        ----------
        sky_or_pixel : `str`, optional
            "sky" or "pixel"; sky if the image has a WCS, if not given.
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Returns
        -------
        `dict`
            ``center``, a `~astropy.coordinates.SkyCoord` or a tuple of absolute (x, y); ``fov``, an angle or
            pixels across the shorter side of the canvas; ``image_label``. `set_viewport` takes it.

        Raises
        ------
        ImgviewError
            If there is no such image, or no WCS where one is needed; it is a `ValueError` too.

        Notes
        -----
        An image that nobody has moved is fitted to the canvas, and this is what is returned; before the
        viewer is displayed it is thought to be square, so that ``fov`` is the image's longer side.
        """
        known_only("get_viewport", keywords)
        if sky_or_pixel not in (None, "sky", "pixel"):
            msg = f"Sky_or_pixel must be 'sky', 'pixel' or None, got {sky_or_pixel!r:.80}"
            raise SettingError(msg)
        entry = self._entry(image_label)
        image = entry.loaded.picture.model
        sky = image.sky_projection
        center, fov = self._viewed(entry)
        if sky_or_pixel == "pixel" or (sky_or_pixel is None and sky is None):
            return {
                "center": pixel_center(center, sky),
                "fov": pixel_fov(fov, image),
                "image_label": entry.label,
            }
        return {"center": sky_center(center, sky), "fov": sky_fov(fov, image), "image_label": entry.label}

    def _viewed(self, entry: LabelledImage) -> tuple[Any, Any]:
        """Return center and field of view of an image, in the user's own words if they are his."""
        viewport, bbox = self._look(entry)["viewport"], entry.loaded.picture.model.bbox
        if viewport is not None:
            now = viewport["center"], viewport["fov"]
        elif any(self.canvas_size):
            fitted = fit(bbox, self._size)
            now = fitted["center"], fitted["fov"]
        else:
            now = (bbox.x.center, bbox.y.center), float(max(bbox.shape))
        return entry.said("viewport", now) or now
