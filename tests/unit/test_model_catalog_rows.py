"""Catalogues cut by rows, by expression, by place and by the mask planes under their sources."""

import copy
import pickle
import weakref

import numpy as np
import pytest
from astropy.table import MaskedColumn, Table
from astropy.wcs import WCS

from imgview.errors import (
    ExpressionError,
    ImgviewError,
    SettingError,
    ShapeError,
    UnknownNameError,
    UnknownPlaneError,
)
from imgview.geometry import Box
from imgview.model import Catalog, Image, Mask, MaskedImage, MaskPlane, MaskSchema, SkyProjection
from imgview.model.footprints import Footprints
from imgview.model.plane_expression import PlaneExpression

BOX = Box.factory[50:150, 200:320]
SCHEMA = MaskSchema([MaskPlane(name) for name in ("SATURATED", "COSMIC_RAY", "DETECTED", "my plane")])


def bits(seed=1, share=0.02):
    rng = np.random.default_rng(seed)
    mask = Mask.empty(schema=SCHEMA, bbox=BOX)
    for name in SCHEMA.names:
        mask.set(name, rng.random(BOX.shape) < share)
    return mask


def sources(n=200, seed=3, margin=20):
    rng = np.random.default_rng(seed)
    x = rng.uniform(BOX.x.min - margin, BOX.x.max + margin, n)
    y = rng.uniform(BOX.y.min - margin, BOX.y.max + margin, n)
    x[::17] = np.nan
    a = rng.uniform(0.05, 6, n)
    a[::13] = np.nan
    return Catalog(
        Table(
            {
                "x": x + 1,
                "y": y + 1,
                "a": a,
                "b": a * rng.uniform(0.05, 1, n),
                "theta": rng.uniform(-180, 180, n),
                "flux": rng.exponential(10, n),
                "bright": rng.random(n) < 0.3,
                "bad": rng.random(n) < 0.2,
            }
        ),
        x="x",
        y="y",
        a="a",
        b="b",
        theta="theta",
        offset=(-1, -1),
        name="SRC",
    )


def footprints(n, seed=5):
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 5, n)
    starts = np.concatenate([[0], np.cumsum(counts)])
    y = rng.integers(BOX.y.min - 5, BOX.y.max + 5, starts[-1])
    x0 = rng.integers(BOX.x.min - 10, BOX.x.max + 10, starts[-1])
    return Footprints(np.column_stack([y, x0, x0 + rng.integers(0, 8, starts[-1])]), starts)


# Rows


def test_what_is_cut_has_the_same_roles_and_knows_its_rows():
    whole = sources(20)
    whole.footprints = footprints(20)
    whole.notes = ["read somewhere"]
    for rows in (slice(3, 12, 2), np.arange(20) % 3 == 0, [5, 2, 2, 19], np.array([-1])):
        part = whole[rows]
        chosen = np.arange(20)[rows]
        assert part.index.tolist() == chosen.tolist()
        assert (part.roles, part.offset, part.name, part.notes) == (
            whole.roles,
            whole.offset,
            "SRC",
            whole.notes,
        )
        np.testing.assert_array_equal(part.positions().x, whole.positions().x[chosen])
        assert len(part) == len(part.footprints) == len(chosen)
        assert part.footprints.of(0).tolist() == whole.footprints.of(int(chosen[0])).tolist()
    assert whole.index.tolist() == list(range(20))
    assert (len(whole), len(whole.footprints)) == (20, 20)


def test_a_column_is_had_by_its_name():
    whole = sources(20)
    assert whole["flux"] is whole.table["flux"]
    assert whole[[3, 5]]["flux"].tolist() == whole.table["flux"][[3, 5]].tolist()
    with pytest.raises(UnknownNameError, match=r"unknown column 'fluxx'.*did you mean 'flux'"):
        whole["fluxx"]


def test_rows_are_numbered_as_in_the_first_catalogue():
    part = sources(50)[10:40][::3][[4, 1]]
    assert part.index.tolist() == [22, 13]
    assert part[[]].index.tolist() == []


def test_a_slice_shares_its_columns():
    whole = sources(20)
    part = whole[4:9]
    part.table["flux"][0] = -7
    assert whole.table["flux"][4] == -7


