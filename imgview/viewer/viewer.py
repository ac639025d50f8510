"""The viewer: an image, its state as traits, and everything that keeps the two together."""

import base64
import os
import threading
from pathlib import Path
from typing import Any

import traitlets

from imgview.errors import ImgviewError
from imgview.viewer.aida.keywords import known_only
from imgview.viewer.aida.labelled_image import LabelledImage
from imgview.viewer.desk import Loaded, ViewerDesk, explain
from imgview.viewer.frames.frames import GroupedCanvas
from imgview.viewer.looks import changing
from imgview.viewer.picture import Picturable
from imgview.viewer.snapshot import view_png
from imgview.viewer.statistics import follow_up
from imgview.viewer.tables import constants
from imgview.widget.tiles import TileServer

__all__ = ["ImageViewer"]

_WIDGET = ("layout", "tooltip", "tabbable")


class ImageViewer(GroupedCanvas):
    """An interactive picture of an astronomical image with its named mask planes.

    Parameters
    ----------
    obj : optional
        What to show, as for `load_image`; nothing if not given.
    **state
        Any of the attributes below, and ipywidgets' ``layout``, ``tooltip`` and ``tabbable``.

    Attributes
    ----------
    cuts : (`float`, `float`)
        Values shown darkest and brightest, in the image's unit. A mode may be assigned ("zscale", "minmax",
        "99%", "3sigma", 99.5, an astropy interval); ``cuts_mode`` then tells which.
    stretch : `str`
        "linear", "sqrt", "square", "power", "log", "asinh", "sinh" or "histogram"; ``stretch_parameter`` is
        its own parameter, `None` for the default.
    colormap : `str`
        A name of matplotlib's; ``inverted`` turns it round, ``contrast`` and ``bias`` bend it as in ds9.
        An image in colour has none; one of integers is first shown as it is; its channels share one look.
    component : `str`
        "image", "variance", "snr" or the name of an extra plane; of a colour image "image" (in its colours),
        "red", "green" or "blue". Each has cuts of its own.
    viewport : `dict` or `None`
        ``{"center": (x, y), "fov": pixels}``: absolute pixels, ``fov`` across the shorter side of the canvas;
        `None` fits the image.
    planes : `~imgview.viewer.planes.PlaneMap`
        ``viewer.planes["CR"].visible = False``, ``.color``, ``.opacity``, ``.outline``.
    mask_expressions : `~imgview.viewer.expressions.ExpressionMap`
        Conditions on mask planes, drawn like further planes; `add_mask_expression` adds some.
    layers : `~imgview.viewer.layers.layer_map.LayerMap`
        Lines and sources over the image: ``viewer.layers["cells"].visible = False``, ``.color``,
        ``.opacity``, ``.width``, ``.remove()``; `add_outline` and `add_catalog` add some.
    selection : `~imgview.viewer.layers.selection.Selection`
        The sources that are selected: ``.layer``, ``.rows``, ``.catalog``; ``{"src": [3, 5]}`` and `None` may
        be assigned; `on_select` has a function called. ``layer.selected`` is the same for one layer.
    image_label : `str`
        Label of the image that is shown; assigning another of ``image_labels`` shows that image, with the
        cuts, stretch, colormap, component, viewport and layers it was left with.
    cursor : `dict` or `None`
        ``{"x": x, "y": y}`` under the pointer.
    panel_open, show_grid, height
        Side panel, sky grid, CSS pixels of the whole viewer.
    error : `str`
        What the viewer says under the picture.
    loaded : `~imgview.viewer.desk.Loaded` or `None`
        The image as the tile server sees it.

    Notes
    -----
    All of these but ``loaded`` are traits of an ipywidget: ``observe``, ``link`` and ``jslink`` work.
    It is an ``ImageViewerInterface`` of the Astro Image Display API 0.3.0 (https://aida.readthedocs.io) too.
    Callbacks of changes that come from the page may run in another thread while a cell runs.
    """

    def __init__(self, obj: Any = None, **state: Any) -> None:
        self.loaded: Loaded | None = None
        self._images: dict[str, LabelledImage] = {}
        self._catalogs = {}
        self._state_lock = changing
        self._server = TileServer(ViewerDesk(self), self.send)
        widget = {name: state.pop(name) for name in _WIDGET if name in state}
        self._first: tuple[Any, dict[str, Any]] | None = (obj, state)
        super().__init__(**widget)

    def open(self) -> None:
        """Open the comm; the image is loaded before, so that page gets everything in one message."""
        first, self._first = self._first, None
        if first is not None:
            obj, state = first
            self._assign(constants())
            if obj is None:
                self._assign(self._resolved(self, None, state))
            else:
                self._load(obj, state.pop("image_label", None), state)
        super().open()
        # Not before: what a worker sets between the first state and the comm would never reach the page.
        self._follow(follow_up)

    @property
    def image(self) -> Picturable | None:
        """The object of the model that is shown; `None` without one."""
        return None if self.loaded is None else self.loaded.picture.model

    def close(self) -> None:
        """Take the viewer off the page and let go of the image."""
        self._server.close()
        images, self._images, self.loaded = self._images, {}, None
        super().close()
        self.selection = None
        for entry in images.values():
            entry.loaded.picture.close()
        if images:
            nothing: dict[str, Any] = {"first_tiles": [], "image_info": {}, "cursor": None}
            self._assign(nothing | {"image_label": "", "image_labels": ()})

    def save(
        self,
        filename: str | os.PathLike[str],
        overwrite: bool = False,  # noqa: FBT001, FBT002 - the protocol's
        **keywords: Any,
    ) -> None:
        """Write what the viewer shows, mask planes and layers included, as a PNG file.

        Parameters
        ----------
        filename : path
            Where to; its directory must be there.
        overwrite : `bool`, optional
            Whether a file that is there may be replaced.
        **keywords
            None is known: of all there is a warning.

        Raises
        ------
        FileExistsError
            If the file is there and may not be replaced.
        ImgviewError
            If its name ends like that of another format.

        Notes
        -----
        The picture has the size of the canvas on the page, in CSS pixels, or 1000 x 800 before it is
        displayed; it is painted by the kernel with the page's arithmetic. A viewer without an image writes a
        black picture.
        """
        known_only("save", keywords)
        suffix = Path(filename).suffix
        if suffix.lower() not in ("", ".png"):
            msg = f"save() writes PNG files: name this one *.png, not *{suffix}"
            raise ImgviewError(msg)
        picture = view_png(self, self._size)
        with Path(filename).open("wb" if overwrite else "xb") as file:
            file.write(picture)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page has set; what is impossible is said under the picture and set back."""
        with self._state_lock:
            self._page = (threading.get_ident(), frozenset(sync_data))
            try:
                super().set_state(sync_data)
            except (ImgviewError, traitlets.TraitError) as error:
                self.error = explain(error)
                self.send_state([name for name in sync_data if name in self.keys])
            finally:
                self._page = (0, frozenset())

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Return the live view, and a picture for where nothing is alive: a saved notebook on a code host."""
        bundle: tuple[dict[str, Any], dict[str, Any]] | None = super()._repr_mimebundle_(**kwargs)
        if bundle is not None and self.loaded is not None:
            try:
                bundle[0]["image/png"] = base64.b64encode(view_png(self, self._size, small=True)).decode()
            except Exception as error:  # noqa: BLE001 - the live view must not depend on it
                bundle[0]["text/plain"] += f"\n(no picture: {explain(error)})"
        return bundle

    def __repr__(self) -> str:
        if self.loaded is None:
            return "ImageViewer(no image)"
        note = f", {self.image_info['sky_note']}" if self.image_info["sky_note"] else ""
        return f"ImageViewer({self.image_info['title']}, {self.image_info['subtitle']}{note})"

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        self._server.handle(content)
        super()._handle_custom_msg(content, buffers)
