"""Footprints over an image: outlines of pixels, peaks, and sources without any."""

import numpy as np
import pytest

import imgview
from imgview.errors import ImgviewError, UnknownNameError
from imgview.model import Footprints
from pictures import masked_image
from shared_data import made_file

NAME = "cat_handmade_matches_afw_handmade"


@pytest.fixture
def viewer():
    return imgview.ImageViewer(masked_image())


@pytest.fixture
def catalog():
    return imgview.read_catalog(made_file(f"{NAME}.fits"))


def test_footprints_are_outlined_and_their_peaks_marked(viewer, catalog):
    layer = viewer.add_footprints(made_file(f"{NAME}.fits"), color="red", width=2)
    assert list(viewer.layers)[-2:] == [f"footprints of {NAME}", f"peaks of {NAME}"]
    assert (len(layer), layer.color, viewer.layers[f"peaks of {NAME}"].symbol) == (25, "#ff0000", "+")
    for polygon, expected in zip(layer.polygons, catalog.footprints.outline(0), strict=False):
        np.testing.assert_array_equal(polygon, [*expected, expected[0]])
    peaks = viewer.layers[f"peaks of {NAME}"].catalog
    assert peaks.table["source"].tolist() == list(range(25))
    assert peaks.roles["flux"] == "value"


def test_a_part_of_the_sources_has_its_own_footprints(viewer, catalog):
    some = catalog[np.array([3, 4])]
    assert len(viewer.add_footprints(some, "mine", peaks=False)) == 2
    assert list(viewer.layers)[-1] == "mine"


def test_sources_without_pixels_are_counted(viewer, catalog):
    none = catalog[np.array([0, 1])]
    none.footprints = Footprints(np.empty((0, 3)), [0, 0, 0])
    layer = viewer.add_footprints(none)
    assert (len(layer), layer.missing) == (0, 2)


def test_what_cannot_be_outlined_is_refused_and_changes_nothing(viewer, catalog):
    before = viewer.layers.state
    with pytest.raises(UnknownNameError, match="did you mean 'color'"):
        viewer.add_footprints(catalog, colour="red")
    catalog.footprints = None
    with pytest.raises(ImgviewError, match=f"catalogue '{NAME}' has no footprints; read_catalog reads"):
        viewer.add_footprints(catalog)
    with pytest.raises(ImgviewError, match="cannot read a catalogue from an object of class int"):
        viewer.add_footprints(7)
    assert viewer.layers.state == before
    with pytest.raises(ImgviewError, match="load_image"):
        imgview.ImageViewer().add_footprints(catalog)
