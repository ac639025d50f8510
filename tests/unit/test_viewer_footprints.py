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


def test_sources_are_selected_by_their_footprints_and_in_all_layers_of_their_catalogue(viewer, catalog):
    src = viewer.add_catalog(catalog, "src")
    outlines = viewer.add_footprints(catalog)
    other = viewer.add_catalog(imgview.read_catalog(made_file(f"{NAME}.fits")), "read again")
    outlines.selected = [3, 5]
    assert viewer.selection.layer == outlines.name
    assert src.selected.index.tolist() == outlines.selected.index.tolist() == [3, 5]
    assert len(other.selected) == 0
    assert viewer.selection.table["id"].tolist() == catalog.table["id"][[3, 5]].tolist()
    src.selected = [7]
    assert outlines.selected.index.tolist() == [7]
    assert outlines.hover_columns == src.hover_columns
    marks = viewer.selection.overlays(viewer.layers)
    assert [type(overlay.geometry).__name__ for overlay in marks] == ["Shapes", "FootprintOutline"]
    np.testing.assert_array_equal(
        np.unique(marks[1].geometry.vertices, axis=0),
        np.unique(np.vstack(catalog.footprints.outline(7)), axis=0),
    )
    viewer.selection = None
    assert viewer.selection.table is None
    assert viewer.selection.overlays(viewer.layers) == []


def test_the_page_is_told_which_layers_show_one_catalogue_and_whose_each_line_is(viewer, catalog):
    viewer.add_footprints(catalog)
    viewer.add_catalog(catalog, "src")
    viewer.add_catalog(imgview.Catalog({"x": [1.0], "y": [2.0]}, x="x", y="y"), "other")
    first, peaks, src, other = viewer.layers.state[-4:]
    assert (first["kind"], first["catalog"]) == ("footprints", first["key"])
    assert src["catalog"] == first["key"]
    assert peaks["catalog"] == peaks["key"]
    assert other["catalog"] == other["key"]
    geometry = viewer.layers.named(first["name"]).overlay.geometry
    packed, n = np.frombuffer(geometry.packed((10.0, 20.0)), "<u4"), geometry.rows
    np.testing.assert_array_equal(packed[: n + 1], geometry.starts)
    np.testing.assert_array_equal(packed[n + 1 : 2 * n + 1], catalog.footprints.outlines.sources)
    np.testing.assert_array_equal(
        packed[2 * n + 1 :].view("<f4").reshape(-1, 2), (geometry.vertices - (10, 20)).astype("<f4")
    )


def test_the_view_is_centred_on_a_footprint(viewer, catalog):
    layer = viewer.add_footprints(catalog, peaks=False)
    viewer.center_on(4, layer=layer.name)
    assert viewer.viewport["center"] == (
        catalog.footprints.bbox(4).x.center,
        catalog.footprints.bbox(4).y.center,
    )
    none = catalog[np.array([0, 1])]
    none.footprints = Footprints(np.array([[5, 1, 2]]), [0, 1, 1])
    viewer.add_footprints(none, "few")
    with pytest.raises(ImgviewError, match="position of row 1 of layer 'few' is not known"):
        viewer.center_on(1, layer="few")
