"""What the Astro Image Display API says of how images look: cuts, stretch and colormap by label."""

from collections.abc import Mapping
from numbers import Real
from typing import Any, cast

from astropy.visualization import BaseInterval, BaseStretch

from imgview.errors import UnknownNameError, UnsupportedTypeError
from imgview.render.looks.colormap import normalise_colormap
from imgview.viewer.aida.keywords import known_only
from imgview.viewer.aida.labelled import LabelledCanvas
from imgview.viewer.aida.labelled_image import KEPT, LabelledImage
from imgview.viewer.aida.spelling import interval_of, mode_of, stretch_of
from imgview.viewer.state import resolve_cuts
from imgview.viewer.tables import stretch_tables
from imgview.viewer.traits import parse_stretch

__all__ = ["AidaLookCanvas"]


class AidaLookCanvas(LabelledCanvas):
    """A canvas whose images are adjusted by label, shown or not, in astropy's words.

    Notes
    -----
    These are methods of ``ImageViewerInterface`` of the Astro Image Display API 0.3.0
    (https://aida.readthedocs.io). They read and set the same state as the viewer's attributes, which speak of
    the image that is shown. What was set is returned as it was set, as long as nothing else has changed it.
    Every ``image_label`` may be left out while there is only one image; every method warns of keywords that
    it does not know and passes them over.
    """

    def set_cuts(
        self,
        cuts: tuple[float, float] | BaseInterval | str,
        image_label: str | None = None,
        **keywords: Any,
    ) -> None:
        """Set the values that are shown darkest and brightest.

        Parameters
        ----------
        cuts : (`float`, `float`), `astropy.visualization.BaseInterval` or `str`
            Low and high, an interval, or a mode as for ``viewer.cuts``.
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Raises
        ------
        UnsupportedTypeError
            If it is none of these; it is a `TypeError` too.
        ImgviewError
            If there is no such image, or low is not below high; it is a `ValueError` too.
        """
        known_only("set_cuts", keywords)
        pair = isinstance(cuts, tuple | list) and len(cuts) == 2
        pair = pair and all(isinstance(cut, Real) for cut in cuts)
        if not (pair or isinstance(cuts, BaseInterval | str)):
            msg = f"cuts must be (low, high) or an interval of astropy.visualization, got {cuts!r:.80}"
            raise UnsupportedTypeError(msg)
        entry = self._entry(image_label)
        mode = mode_of(cuts) if isinstance(cuts, BaseInterval) else cuts
        loaded = entry.loaded
        try:
            found, name = resolve_cuts(mode, loaded.picture, loaded.component)
        except UnknownNameError as error:
            msg = f"cuts must be (low, high), an interval or a mode: {error}"
            raise UnsupportedTypeError(msg) from error
        self._set(entry, {"cuts": found, "cuts_mode": name})
        if isinstance(cuts, BaseInterval):
            entry.spelt["cuts"] = cuts, (found, name)

    def get_cuts(self, image_label: str | None = None, **keywords: Any) -> BaseInterval:
        """Return the cuts.

        Parameters
        ----------
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Returns
        -------
        `astropy.visualization.BaseInterval`
            The one that was set; of cuts set in another way, as on the page, one that says the same.

        Raises
        ------
        ImgviewError
            If there is no such image; it is a `ValueError` too.
        """
        known_only("get_cuts", keywords)
        entry = self._entry(image_label)
        look = self._look(entry)
        now = look["cuts"], look["cuts_mode"]
        return cast("BaseInterval", entry.said("cuts", now) or interval_of(*now))

    def set_stretch(
        self, stretch: BaseStretch | str, image_label: str | None = None, **keywords: Any
    ) -> None:
        """Set how values between the cuts become brightness.

        Parameters
        ----------
        stretch : `astropy.visualization.BaseStretch` or `str`
            One of astropy's, or a name as for ``viewer.stretch``.
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Raises
        ------
        UnsupportedTypeError
            If it is neither; it is a `TypeError` too.
        ImgviewError
            If there is no such image, or it is a stretch that is not drawn here; it is a `ValueError` too.
        """
        known_only("set_stretch", keywords)
        try:
            name, parameter = parse_stretch(stretch)
        except UnknownNameError as error:
            if isinstance(stretch, BaseStretch):
                raise
            msg = f"Stretch {stretch!r:.80} is not valid: astropy.visualization's would do; {error}"
            raise UnsupportedTypeError(msg) from error
        entry = self._entry(image_label)
        new = {
            "stretch": name,
            "stretch_parameter": parameter,
            "stretch_tables": stretch_tables(name, parameter, entry.loaded.histogram_row),
        }
        if entry.traits:
            entry.traits |= new
        else:
            with self.hold_sync():
                self._assign(new)
            self._follow_cuts()
        if isinstance(stretch, BaseStretch):
            entry.spelt["stretch"] = stretch, (name, parameter)

    def get_stretch(self, image_label: str | None = None, **keywords: Any) -> BaseStretch:
        """Return the stretch.

        Parameters
        ----------
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Returns
        -------
        `astropy.visualization.BaseStretch`
            The one that was set, or one that does the same.

        Raises
        ------
        ImgviewError
            If there is no such image; it is a `ValueError` too.
        """
        known_only("get_stretch", keywords)
        entry = self._entry(image_label)
        look = self._look(entry)
        now = look["stretch"], look["stretch_parameter"]
        sample = entry.loaded.picture.source(entry.loaded.component).pyramid.sample(0)
        return cast("BaseStretch", entry.said("stretch", now) or stretch_of(*now, sample))

    def set_colormap(self, map_name: str, image_label: str | None = None, **keywords: Any) -> None:
        """Set the colormap.

        Parameters
        ----------
        map_name : `str`
            Any of matplotlib's; ``"_r"`` at its end turns it round.
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Raises
        ------
        ImgviewError
            If there is no such colormap or image; it is a `ValueError` too.
        """
        known_only("set_colormap", keywords)
        try:
            name = normalise_colormap(getattr(map_name, "name", map_name))
        except UnknownNameError as error:
            msg = f"{map_name!r:.80} is not a valid colormap: {error}"
            raise UnknownNameError(msg) from error
        self._set(self._entry(image_label), {"colormap": name, "inverted": False})

    def get_colormap(self, image_label: str | None = None, **keywords: Any) -> str | None:
        """Return the name of the colormap.

        Parameters
        ----------
        image_label : `str`, optional
            Of which image.
        **keywords
            None is known.

        Returns
        -------
        `str` or `None`
            Of matplotlib's, turned round if it is shown so; `None` of an image in its own colours.

        Raises
        ------
        ImgviewError
            If there is no such image; it is a `ValueError` too.
        """
        known_only("get_colormap", keywords)
        entry = self._entry(image_label)
        look = self._look(entry)
        name = str(look["colormap"])
        if entry.loaded.picture.color and look["component"] == "image":
            return None
        turned = name.removesuffix("_r") if name.endswith("_r") else f"{name}_r"
        return turned if look["inverted"] else name

    def _look(self, entry: LabelledImage) -> Mapping[str, Any]:
        """Return the traits of an image, shown or not."""
        return entry.traits or {name: getattr(self, name) for name in KEPT}

    def _set(self, entry: LabelledImage, values: Mapping[str, Any]) -> None:
        """Set traits of an image, shown or not; the values are resolved."""
        if entry.traits:
            entry.traits |= values
            return
        with self.hold_sync():
            for name, value in values.items():
                trait = getattr(type(self), name)
                trait.put(self, value) if hasattr(trait, "put") else trait.set(self, value)