@pytest.mark.parametrize("rows", [5, [99], np.ones(7, bool), [[1, 2]], 1.5, None])
def test_impossible_rows(rows):
    with pytest.raises(ShapeError, match="catalogue"):
        sources(20)[rows]


# Filters


def test_filters_give_catalogues():
    whole = sources()
    part = whole.filter("bright & (flux > 5)").filter("not bad")
    table = whole.table
    assert (
        part.index.tolist() == np.flatnonzero(table["bright"] & (table["flux"] > 5) & ~table["bad"]).tolist()
    )
    assert isinstance(part, Catalog)
    with pytest.raises(UnknownNameError, match="'brigt': did you mean 'bright'"):
        whole.filter("brigt")
    with pytest.raises(ExpressionError, match="character 8"):
        whole.filter("bright bad")


def test_flags_are_the_columns_of_truths():
    table = Table(
        {"x": [1.0, 2.0], "f": MaskedColumn([True, True], mask=[False, True]), "pair": [[True, False]] * 2}
    )
    assert {name: flag.tolist() for name, flag in Catalog(table).flags.items()} == {"f": [True, False]}
    assert list(sources().flags) == ["bright", "bad"]


def test_within_a_box_or_on_a_canvas():
    whole = sources()
    x, y = whole.positions()
    box = Box.factory[60:90, 210:260]
    assert whole.within(box).index.tolist() == np.flatnonzero(box.contains(x=x, y=y)).tolist()
    view = {"center": (250.0, 100.0), "fov": 40.0}
    square = (np.abs(x - 250) <= 20) & (np.abs(y - 100) <= 20)
    assert whole.within(view).index.tolist() == np.flatnonzero(square).tolist()
    wide = (np.abs(x - 250) <= 40) & (np.abs(y - 100) <= 20)
    assert whole.within(view, canvas_size=(1000, 500)).index.tolist() == np.flatnonzero(wide).tolist()
    tall = (np.abs(x - 250) <= 20) & (np.abs(y - 100) <= 40)
    assert whole.within(view, canvas_size=(500, 1000)).index.tolist() == np.flatnonzero(tall).tolist()


@pytest.mark.parametrize(
    "area",
    [
        None,
        {},
        {"center": (1, 2)},
        {"center": (1, 2), "fov": 0},
        (1, 2, 3, 4),
        "all",
        {"center": (np.nan, 2), "fov": 5},
        {"center": (1, 2, 3), "fov": 5},
    ],
)
def test_impossible_areas(area):
    with pytest.raises(SettingError, match="within takes a Box or a viewport"):
        sources(5).within(area)


# Planes


def pixels_of(catalog, row, where, nsigma):
    """Return the pixels of a source by looking at each pixel of the image."""
    x, y = (float(part[row]) for part in catalog.positions())
    yy, xx = np.mgrid[BOX.y.min : BOX.y.stop, BOX.x.min : BOX.x.stop]
    center = (yy == np.floor(y + 0.5)) & (xx == np.floor(x + 0.5))
    if where == "center":
        return center
    if where == "footprint":
        inside = np.zeros(BOX.shape, dtype=bool)
        for row_y, x0, x1 in catalog.footprints.of(row).tolist():
            inside |= (yy == row_y) & (xx >= x0) & (xx <= x1)
        return inside if len(catalog.footprints.of(row)) else center
    a, b, theta = catalog.shapes()[row]
    if not np.isfinite(a + x + y):
        return center
    along = ((xx - x) * np.cos(theta) + (yy - y) * np.sin(theta)) / (a * nsigma)
    across = (-(xx - x) * np.sin(theta) + (yy - y) * np.cos(theta)) / (b * nsigma)
    return center | (along**2 + across**2 <= 1)


@pytest.mark.parametrize("where", ["center", "ellipse", "footprint"])
@pytest.mark.parametrize("text", ["CR | SATURATED", "~DETECTED & ~'my plane'", "SATURATED & DETECTED"])
def test_sources_on_planes_are_those_with_such_a_pixel(where, text):
    mask, catalog = bits(share=0.05), sources()
    catalog.footprints = footprints(len(catalog))
    there = PlaneExpression(text).evaluate(mask)
    wanted = [row for row in range(len(catalog)) if (pixels_of(catalog, row, where, 1.5) & there).any()]
    assert catalog.on_planes(mask, text, where, nsigma=1.5).index.tolist() == wanted
    image = MaskedImage(Image(np.zeros(BOX.shape), bbox=BOX), mask=mask)
    assert catalog.on_planes(image, PlaneExpression(text), where, nsigma=1.5).index.tolist() == wanted


