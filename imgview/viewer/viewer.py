"""The viewer: an image, its state as traits, and everything that keeps the two together."""

import base64
import functools
import itertools
import math
import os
import threading
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import traitlets

from imgview.errors import ImgviewError
from imgview.geometry import Box
from imgview.viewer.adapt import taken
from imgview.viewer.conditioned import ConditionedCanvas
from imgview.viewer.desk import Loaded, ViewerDesk, explain
from imgview.viewer.framing import fit, framed, resolved
from imgview.viewer.picture import Picturable, Picture
from imgview.viewer.planes import PlaneMap, PlanesTrait
from imgview.viewer.skygrid import sky_grid
from imgview.viewer.snapshot import first_tiles, view_png
from imgview.viewer.state import resolve_cuts, resolve_state
from imgview.viewer.statistics import follow_cuts, follow_expressions, follow_up
from imgview.viewer.tables import constants, stretch_tables
from imgview.viewer.traits import (
    ColormapTrait,
    ComponentTrait,
    CutsModeTrait,
    CutsTrait,
    FiniteTrait,
    ParameterTrait,
    StretchTrait,
    ViewportTrait,
)
from imgview.widget.pool import BACKGROUND, READOUT, shared_pool
from imgview.widget.protocol import Viewport
from imgview.widget.source import Look
from imgview.widget.tiles import TileServer

__all__ = ["ImageViewer"]

_WIDGET = ("layout", "tooltip", "tabbable")
_UNDISPLAYED = (1000, 800)
"""CSS pixels of a canvas that is on no page yet."""

_BREATH = 0.15
"""Seconds in which the first picture has the kernel to itself."""

_numbers = itertools.count(1)


