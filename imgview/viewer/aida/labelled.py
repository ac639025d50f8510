"""A canvas with images by label, one of them shown: the part of the viewer that loads and switches."""

import itertools
import types
from collections.abc import Mapping
from typing import Any

import traitlets
from astropy.visualization import BaseInterval, ManualInterval

from imgview.adapt.butler import is_butler, is_dataset
from imgview.errors import ImgviewError, SettingError
from imgview.model.generalized_image import GeneralizedImage
from imgview.model.image import Image
from imgview.viewer.adapt import READING, taken
from imgview.viewer.aida.keywords import known_only
from imgview.viewer.aida.labelled_image import KEPT, LabelledImage, returnable
from imgview.viewer.aida.labels import as_label, chosen
from imgview.viewer.aida.spelling import mode_of
from imgview.viewer.desk import Loaded, explain
from imgview.viewer.framed import FramedCanvas
from imgview.viewer.keep_view import kept_view
from imgview.viewer.layers.layer_map import LayerMap
from imgview.viewer.picture import Picture
from imgview.viewer.skygrid import sky_grid
from imgview.viewer.snapshot import first_tiles
from imgview.viewer.state import NAMES
from imgview.viewer.statistics import follow_up
from imgview.viewer.traits import LabelTrait
from imgview.widget.pool import READOUT, shared_pool
from imgview.widget.source import Look

__all__ = ["LabelledCanvas"]

DEFAULT_LABEL = "default"
"""Of the one image that was loaded without a label."""

_READY = 6
"""Images whose pyramids are kept: those shown last."""

_numbers = itertools.count(1)
_turns = itertools.count(1)