def test_many_large_ellipses_are_worked_on_in_parts(monkeypatch):
    monkeypatch.setattr("imgview.model.plane_hits._SPANS_AT_ONCE", 300)
    monkeypatch.setattr("imgview.model.plane_hits._STRIP_PIXELS", 1000)
    mask, catalog = bits(), sources()
    there = PlaneExpression("COSMIC_RAY").evaluate(mask)
    wanted = [row for row in range(len(catalog)) if (pixels_of(catalog, row, "ellipse", 9.0) & there).any()]
    assert catalog.on_planes(mask, "COSMIC_RAY", "ellipse", nsigma=9.0).index.tolist() == wanted


def test_an_ellipse_without_end_covers_the_image():
    table = {"x": [250.0, 250.0], "y": [100.0, 1e9], "a": [1e300, 5.0], "b": [1e8, 5.0]}
    catalog = Catalog(table, x="x", y="y", a="a", b="b")
    mask = Mask.empty(schema=SCHEMA, bbox=BOX)
    mask.set("SATURATED", np.arange(BOX.area).reshape(BOX.shape) == 0)
    assert catalog.on_planes(mask, "SATURATED", "ellipse").index.tolist() in ([], [0])


def test_only_the_rows_of_sources_are_read():
    class Lazy:
        shape, dtype = (*BOX.shape, 1), np.dtype(np.uint8)
        reads = ()

        def __getitem__(self, key):
            self.reads += (key[0],)
            return bits().array[key]

    lazy = Lazy()
    mask = Mask(lazy, schema=SCHEMA, bbox=BOX)
    catalog = Catalog({"x": [250.0, 251.0], "y": [70.0, 74.4]}, x="x", y="y")
    catalog.on_planes(mask, "SATURATED")
    assert lazy.reads == (slice(20, 25, 1),)
    assert mask.is_lazy


def test_sources_known_by_their_sky_alone():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype, wcs.wcs.crval, wcs.wcs.cdelt = ["RA---TAN", "DEC--TAN"], [150.0, 2.0], [-1e-4, 1e-4]
    wcs.wcs.crpix = [50.0, 60.0]
    projection = SkyProjection(wcs, yx0=(BOX.y.min, BOX.x.min))
    sky = projection.pixel_to_sky(x=np.array([230.0, 240.0]), y=np.array([70.0, 80.0]))
    catalog = Catalog({"ra": sky.ra.deg, "dec": sky.dec.deg}, ra="ra", dec="dec")
    mask = Mask.empty(schema=SCHEMA, bbox=BOX, sky_projection=projection)
    mask[Box.factory[80:81, 240:241]].set("DETECTED")
    assert catalog.on_planes(mask, "DETECTED").index.tolist() == [1]
    assert catalog.within(Box.factory[60:75, 225:235], projection).index.tolist() == [0]
    assert catalog.on_planes(mask.view(sky_projection=None), "~DETECTED").index.tolist() == []


def test_impossible_questions_about_planes():
    catalog, mask = sources(), bits()
    with pytest.raises(UnknownPlaneError, match="'DETECTD': did you mean 'DETECTED'"):
        catalog.on_planes(mask, "DETECTD")
    with pytest.raises(ExpressionError, match="character"):
        catalog.on_planes(mask, "DETECTED |")
    with pytest.raises(UnknownNameError, match="place of a source 'centre': did you mean 'center'"):
        catalog.on_planes(mask, "DETECTED", "centre")
    with pytest.raises(ImgviewError, match="no footprints"):
        catalog.on_planes(mask, "DETECTED", "footprint")
    with pytest.raises(ImgviewError, match="no columns of shapes"):
        Catalog({"x": [1.0], "y": [2.0]}, x="x", y="y").on_planes(mask, "DETECTED", "ellipse")
    for nsigma in (0, -1, np.nan, np.inf):
        with pytest.raises(SettingError, match="nsigma"):
            catalog.on_planes(mask, "DETECTED", "ellipse", nsigma=nsigma)
    with pytest.raises(ImgviewError, match="MaskedImage or a Mask"):
        catalog.on_planes(np.zeros((5, 5)), "DETECTED")


