"""What the plots of a catalogue have in common: figures, axes of columns, and what a hand does on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from imgview.plots.column import PlotColumn
from imgview.plots.plot_axis import round_numbers

__all__ = ["PAGE", "SELECTED", "Gestures", "Labels", "inner_size", "new_figure", "plain"]

PAGE = "page"
"""Who set a value that the page knows already, for Bokeh's events."""

SELECTED = "#f05014"
"""Colour of what is selected: strong on white and on black, and none of the colours of viridis."""

_GREY = "#80868b"
_UNDISPLAYED = (500.0, 400.0)
"""CSS pixels of a plane that is on no page yet."""


def new_figure(tools: str, **keywords: Any) -> Any:
    """Return an empty figure that is transparent, so that the page's own ground shows.

    Parameters
    ----------
    tools : `str`
        Bokeh's names of tools, the active ones first.
    **keywords
        Of `bokeh.plotting.figure`.
    """
    figure = import_module("bokeh.plotting").figure(
        tools=tools,
        output_backend="webgl",
        toolbar_location="above",
        background_fill_color=None,
        border_fill_color=None,
        outline_line_color=_GREY,
        outline_line_alpha=0.4,
        **keywords,
    )
    figure.toolbar.logo = None
    figure.grid.grid_line_alpha = 0.2
    figure.grid.grid_line_color = _GREY
    return figure


def plain(text: str) -> Any:
    """Return a text that Bokeh draws as it is: names of columns are untrusted, and no TeX."""
    return import_module("bokeh.models").PlainText(text=text)


class Labels:
    """What stands along an axis or a colour bar: one of Bokeh's for numbers, and one for categories.

    BokehJS keeps the labels of categories once it has made them, even at numbers that come after.

    Parameters
    ----------
    numbers, categories : `bokeh.models.LinearAxis` or `bokeh.models.ColorBar`
        The two; one of them is visible at a time.
    """

    def __init__(self, numbers: Any, categories: Any) -> None:
        self.numbers, self.categories = numbers, categories
        self._ticks: tuple[list[float], list[float]] | None = None

    def write(self, column: PlotColumn | None) -> None:
        """Say what a column says; without one nothing stands there."""
        models = import_module("bokeh.models")
        self.numbers.visible = column is not None and not column.categories
        self.categories.visible = column is not None and bool(column.categories)
        if column is None:
            return
        shown = self.categories if column.categories else self.numbers
        name = "title" if isinstance(shown, models.ColorBar) else "axis_label"
        shown.update(**{name: plain(column.label)})
        if column.categories:
            texts = {number: plain(text) for number, text in enumerate(column.categories)}
            shown.update(ticker=models.FixedTicker(ticks=list(texts)), major_label_overrides=texts)

    def look_at(self, start: float, end: float) -> None:
        """Write numbers that suit a part of a logarithmic axis: along a decade or two Bokeh's are too few."""
        models = import_module("bokeh.models")
        if not isinstance(self.numbers, models.LogAxis):
            return
        ticks = round_numbers(start, end)
        if ticks == self._ticks:
            return
        self._ticks = ticks
        self.numbers.ticker = (
            models.LogTicker() if ticks is None else models.FixedTicker(ticks=ticks[0], minor_ticks=ticks[1])
        )

    @classmethod
    def along(cls, figure: Any, side: str) -> Labels:
        """Return the labels of the axis that a figure has below or on its left."""
        (numbers,) = getattr(figure, side)
        categories = import_module("bokeh.models").LinearAxis(visible=False)
        figure.add_layout(categories, side)
        for axis in (numbers, categories):
            axis.axis_label_text_font_style = "normal"
            axis.axis_label_text_font_size = "12px"
            axis.major_label_text_font_size = "11px"
            axis.axis_label_standoff = 4
            for part in ("axis_line", "major_tick_line", "minor_tick_line"):
                setattr(axis, f"{part}_color", _GREY)
            axis.axis_label_text_color = axis.major_label_text_color = _GREY
        return cls(numbers, categories)


def inner_size(figure: Any) -> tuple[float, float]:
    """Return the width and the height of a figure's plane, CSS pixels."""
    try:
        size = float(figure.inner_width), float(figure.inner_height)
    except (TypeError, ValueError):
        return _UNDISPLAYED
    return size if min(size) > 0 else _UNDISPLAYED


class Gestures:
    """What a hand does on a figure, told as it is meant.

    Parameters
    ----------
    figure : `bokeh.plotting.figure`
        Whose tools for boxes and lassos select nothing by themselves: the kernel knows all the rows, the page
        perhaps none of them.
    on_region : callable
        Called with the geometry of a box or a lasso, and the mode: "replace", "append", "intersect" or
        "subtract".
    on_tap : callable
        Called with the place, (x, y), and whether the Shift or the Control key was held.
    on_view : callable, optional
        Called with (x0, x1, y0, y1) when another part of the plane is shown.
    """

    def __init__(
        self,
        figure: Any,
        on_region: Callable[[Mapping[str, Any], str], object],
        on_tap: Callable[[tuple[float, float], bool], object],
        on_view: Callable[[tuple[float, float, float, float]], object] | None = None,
    ) -> None:
        models = import_module("bokeh.models")
        events = import_module("bokeh.events")
        self.figure = figure
        """What they are made on."""
        self._tools = {
            "rect": figure.select_one(models.BoxSelectTool),
            "poly": figure.select_one(models.LassoSelectTool),
        }
        for tool in self._tools.values():
            if tool is not None:
                tool.renderers = []
        self._on_region, self._on_tap, self._on_view = on_region, on_tap, on_view
        self._keys: Mapping[str, bool] = {}
        figure.on_event(events.PanStart, self._start)
        figure.on_event(events.SelectionGeometry, self._region)
        figure.on_event(events.Tap, self._tap)
        if on_view is not None:
            figure.on_event(events.RangesUpdate, self._view)

    def _start(self, event: Any) -> None:
        # A selection does not tell itself which keys were held.
        self._keys = event.modifiers or {}

    def _region(self, event: Any) -> None:
        geometry = event.geometry or {}
        if not event.final or geometry.get("type") not in self._tools:
            return
        tool = self._tools[geometry["type"]]
        keys, self._keys = self._keys, {}
        shift, control = keys.get("shift"), keys.get("ctrl")
        mode = "replace" if tool is None else str(tool.mode)
        if shift or control:
            mode = "subtract" if shift and control else "append" if shift else "intersect"
        self._on_region(geometry, mode)

    def _tap(self, event: Any) -> None:
        keys = event.modifiers or {}
        if event.x is not None and event.y is not None:
            self._on_tap((float(event.x), float(event.y)), bool(keys.get("shift") or keys.get("ctrl")))

    def _view(self, event: Any) -> None:
        area = (event.x0, event.x1, event.y0, event.y1)
        if self._on_view is None or not all(isinstance(edge, (int, float)) for edge in area):
            return
        for axis, start, end in (
            (self.figure.x_range, *area[:2]),
            (self.figure.y_range, *area[2:]),
        ):
            # The page has them; whoever sets them to what they were must find a difference.
            axis.set_from_json("start", start, setter=PAGE)
            axis.set_from_json("end", end, setter=PAGE)
        self._on_view(area)
