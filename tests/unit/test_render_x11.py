"""Colour names of X11."""

import re
import zlib

import pytest

from imgview.errors import UnknownNameError
from imgview.render.overlays.x11 import x11_color, x11_names


@pytest.mark.parametrize(
    ("name", "color"),
    [
        ("green", "#00ff00"),
        ("Green", "#00ff00"),
        ("orchid", "#da70d6"),
        ("light goldenrod", "#eedd82"),
        ("LightGoldenrod2", "#eedc82"),
        ("gray", "#bebebe"),
        ("grey50", "#7f7f7f"),
        ("gray100", "#ffffff"),
        ("maroon", "#b03060"),
        ("purple4", "#551a8b"),
        ("dark slate grey", "#2f4f4f"),
        ("VioletRed3", "#cd3278"),
        ("rebeccapurple", "#663399"),
        ("#FF8000", "#ff8000"),
        ("#f80", "#ff8800"),
        ("tab:blue", "#1f77b4"),
    ],
)
def test_names_mean_what_they_mean_to_ds9(name, color):
    assert x11_color(name) == color


def test_all_names_of_x_org_are_there():
    further = re.compile(f"({'|'.join(_CSS_ALONE)}|(dark)?slategrey[1-4])")
    names = {name: color for name, color in x11_names().items() if not further.fullmatch(name)}
    assert len(names) == 657
    listing = "\n".join(f"{name} {names[name]}" for name in sorted(names))
    # Of rgb.txt of X.Org, in this form.
    assert zlib.crc32(listing.encode()) == 0x97B1ED9D


_CSS_ALONE = ("aqua", "crimson", "fuchsia", "indigo", "lime", "olive", "rebeccapurple", "silver", "teal")


@pytest.mark.parametrize("name", ["orchod", "", "none", "gray101", "<b>", None, 7])
def test_what_is_no_colour_is_refused(name):
    with pytest.raises(UnknownNameError, match="unknown colour"):
        x11_color(name)


def test_near_names_are_told():
    with pytest.raises(UnknownNameError, match="did you mean 'lightgoldenrod'"):
        x11_color("lightgoldenrodd")