def test_agreement_counts_sources_on_the_image():
    catalog, mask = sources(), bits(share=0.3)
    agreement = catalog.flag_agreement(mask)
    assert agreement.colnames == [
        "flag",
        "plane",
        "n_flag",
        "n_plane",
        "n_both",
        "jaccard",
        "precision",
        "recall",
    ]
    assert len(agreement) == 2 * 4
    where = catalog.positions()
    inside = BOX.contains(x=where.x, y=where.y)
    for row in agreement:
        flag = catalog.flags[row["flag"]] & inside
        plane = np.zeros(len(catalog), dtype=bool)
        plane[catalog.on_planes(mask, f"'{row['plane']}'").index] = True
        both = (flag & plane).sum()
        assert (row["n_flag"], row["n_plane"], row["n_both"]) == (flag.sum(), plane.sum(), both)
        assert row["jaccard"] == both / (flag | plane).sum()
        assert (row["precision"], row["recall"]) == (both / flag.sum(), both / plane.sum())


def test_agreement_of_nothing_is_nan_and_of_no_flag_empty():
    catalog = Catalog({"x": [250.0], "y": [100.0], "f": [False]}, x="x", y="y")
    agreement = catalog.flag_agreement(Mask.empty(schema=SCHEMA, bbox=BOX))
    assert np.isnan([agreement[name] for name in ("jaccard", "precision", "recall")]).all()
    assert len(Catalog({"x": [250.0], "y": [100.0]}, x="x", y="y").flag_agreement(bits())) == 0


def test_a_hundred_thousand_sources_on_planes():
    rng = np.random.default_rng(0)
    n, box = 100_000, Box.factory[0:2000, 0:2000]
    mask = Mask((rng.random((*box.shape, 1)) * 16).astype(np.uint8), schema=SCHEMA, bbox=box)
    table = Table(
        {
            "x": rng.uniform(0, 1999, n),
            "y": rng.uniform(0, 1999, n),
            "a": np.full(n, 4.0),
            "b": np.full(n, 2.0),
        }
    )
    catalog = Catalog(table, x="x", y="y", a="a", b="b")
    center = catalog.on_planes(mask, "SATURATED & ~DETECTED")
    ellipse = catalog.on_planes(mask, "SATURATED & ~DETECTED", "ellipse")
    assert 0 < len(center) < n
    assert set(center.index) < set(ellipse.index)


class Place:
    """Where something is selected."""


def has_two_selected(catalog):
    return catalog.selected["flux"].tolist() == catalog.table["flux"][[3, 5]].tolist()


def test_what_is_selected_is_a_table_as_one_was_told_last():
    catalog, one, other = sources(), Place(), Place()
    assert (len(catalog.selected), catalog.selected.colnames) == (0, catalog.table.colnames)
    catalog.mark_selected([3, 5], one)
    assert has_two_selected(catalog)
    catalog.mark_selected([7], other)
    catalog.mark_selected([], one)
    assert catalog.selected["x"] == catalog.table["x"][7], "the other one has been told of later"
    catalog.mark_selected([], other)
    assert len(catalog.selected) == 0
    catalog.mark_selected([3, 5], one)
    catalog.selected["flux"] = -1.0
    assert (catalog.table["flux"] >= 0).all(), "a table of its own"


@pytest.mark.parametrize(
    "made",
    [
        lambda catalog: catalog[:],
        lambda catalog: catalog[[3, 5]],
        lambda catalog: catalog.filter("flux >= 0"),
        copy.copy,
        copy.deepcopy,
        lambda catalog: pickle.loads(pickle.dumps(catalog)),
    ],
    ids=["slice", "rows", "filter", "copy", "deepcopy", "pickle"],
)
def test_of_another_catalogue_nothing_is_selected(made):
    catalog, place = sources(), Place()
    catalog.mark_selected([3, 5], place)
    new = made(catalog)
    assert (len(new.selected), new.roles, new.name) == (0, catalog.roles, "SRC")
    new.mark_selected([0], place)
    assert has_two_selected(catalog)


def test_who_selects_is_not_kept_alive():
    catalog, place = sources(), Place()
    catalog.mark_selected([3, 5], place)
    seen = weakref.ref(place)
    del place
    assert seen() is None
    assert has_two_selected(catalog)
