"""A canvas whose picture can be adjusted: the part of the viewer that keeps cuts, stretch and component."""

import functools
import threading
import weakref
from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from imgview.errors import ImgviewError
from imgview.viewer.conditioned import ConditionedCanvas
from imgview.viewer.desk import Loaded, explain
from imgview.viewer.picture import Picture
from imgview.viewer.planes import PlaneMap, PlanesTrait
from imgview.viewer.state import resolve_cuts, resolve_state
from imgview.viewer.statistics import follow_cuts, follow_expressions, follow_up
from imgview.viewer.tables import stretch_tables
from imgview.viewer.traits import (
    ColormapTrait,
    ComponentTrait,
    CutsModeTrait,
    CutsTrait,
    FiniteTrait,
    ParameterTrait,
    StretchTrait,
)
from imgview.widget.pool import BACKGROUND, READOUT, shared_pool

__all__ = ["AdjustedCanvas"]

_BREATH = 0.15
"""Seconds in which the first picture has the kernel to itself."""


class AdjustedCanvas(ConditionedCanvas):
    """A canvas that turns pixels into a picture as it is told; see `~imgview.viewer.viewer.ImageViewer`."""

    _state_lock: threading.RLock
    _assigning = False
    _page: tuple[int, frozenset[str]] = (0, frozenset())

    cuts = CutsTrait().tag(sync=True)
    cuts_mode = CutsModeTrait().tag(sync=True)
    stretch = StretchTrait().tag(sync=True)
    stretch_parameter = ParameterTrait().tag(sync=True)
    colormap = ColormapTrait().tag(sync=True)
    contrast = FiniteTrait(1.0).tag(sync=True)
    bias = FiniteTrait(0.5).tag(sync=True)
    component = ComponentTrait().tag(sync=True)
    planes = PlanesTrait().tag(
        sync=True, to_json=lambda planes, _: planes.state, from_json=lambda state, _: PlaneMap(state)
    )

    # What is assigned, in the spelling the page gets.

    def _resolved(self, before: Any, picture: Picture | None, state: Mapping[str, Any]) -> dict[str, Any]:
        """Return the traits to set with an image; what is not given stays as it was before."""

        def validate(name: str, value: Any) -> Any:
            try:
                return self.traits()[name]._validate(self, value)  # noqa: SLF001 - what assigning does
            except traitlets.TraitError as error:
                raise ImgviewError(str(error)) from error

        return resolve_state(before, picture, state, validate)

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

    @property
    def from_page(self) -> frozenset[str]:
        """Names of the traits that the page is setting, in this thread, at this moment."""
        thread, names = self._page
        return names if thread == threading.get_ident() else frozenset()
