"""The bar over an explorer: a filter, choices of columns, counts, and what is wrong with what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imgview.errors import ImgviewError
from imgview.viewer.desk import explain
from imgview.widget.companion import Companion

__all__ = ["ExplorerBar"]

_AXES = ("x", "y", "color", "histogram")


class ExplorerBar:
    """What a hand asks for in words; what is impossible is said beside the field, and changes nothing.

    Parameters
    ----------
    names : `list` of `str`
        Columns that are offered.
    on_filter : callable
        Called with an expression.
    on_plot : callable
        Called with one of ``x=``, ``y=``, ``color=`` and ``histogram=``, the name of a column or `None`, or
        with ``log=`` or ``reverse=``, names of axes.
    on_clear : callable
        Called when nothing is to be selected any more.
    """

    def __init__(
        self,
        names: list[str],
        on_filter: Callable[[str], object],
        on_plot: Callable[..., object],
        on_clear: Callable[[], object],
    ) -> None:
        self._on_filter, self._on_plot, self._on_clear = on_filter, on_plot, on_clear
        self._told: dict[str, Any] = {}
        self.widget = Companion("bar", self._asked)
        """What displays it (`~imgview.widget.companion.Companion`)."""
        self.widget.tell(columns=names, error="")

    def tell(self, **told: Any) -> None:
        """Say how things are.

        Parameters
        ----------
        **told
            ``axes``, ``log``, ``reverse``, ``filter``, ``counts``, ``notes`` and ``selected``.
        """
        self._told = told
        self.widget.tell(**told, error="")

    def fail(self, error: Exception) -> None:
        """Say why something could not be done."""
        text = str(error) if isinstance(error, ImgviewError) else explain(error)
        self.widget.tell(error=text)

    def _asked(self, content: dict[str, Any]) -> None:
        wrong = bool(self.widget.state["error"])
        # Told anew, so that a menu whose choice is refused again shows again what is plotted.
        self.widget.tell(error="")
        try:
            match content:
                case {"ask": "filter", "text": str(text)}:
                    # What stands in the field stays there, right or wrong.
                    self.widget.tell(filter=text)
                    if wrong or text.strip() != self._told.get("filter"):
                        self._on_filter(text)
                case {"ask": "axis", "axis": str(axis), "column": column} if axis in _AXES:
                    self._on_plot(**{axis: column})
                case {"ask": "log" | "reverse" as how, "axis": str(axis), "on": bool(on)}:
                    self._on_plot(**{how: {*self._told[how]} - {axis} | ({axis} if on else set())})
                case {"ask": "clear"}:
                    self._on_clear()
        except Exception as error:  # noqa: BLE001 - nothing that a hand does may vanish
            self.fail(error)