class LabelledCanvas(FramedCanvas):
    """A canvas that has images by label and shows one of them.

    Attributes
    ----------
    image_label : `str`
        Label of the image that is shown; assigning another one shows that image, with the cuts, stretch,
        colormap, component, viewport and layers it was left with.
    image_labels : `tuple` of `str`
        Labels of all images, in the order in which they were first loaded.
    """

    image_label = LabelTrait().tag(sync=True)
    image_labels = traitlets.Tuple(read_only=True).tag(sync=True, to_json=lambda labels, _: list(labels))

    _images: dict[str, LabelledImage]

    def load_image(self, data: Any, image_label: str | None = None, **keywords: Any) -> None:
        """Show another image.

        Parameters
        ----------
        data : `object`
            Anything that `imgview.read` takes; nothing is copied.
        image_label : `str`, optional
            What to call it. The image that had this label before is replaced, others stay and can be shown
            again by ``viewer.image_label = ...``. Images without a label replace one another.
        **keywords
            Those of `imgview.read`, such as ``mask``, ``wcs``, ``hdu``; and any of the viewer's
            attributes, set together with the image. What is not given stays: stretch, colormap,
            the styles of planes (by name), the mode of the cuts, and the viewport if the image has the same
            box. Between an image in colour and any other, stretch and cuts begin anew. Of others there is a
            warning, and they are passed over. ``keep_view=True`` keeps the absolute pixels in view whatever
            the box, ``keep_view="wcs"`` the sky, for which the view is turned and scaled as needed; where
            nothing of the new image would be seen, all of it is shown.

        Raises
        ------
        ImgviewError
            If the object cannot be read or shown, or an attribute is impossible; the viewer then keeps what
            it shows.

        Notes
        -----
        A part of the Astro Image Display API 0.3.0 (https://aida.readthedocs.io). A dataset of a Butler is
        read first: ``viewer.load_image(imgview.read(butler, "visit_image", ...), "label")``.
        """
        if not (is_dataset(data) or is_butler(data)):
            keywords = known_only("load_image", keywords, (*READING, *NAMES, "keep_view"))
        self._load(data, image_label, keywords)

    def get_image(self, image_label: str | None = None, **keywords: Any) -> Any:
        """Return what was loaded.

        Parameters
        ----------
        image_label : `str`, optional
            Which image; not needed while there is only one.
        **keywords
            Of all there is a warning, and they are passed over.

        Returns
        -------
        `object`
            What was given to `load_image`, if it has pixels itself: an array, an NDData, ...; else what was
            read of it, an object of `imgview.model` that `numpy.asarray` takes. ``viewer.image`` is always
            the latter, of the image that is shown, with mask and variance as they were given or found.

        Raises
        ------
        ImgviewError
            If there is no such image, or several and none is named; it is a `ValueError` too.
        """
        known_only("get_image", keywords)
        given = self._entry(image_label).given
        return given.in_memory() if isinstance(given, Image) else given

    def remove_image(self, image_label: str | None = None) -> None:
        """Let go of an image.

        Parameters
        ----------
        image_label : `str`, optional
            Which one; if it is shown, the one that was shown before it takes its place.

        Raises
        ------
        ImgviewError
            If there is no such image, or no other one.
        """
        entry = self._entry(image_label)
        others = [other for other in self._images.values() if other is not entry]
        if not others:
            msg = "the only image of a viewer stays: load another one under its label, or close() the viewer"
            raise ImgviewError(msg)
        if entry.label == self.image_label:
            self.show_labelled(max(others, key=lambda other: other.turn).label)
        del self._images[entry.label]
        entry.loaded.picture.close()
        self._assign({"image_labels": tuple(self._images)})

    def show_labelled(self, label: Any) -> None:
        """Show the image of a label; the same as assigning ``image_label``.

        Raises
        ------
        ImgviewError
            If there is no such image, or it can no longer be read.
        """
        entry = self._entry(label)
        if self.from_page:
            # The page goes on drawing; a handler must not read a file.
            shared_pool().submit(lambda: self._switch_for_page(entry), READOUT)
        else:
            self._switch(entry)

    def _entry(self, label: Any) -> LabelledImage:
        """Return the image of a label; `None` means the only one."""
        return chosen(self._images, label, "image")

    def _without_catalogs(self, layers: LayerMap) -> LayerMap:
        """Return the layers that belong to the image that is shown."""
        return layers

    def _with_catalogs(self, layers: LayerMap, image: GeneralizedImage) -> LayerMap:  # noqa: ARG002
        """Return layers of an image together with those that lie over every image."""
        return layers

    def _load(self, data: Any, label: Any, keywords: Mapping[str, Any]) -> None:
        """Load an image; every keyword must be known."""
        if is_butler(data):
            msg = (
                "load_image takes a picture and its label; of a Butler it takes what has been read: "
                "load_image(imgview.read(butler, 'visit_image', ...), 'label')"
            )
            raise ImgviewError(msg)
        label = as_label(label, "image", DEFAULT_LABEL)
        keep = keywords.get("keep_view", False)
        if keep and keywords.get("viewport") is not None:
            msg = "an image is loaded with a viewport= of its own or with keep_view=, not with both"
            raise SettingError(msg)
        keywords = {name: value for name, value in keywords.items() if name != "keep_view"}
        shown, state = taken(data, (), keywords)
        picture = Picture(shown, next(_numbers))
        replaced = self._images.get(label)
        hidden = {} if replaced is None else replaced.traits
        before: Any = self
        if hidden and replaced is not None:
            before = types.SimpleNamespace(loaded=replaced.loaded, planes=self.planes, **hidden)
        again = _asked_again(replaced, before, picture, state)
        if again is not None:
            state["cuts"] = mode_of(again)
        new = hidden | self._resolved(before, picture, state)
        if keep:
            new["viewport"] = kept_view(self.image, self.viewport, self._size, picture.model, keep)
        component: str = new["component"]
        layers, trouble = self._layers_with(picture.model)
        new |= {
            "mask_planes": picture.mask_planes(),
            "layers": layers,
            "mask_expressions": self.mask_expressions.for_schema(picture.schema),
            "sky_grid": sky_grid(picture.model.sky_projection, picture.model.bbox),
            "cuts_table": {},
            "histogram": {},
            "error": trouble,
        }
        entry = LabelledImage(label, returnable(data, picture.model), Loaded(picture, component))
        if replaced is not None:
            entry.spelt = dict(replaced.spelt)
            if again is not None:
                entry.spelt["cuts"] = again, (new["cuts"], new["cuts_mode"])
        self._put_up(entry, new)
        if replaced is not None:
            replaced.loaded.picture.close()

    def _switch(self, entry: LabelledImage) -> None:
        """Show another of the images as it was left."""
        if entry.loaded is self.loaded:
            return
        picture = entry.loaded.picture
        planes = self.planes.for_names(picture.plane_names)
        self._put_up(entry, entry.traits | {"planes": planes, "error": ""})

    def _switch_for_page(self, entry: LabelledImage) -> None:
        self.busy = f"preparing {entry.label}"
        try:
            self._switch(entry)
        except Exception as error:  # noqa: BLE001 - no error may vanish in a worker thread
            self.error = explain(error)
            # The page shows the label it has asked for.
            self.send_state("image_label")
        finally:
            self.busy = ""

    def _put_up(self, entry: LabelledImage, traits: Mapping[str, Any]) -> None:
        """Show an image with a look, in one message to the page."""
        loaded = entry.loaded
        look = Look(traits["cuts"], traits["stretch"], traits["stretch_parameter"])
        source, bbox = loaded.picture.source(loaded.component), loaded.picture.model.bbox
        viewport = traits.get("viewport", self.viewport)
        new = {
            **traits,
            "image_info": loaded.picture.info(loaded.component),
            "first_tiles": [] if entry.seen else first_tiles(source, look, bbox, self._size, viewport),
            "image_label": entry.label,
            "layers": self._with_catalogs(traits["layers"], loaded.picture.model),
        }
        with self._state_lock, self.hold_sync():
            if entry.turn and self._images.get(entry.label) is not entry:
                # It has been replaced or removed, or the viewer closed, while its tiles were made.
                return
            left = self._images.get(self.image_label)
            if left is not None and left.label != entry.label:
                left.traits = {name: getattr(self, name) for name in KEPT}
                left.seen = left.seen or any(self.canvas_size)
                left.traits["layers"] = self._without_catalogs(self.layers)
                # The viewer's component runs ahead while another one is being prepared.
                left.traits["component"] = left.loaded.component
            self._images[entry.label], entry.traits, entry.turn = entry, {}, next(_turns)
            self.loaded = loaded
            self._assign({"image_labels": tuple(self._images), **new})
        for other in sorted(self._images.values(), key=lambda other: -other.turn)[_READY:]:
            other.loaded.picture.rest()
        self._follow(follow_up)


def _asked_again(
    replaced: LabelledImage | None, before: Any, picture: Picture, state: Mapping[str, Any]
) -> BaseInterval | None:
    """Return the interval, if any, that says what the cuts of the next image of this label are."""
    if replaced is None or {"cuts", "cuts_mode"} & set(state):
        return None
    words = replaced.said("cuts", (before.cuts, before.cuts_mode))
    # Modes and numbers stay as they do for every image; an interval without a name here is lost on them.
    computes = isinstance(words, BaseInterval) and not isinstance(words, ManualInterval)
    return words if computes and picture.color == replaced.loaded.picture.color else None