class ImageViewer(ConditionedCanvas):
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
    layers : `~imgview.viewer.layers.LayerMap`
        Lines and sources over the image: ``viewer.layers["cells"].visible = False``, ``.color``,
        ``.opacity``, ``.width``, ``.remove()``; `add_outline` and `add_catalog` add some.
    selection : `~imgview.viewer.selection.Selection`
        The sources that are selected: ``.layer``, ``.rows``, ``.catalog``; ``{"src": [3, 5]}`` and `None` may
        be assigned; `on_select` has a function called. ``layer.selected`` is the same for one layer.
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
    Callbacks of changes that come from the page may run in another thread while a cell runs.
    """

    cuts = CutsTrait().tag(sync=True)
    cuts_mode = CutsModeTrait().tag(sync=True)
    stretch = StretchTrait().tag(sync=True)
    stretch_parameter = ParameterTrait().tag(sync=True)
    colormap = ColormapTrait().tag(sync=True)
    contrast = FiniteTrait(1.0).tag(sync=True)
    bias = FiniteTrait(0.5).tag(sync=True)
    component = ComponentTrait().tag(sync=True)
    viewport = ViewportTrait().tag(sync=True)
    planes = PlanesTrait().tag(
        sync=True, to_json=lambda planes, _: planes.state, from_json=lambda state, _: PlaneMap(state)
    )

    def __init__(self, obj: Any = None, **state: Any) -> None:
        self.loaded: Loaded | None = None
        self._state_lock = threading.RLock()
        self._assigning = False
        self._page: tuple[int, frozenset[str]] = (0, frozenset())
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
                self._assign(self._resolved(None, state))
            else:
                self.load_image(obj, **state)
        super().open()
        # Not before: what a worker sets between the first state and the comm would never reach the page.
        self._follow(follow_up)

    def load_image(self, obj: Any, /, *what: Any, **keywords: Any) -> None:
        """Show another image.

        Parameters
        ----------
        obj : `object`
            Anything that `imgview.read` takes; nothing is copied.
        *what : `object`
            For a Butler the type of the dataset, and perhaps the data ID.
        **keywords
            Those of `imgview.read`, such as ``mask``, ``wcs``, ``hdu``; and any of the viewer's
            attributes, set together with the image. What is not given stays: stretch, colormap,
            the styles of planes (by name), the mode of the cuts, and the viewport if the image has the same
            box. Between an image in colour and any other, stretch and cuts begin anew.

        Raises
        ------
        ImgviewError
            If the object cannot be read or shown, or an attribute is impossible; the viewer then keeps what
            it shows.
        """
        shown, state = taken(obj, what, keywords)
        picture = Picture(shown, next(_numbers))
        new = self._resolved(picture, state)
        component: str = new["component"]
        source = picture.source(component)
        layers, trouble = self._layers_with(picture.model)
        look = Look(new["cuts"], new["stretch"], new["stretch_parameter"])
        new |= {
            "image_info": picture.info(component),
            "mask_planes": picture.mask_planes(),
            "layers": layers,
            "mask_expressions": self.mask_expressions.for_schema(picture.schema),
            "first_tiles": first_tiles(
                source, look, picture.model.bbox, self._size, new.get("viewport", self.viewport)
            ),
            "sky_grid": sky_grid(picture.model.sky_projection, picture.model.bbox),
            "cuts_table": {},
            "histogram": {},
            "error": trouble,
        }
        loaded = Loaded(picture, component)
        with self._state_lock, self.hold_sync():
            old, self.loaded = self.loaded, loaded
            self._assign(new)
        if old is not None:
            old.picture.close()
        self._follow(follow_up)

    @property
    def image(self) -> Picturable | None:
        """The object of the model that is shown; `None` without one."""
        return None if self.loaded is None else self.loaded.picture.model

    def close(self) -> None:
        """Take the viewer off the page and let go of the image."""
        self._server.close()
        loaded, self.loaded = self.loaded, None
        super().close()
        if loaded is not None:
            loaded.picture.close()
            self._assign({"first_tiles": [], "image_info": {}, "cursor": None})

    def fit(self) -> None:
        """Show the whole image."""
        self.viewport = None

    def center_on(
        self,
        place: Any = None,
        /,
        *,
        x: float | None = None,
        y: float | None = None,
        layer: str | None = None,
        fov: float | None = None,
    ) -> None:
        """Move a place to the middle of the canvas.

        Parameters
        ----------
        place : `int`, `~astropy.coordinates.SkyCoord` or pair of `float`, optional
            Row of a catalogue, position on the sky, or absolute (x, y).
        x, y : `float`, optional
            Absolute pixel coordinates, instead of a place.
        layer : `str`, optional
            Which layer a row is of; that of the selection, else the uppermost one with sources, if not given.
        fov : `float`, optional
            Image pixels across the shorter side of the canvas; as it is if not given.

        Raises
        ------
        ImgviewError
            If there is no such place.
        """
        at = self._place((x, y) if place is None else place, layer)
        self.viewport = Viewport(center=at, fov=self._view()["fov"] if fov is None else fov)

    def zoom_to(self, target: float | Box) -> None:
        """Show the image at a scale, or a box of it.

        Parameters
        ----------
        target : `float` or `~imgview.geometry.Box`
            CSS pixels an image pixel (1 is 1:1), about the present centre; or an absolute box to fit.
        """
        if isinstance(target, Box):
            self.viewport = fit(target, self._size)
            return
        if not (math.isfinite(target) and target > 0):
            msg = f"a zoom is a positive number of screen pixels an image pixel, got {target!r}"
            raise ImgviewError(msg)
        self.viewport = framed(self._view()["center"], target, self._size)

    def save(self, filename: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write what the viewer shows, mask planes and layers included, as a PNG file.

        Parameters
        ----------
        filename : path
            Where to; its directory must be there.
        overwrite : `bool`, optional
            Whether a file that is there may be replaced.

        Raises
        ------
        FileExistsError
            If the file is there and may not be replaced.

        Notes
        -----
        The picture has the size of the canvas on the page, in CSS pixels, or 1000 x 800 before it is
        displayed; it is painted by the kernel with the page's arithmetic. A viewer without an image writes a
        black picture.
        """
        picture = view_png(self, self._size)
        with Path(filename).open("wb" if overwrite else "xb") as file:
            file.write(picture)

    @property
    def _size(self) -> tuple[int, int]:
        """Width and height of the canvas, as if displayed."""
        width, height = self.canvas_size
        return (int(width), int(height)) if width > 0 and height > 0 else _UNDISPLAYED

    def _view(self) -> Viewport:
        if self.loaded is None:
            msg = "the viewer shows no image yet: load_image() one first"
            raise ImgviewError(msg)
        return resolved(self.viewport, self.loaded.picture.model.bbox, self._size)

    # What is assigned, in the spelling the page gets.

    def _resolved(self, picture: Picture | None, state: Mapping[str, Any]) -> dict[str, Any]:
        def validate(name: str, value: Any) -> Any:
            try:
                return self.traits()[name]._validate(self, value)  # noqa: SLF001 - what assigning does
            except traitlets.TraitError as error:
                raise ImgviewError(str(error)) from error

        return resolve_state(self, picture, state, validate)

    def resolve_cuts(self, value: Any) -> tuple[tuple[float, float], str]:
        """Return low and high for cuts or a mode of cuts, and the name of the mode.

        Raises
        ------
        ImgviewError
            If they are neither.
        """
        if self.loaded is None:
            return resolve_cuts(value, None, "image")
        return resolve_cuts(value, self.loaded.picture, self.loaded.component)

    def _assign(self, values: Mapping[str, Any]) -> None:
        """Set traits to values that are resolved already."""
        failure = None
        self._assigning = True
        for name, value in values.items():
            trait = getattr(type(self), name)
            try:
                trait.put(self, value) if hasattr(trait, "put") else trait.set(self, value)
            except Exception as error:  # noqa: BLE001 - a user's callback must not leave half an image
                failure = failure or error
        self._assigning = False
        if failure is not None:
            raise failure

    # What follows from a change.

    @traitlets.observe("stretch", "stretch_parameter")
    def _stretch_changed(self, _: dict[str, Any]) -> None:
        if self._assigning:
            # A stretch with the parameter of the one before may not even exist; the tables come along.
            return
        row = None if self.loaded is None else self.loaded.histogram_row
        self.stretch_tables = stretch_tables(self.stretch, self.stretch_parameter, row)
        if self.stretch == "histogram":
            self._follow_cuts()

    @traitlets.observe("cuts")
    def _cuts_changed(self, _: dict[str, Any]) -> None:
        self._follow_cuts()

    def _follow_cuts(self) -> None:
        if self.loaded is not None and not self.loaded.following:
            self.loaded.following = True
            self._follow(follow_cuts)

    def _follow(self, work: Callable[["weakref.ref[Any]", "weakref.ref[Loaded]"], None]) -> None:
        """Have a worker thread complete the state; it keeps neither viewer nor image alive."""
        if self.loaded is not None and self.comm is not None:
            job = functools.partial(work, weakref.ref(self), weakref.ref(self.loaded))
            shared_pool().submit(job, BACKGROUND, after=_BREATH)

    @traitlets.observe("mask_expressions")
    def _expressions_changed(self, _: dict[str, Any]) -> None:
        if not self._assigning and any(entry.count is None for entry in self.mask_expressions.entries):
            self._follow(follow_expressions)

    @traitlets.observe("component")
    def _component_changed(self, change: dict[str, Any]) -> None:
        loaded, component = self.loaded, change["new"]
        if loaded is None or component == loaded.component:
            return
        if self.from_page:
            # The page goes on drawing; a handler must not read a variance plane.
            shared_pool().submit(lambda: self._show_component(loaded, component), READOUT)
        else:
            self._show_component(loaded, component)

    def _show_component(self, loaded: Loaded, component: str) -> None:
        """Give the viewer another component's cuts."""
        self.busy = f"preparing the {component}"
        try:
            cuts, mode = loaded.cuts_of(component, self.cuts_mode)
            new = {
                "image_info": loaded.picture.info(component),
                "first_tiles": [],
                "cuts": cuts,
                "cuts_mode": mode,
                "cuts_table": loaded.picture.known_cuts_table(component),
                "histogram": loaded.picture.histogram(component, cuts),
            }
        except Exception as error:  # noqa: BLE001 - no error may vanish in a worker thread
            self.error = explain(error)
            return
        finally:
            self.busy = ""
        with self._state_lock, self.hold_sync():
            if self.loaded is not loaded or self.component != component:
                return
            loaded.leave_for(component, self.cuts, self.cuts_mode)
            self._assign(new)
        self._follow(follow_up)

    # What comes from the page.

    @property
    def from_page(self) -> frozenset[str]:
        """Names of the traits that the page is setting, in this thread, at this moment."""
        thread, names = self._page
        return names if thread == threading.get_ident() else frozenset()

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
