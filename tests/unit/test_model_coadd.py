"""Coadds made of cells: the grid, further planes, what outlines say, and cuts that keep them all."""

import numpy as np
import pytest

from imgview.errors import ShapeError
from imgview.geometry import XY, YX, Box
from imgview.model import CellCoadd, CellGrid, Image, Mask, MaskPlane, MaskSchema

# A patch of 4 rows and 5 columns of cells; the picture covers cells (1..2, 1..3), some of them in part.
PATCH = Box.from_shape((40, 60), start=(100, 200))
BOX = Box.factory[112:128, 213:247]


@pytest.fixture
def grid():
    return CellGrid(PATCH, YX(y=10, x=12), missing=[(2, 3), (0, 0)])


@pytest.fixture
def coadd(grid):
    rng = np.random.default_rng(5)
    planes = {
        "noise 0": Image(rng.normal(size=BOX.shape).astype(np.float32), bbox=BOX, unit="nJy"),
        "mask fraction CR": Image(rng.random(BOX.shape), bbox=BOX),
    }
    return CellCoadd(
        Image(rng.normal(size=BOX.shape), bbox=BOX, unit="nJy"),
        mask=Mask.empty(schema=MaskSchema([MaskPlane("BAD")]), bbox=BOX),
        extras=planes,
        grid=grid,
        band="r",
        skymap="lsst_cells_v2",
        tract=9813,
        patch={"id": 42},
        psf={"type": "CellPsf"},
        provenance={"inputs": 3},
    )


def test_the_grid_knows_its_cells(grid):
    assert grid.shape == YX(y=4, x=5)
    assert grid.index_of(x=200, y=100) == (0, 0)
    assert grid.index_of(x=211, y=109) == (0, 0)
    assert grid.index_of(x=212, y=110) == (1, 1)
    assert grid.index_of(x=199, y=140) == (4, -1)
    assert grid.bbox_of((1, 2)) == Box.factory[110:120, 224:236]
    assert grid.bbox_of(grid.index_of(x=250, y=120)).contains(x=250, y=120)
    assert grid.cells(BOX) == [(row, column) for row in (1, 2) for column in (1, 2, 3)]
    assert len(grid.cells(PATCH.dilated_by(100))) == 20
    assert grid == CellGrid(PATCH, XY(x=12, y=10), missing=[(0, 0), (2, 3)])
    assert grid != CellGrid(PATCH, (10, 12))
    assert len({grid, CellGrid(PATCH, (10, 12), [(0, 0), (2, 3)])}) == 1
    assert repr(grid) == "CellGrid([y=100:140, x=200:260], 4x5 cells, 2 missing)"


@pytest.mark.parametrize("cell_shape", [(7, 12), (10, 13), (0, 12), (10,), (-10, 12), (80, 60)])
def test_cells_fill_the_grid(cell_shape):
    with pytest.raises(ShapeError):
        CellGrid(PATCH, cell_shape)


def test_outlines_are_cells_in_view(coadd, grid):
    outlines = coadd.outlines
    assert list(outlines) == ["cells", "missing cells"]
    assert len(outlines["cells"]) == 5
    np.testing.assert_array_equal(outlines["missing cells"], [grid.bbox_of((2, 3)).corners])
    np.testing.assert_array_equal(
        outlines["cells"][0], [(211.5, 109.5), (223.5, 109.5), (223.5, 119.5), (211.5, 119.5)]
    )
    for name, cells in (("cells", [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]), ("missing cells", [(2, 3)])):
        np.testing.assert_array_equal(outlines[name], [grid.bbox_of(cell).corners for cell in cells])
    assert grid.corners([]).shape == (0, 4, 2)
    assert CellCoadd(coadd.image).outlines == {}


def test_cuts_carry_planes_grid_and_facts(coadd):
    part = coadd.absolute[121:127, 237:240]
    assert type(part) is CellCoadd
    assert list(part.extras) == ["noise 0", "mask fraction CR"]
    for name, plane in part.extras.items():
        assert plane.bbox == part.bbox
        assert plane.unit == coadd.extras[name].unit
        np.testing.assert_array_equal(plane.array, coadd.extras[name].array[9:15, 24:27])
    assert part.grid is coadd.grid
    assert (part.band, part.skymap, part.tract) == ("r", "lsst_cells_v2", 9813)
    assert (part.patch, part.psf, part.provenance) == (coadd.patch, coadd.psf, coadd.provenance)
    assert part.title == coadd.title == "lsst_cells_v2 r · tract 9813 · patch 42"
    assert list(part.outlines) == ["cells", "missing cells"]
    assert part.outlines["cells"] == []


def test_titles_fall_back():
    bare = CellCoadd(Image(np.zeros((2, 2))), metadata={"name": "coadd"})
    assert bare.title == "coadd"
    assert CellCoadd(Image(np.zeros((2, 2))), tract=0).title == "tract 0"
