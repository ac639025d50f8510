"""Colour tables by name."""

import matplotlib as mpl
import numpy as np
import pytest

from cielab import lab
from imgview.errors import UnknownNameError
from imgview.render.looks.colormap import BAD_COLOR, MENU, colormap_table, normalise_colormap


def test_gray_is_the_level_itself():
    assert np.array_equal(colormap_table("gray"), np.repeat(np.arange(256), 3).reshape(256, 3))


@pytest.mark.parametrize("name", MENU)
def test_tables_are_bytes(name):
    table = colormap_table(name)
    assert table.shape == (256, 3)
    assert table.dtype == np.uint8


def test_a_table_is_the_callers_own():
    colormap_table("hot")[:] = 0
    assert colormap_table("hot").max() == 255


def test_names_may_differ_in_case():
    assert normalise_colormap("rdbu_R") == "RdBu_r"
    assert np.array_equal(colormap_table("Gray"), colormap_table("gray"))
    # These two differ in nothing but case: matplotlib's own spelling wins.
    assert normalise_colormap("grey") == "grey"
    assert normalise_colormap("Greys") == "Greys"


def test_a_registered_colormap_can_be_named():
    cmap = mpl.colors.ListedColormap([(1, 0, 0), (0, 0, 1)], name="imgview_test")
    mpl.colormaps.register(cmap)
    try:
        table = colormap_table("imgview_test")
    finally:
        mpl.colormaps.unregister("imgview_test")
    assert table[[0, 255]].tolist() == [[255, 0, 0], [0, 0, 255]]


def test_unknown_names_are_answered_with_near_ones():
    with pytest.raises(UnknownNameError, match="'viridis'"):
        colormap_table("virdis")


@pytest.mark.parametrize("name", MENU)
def test_bad_pixels_have_a_colour_of_their_own(name):
    bad = lab("#{:02x}{:02x}{:02x}".format(*BAD_COLOR))
    distance = min(
        np.linalg.norm(lab("#{:02x}{:02x}{:02x}".format(*rgb)) - bad) for rgb in colormap_table(name)
    )
    assert distance >= (25 if name == "gray" else 11)
