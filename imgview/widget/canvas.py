"""The widget the page draws: its traits and nothing else.

Owns the names and types declared in `~imgview.widget.protocol.Traits`, the bundle that is sent to the page
and the one comm. What a trait means for pixels is decided elsewhere.
"""

import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Layout

from imgview.render.looks.cuts import DEFAULT_CUTS
from imgview.widget.protocol import PROTOCOL

__all__ = ["ImageCanvas"]

_STATIC = Path(__file__).parents[1] / "static"
_BUNDLE = (_STATIC / "canvas.js").read_bytes()


_gathering = threading.RLock()
"""Whoever asks whether changes are being gathered must have noted his before they are sent."""


class ImageCanvas(anywidget.AnyWidget):
    """Synced state of one image on a canvas; see `~imgview.widget.protocol.Traits` for meaning and owner.

    Opens one comm. ipywidgets gives every widget a ``Layout``, a widget of its own with a comm of its own;
    here it is made when it is first touched.
    """

    keys: Any
    _holding_sync: bool
    _states_to_send: Any
    _esm: str | Path
    _css: str | Path
    if os.environ.get("ANYWIDGET_HMR") == "1":
        # Who works on the page sees a rebuilt bundle at once: anywidget watches files, not texts.
        _esm, _css = _STATIC / "canvas.js", _STATIC / "canvas.css"
    else:
        _esm = (Path(__file__).parent / "loader.js").read_text(encoding="utf-8")
        _css = (_STATIC / "canvas.css").read_text(encoding="utf-8")
    _bundle = traitlets.Bytes(zlib.compress(_BUNDLE, 9)).tag(sync=True)
    _bundle_key = traitlets.Unicode(f"{zlib.crc32(_BUNDLE):08x}").tag(sync=True)

    protocol = traitlets.Int(PROTOCOL, read_only=True).tag(sync=True)
    image_info = traitlets.Dict().tag(sync=True)
    image_label = traitlets.Unicode().tag(sync=True)
    image_labels: Any = traitlets.Tuple().tag(sync=True)
    mask_planes: Any = traitlets.List().tag(sync=True)
    first_tiles: Any = traitlets.List().tag(sync=True)
    cuts_table = traitlets.Dict().tag(sync=True)
    histogram = traitlets.Dict().tag(sync=True)
    stretch_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    stretch_tables = traitlets.Bytes().tag(sync=True)
    colormap_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    colormap_tables = traitlets.Bytes().tag(sync=True)
    bad_color = traitlets.Unicode().tag(sync=True)
    sky_grid = traitlets.Dict().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    busy = traitlets.Unicode().tag(sync=True)
    cuts = traitlets.Tuple(traitlets.Float(), traitlets.Float(), default_value=(0.0, 1.0)).tag(sync=True)
    cuts_mode = traitlets.Unicode(DEFAULT_CUTS).tag(sync=True)
    stretch = traitlets.Unicode("asinh").tag(sync=True)
    stretch_parameter: Any = traitlets.Float(None, allow_none=True).tag(sync=True)
    colormap = traitlets.Unicode("gray").tag(sync=True)
    inverted = traitlets.Bool(False).tag(sync=True)
    contrast = traitlets.Float(1.0).tag(sync=True)
    bias = traitlets.Float(0.5).tag(sync=True)
    component = traitlets.Unicode("image").tag(sync=True)
    viewport = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)
    planes: Any = traitlets.Dict().tag(sync=True)
    mask_expressions: Any = traitlets.List().tag(sync=True)
    layers: Any = traitlets.List().tag(sync=True)
    drawings = traitlets.Dict().tag(sync=True)
    selection: Any = traitlets.Dict().tag(sync=True)
    panel_open = traitlets.Bool(True).tag(sync=True)
    show_grid = traitlets.Bool(False).tag(sync=True)
    height = traitlets.Int(640, min=120, max=4000).tag(sync=True)
    frames: Any = traitlets.Dict().tag(sync=True)
    blink = traitlets.Float(0.0).tag(sync=True)
    listening: Any = traitlets.Dict({"clicks": False, "keys": [], "others": "", "call": 0}).tag(sync=True)
    # The page alone writes these: nothing to echo back to it.
    cursor = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True, echo_update=False)
    canvas_size = traitlets.Tuple((0, 0)).tag(sync=True, echo_update=False)

    @contextmanager
    def hold_sync(self) -> Iterator[None]:
        """Gather changes into one message; others may change traits from other threads meanwhile."""
        with _gathering:
            outermost, self._holding_sync = not self._holding_sync, True
        try:
            yield
        finally:
            if outermost:
                with _gathering:
                    self._holding_sync = False
                    names, self._states_to_send = self._states_to_send, set()
                self.send_state(names)

    def _should_send_property(self, key: str, value: Any) -> bool:
        with _gathering:
            return bool(super()._should_send_property(key, value))

    def open(self) -> None:
        """Open the comm; the page is to choose the kernel's shell that serves it."""
        super().open()
        _route_as_asked(self.comm)

    @traitlets.default("keys")
    def _keys_without_layout(self) -> list[str]:
        return [name for name in self.traits(sync=True) if name != "layout"]

    @traitlets.default("layout")
    def _make_layout(self) -> Layout:
        layout = Layout()
        self._sync_layout()
        if self.comm is not None:
            # Whoever reads the default value gets no change event: the page has to be told from here.
            state = {"layout": f"IPY_MODEL_{layout.model_id}"}
            self._send({"method": "update", "state": state, "buffer_paths": []})
        return layout

    @traitlets.observe("layout")
    def _layout_assigned(self, _: dict[str, Any]) -> None:
        if "layout" not in self.keys:
            self._sync_layout()
            self.send_state("layout")

    def _sync_layout(self) -> None:
        names: list[str] = self.keys
        self.keys = [*names, "layout"]


def _route_as_asked(comm: Any) -> None:
    """Let the page's messages run on the shell they name.

    ipykernel 7 sends them to the shell that last wrote to the comm instead. After a cell has changed a trait
    that is the main shell, and tiles would wait for the cell to end.
    """
    if hasattr(comm, "_reply_subshell_for"):
        comm._reply_subshell_for = lambda _, asked: asked  # noqa: SLF001 - no public way
