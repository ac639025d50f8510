"""What stands beside a viewer and is no canvas: a bar of choices, a table, a gallery, a frame for plots.

One writer each way: the kernel alone writes ``state``, the page alone asks. A companion knows nothing of
catalogues: what it shows are texts, numbers and pictures.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

__all__ = ["Companion"]

_HERE = Path(__file__).parent


class Companion(anywidget.AnyWidget):
    """A widget whose page side is chosen by ``kind``.

    Parameters
    ----------
    kind : `str`
        "bar", "table", "gallery" or "plots".
    answer : callable
        Called with what the page asks: a `dict` with the key "ask". It may run in another thread while a cell
        runs.
    """

    _esm: str | Path
    _css: str | Path
    if os.environ.get("ANYWIDGET_HMR") == "1":
        # Who works on the page sees a change at once: anywidget watches files, not texts.
        _esm, _css = _HERE / "companions.js", _HERE / "companions.css"
    else:
        _esm, _css = ((_HERE / f"companions.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))

    kind = traitlets.Unicode(read_only=True).tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, kind: str, answer: Callable[[dict[str, Any]], object]) -> None:
        self.set_trait("kind", kind)
        self._answer = answer
        super().__init__()
        self.on_msg(self._asked)

    def tell(self, **state: Any) -> None:
        """Change a part of the state; what is the same does not travel."""
        new = {**self.state, **state}
        if new != self.state:
            self.state = new

    def _asked(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and isinstance(content.get("ask"), str):
            self._answer(content)
