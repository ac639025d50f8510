"""Bokeh's models on the page, through jupyter_bokeh, without anything fetched from a network.

Each display gets a ``BokehModel`` of its own, made of what the plots are at that moment; changes go to all of
them, gathered into one patch. What the page is told of BokehJS' own doing is kept to what the kernel needs.
"""

import importlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from imgview.widget.companion import Companion

__all__ = ["PlotPane"]

_SCRIPTS = ("bokeh.min.js", "bokeh-gl.min.js")
_MOST_DISPLAYS = 4
"""A page that is reloaded says no goodbye: older ones are taken for gone."""


class PlotPane:
    """A Bokeh layout, and the widget that shows it.

    Parameters
    ----------
    root : `bokeh.models.LayoutDOM`
        What is shown.
    lock : `threading.RLock`
        Whoever changes the models holds it.
    """

    def __init__(self, root: Any, lock: Any) -> None:
        self._root = root
        self._lock = lock
        self._displays: dict[str, Any] = {}
        self._events: list[Any] = []
        self._depth = 0
        self._fresh = 0
        self.on_open: Callable[[bool], object] = bool
        """Called before plots are displayed, with whether that page has a GPU (`callable`)."""
        self._document = importlib.import_module("bokeh.document").Document()
        self._document.add_root(root)
        self._document.on_change_dispatch_to(self)
        self.widget = Companion("plots", self._asked)
        """What displays it (`~imgview.widget.companion.Companion`)."""
        self.widget.tell(fresh=0)

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Send what is changed meanwhile as one patch."""
        with self._lock:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._flush()

    def replace(self, figures: Sequence[Any]) -> None:
        """Show other figures; the page gives them its colours."""
        with self.gathered():
            self._root.children = list(figures)
            self._fresh += bool(self._displays)

    def close(self) -> None:
        """Take it off the page."""
        with self._lock:
            for display in self._displays.values():
                display.close()
            self._displays.clear()
        self.widget.close()

    # What Bokeh calls.

    def _document_patched(self, event: Any) -> None:
        if isinstance(event.setter, str) or event.setter in self._displays.values():
            return
        with self._lock:
            self._events.append(event)
            if self._depth == 0:
                self._flush()

    def _flush(self) -> None:
        events, self._events = self._events, []
        displays = list(self._displays.values())
        if not (events and displays):
            return
        header, content = _patch(events)
        for display in displays:
            for part in (header, "{}", content):
                display.send({"msg": "patch", "payload": part})
        self.widget.tell(fresh=self._fresh)

    # What the page asks.

    def _asked(self, content: dict[str, Any]) -> None:
        ticket = str(content.get("ticket"))
        match content["ask"]:
            case "bokeh":
                self.widget.send({"kind": "bokeh"}, list(_bokeh_scripts()))
            case "open":
                self._open(ticket, gpu=content.get("gpu") is True)
            case "gone":
                with self._lock:
                    display = self._displays.pop(ticket, None)
                if display is not None:
                    display.close()

    def _open(self, ticket: str, *, gpu: bool) -> None:
        with self._lock:
            with self.gathered():
                self.on_open(gpu)
            self._flush()
            display = _display_class()(self._root)
            self._displays[ticket] = display
            old = list(self._displays)[:-_MOST_DISPLAYS]
            for forgotten in [self._displays.pop(name) for name in old]:
                forgotten.close()
        self.widget.send({"kind": "opened", "ticket": ticket, "model": display.model_id})


@lru_cache(maxsize=1)
def _display_class() -> Any:
    """Return jupyter_bokeh's widget without its own patches: they come from the pane, gathered."""
    base: Any = importlib.import_module("jupyter_bokeh").BokehModel

    class Display(base):  # type: ignore[misc]
        """A view of Bokeh models as they are at the moment."""

        def update_from_model(self, model: Any) -> None:
            self._model = model
            self.render_bundle = self._model_to_traits(model)

        def close(self) -> None:
            # Its own takes it off a document that never heard of it.
            super(base, self).close()

    return Display


def _patch(events: list[Any]) -> tuple[str, str]:
    """Return the header and the content of a patch, arrays within: three messages, however many arrays."""
    serialization = importlib.import_module("bokeh.core.serialization")
    encoder = importlib.import_module("bokeh.core.json_encoder")
    message = importlib.import_module("bokeh.protocol.messages.patch_doc").patch_doc
    models = events[0].document.models
    serializer = serialization.Serializer(references=models.synced_references, deferred=False)
    content = {"events": serializer.encode(events)}
    models.flush_synced(lambda model: not serializer.has_ref(model))
    return json.dumps(message.create_header()), encoder.serialize_json(content)


@lru_cache(maxsize=1)
def _bokeh_scripts() -> tuple[bytes, ...]:
    """Return BokehJS as it was installed with Bokeh, deflated."""
    folder = Path(importlib.import_module("bokeh").__file__ or "").parent / "server" / "static" / "js"
    return tuple(zlib.compress((folder / name).read_bytes(), 9) for name in _SCRIPTS)
