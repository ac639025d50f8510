"""Catalogues: where sources are in absolute pixels, and their ellipses, whatever the columns hold."""

import numpy as np
import pytest
from astropy import units as u
from astropy.table import MaskedColumn, QTable, Table
from astropy.wcs import WCS

from imgview.errors import ImgviewError, ShapeError, UnitError, UnknownNameError
from imgview.geometry import XY, YX
from imgview.model import Catalog, SkyProjection


def table(**columns):
    return Table({"x": [1.0, 2.5, np.nan], "y": [3.0, 4.0, 5.0]} | columns)


@pytest.fixture
def projection():
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = [150.0, 2.0]
    wcs.wcs.crpix = [50.0, 60.0]
    wcs.wcs.cdelt = [-1e-4, 1e-4]
    return SkyProjection(wcs, yx0=(1000, 2000))


def test_positions_are_absolute_and_unknown_in_both_or_neither():
    catalog = Catalog(table(), x="x", y="y", offset=(-1.0, 99.0), name="CAT")
    where = catalog.positions()
    assert isinstance(where, XY)
    np.testing.assert_array_equal(where.x, [0.0, 1.5, np.nan])
    np.testing.assert_array_equal(where.y, [102.0, 103.0, np.nan])
    assert where.x.dtype == np.float64
    assert (len(catalog), catalog.name, catalog.roles) == (3, "CAT", {"x": "x", "y": "y"})


@pytest.mark.parametrize("offset", [(-1, 7), [-1.0, 7.0], XY(x=-1, y=7), YX(y=7, x=-1), np.array([-1, 7])])
def test_offsets_are_ordered_x_y_unless_they_say_otherwise(offset):
    assert Catalog(table(), x="x", y="y", offset=offset).offset == XY(x=-1.0, y=7.0)


@pytest.mark.parametrize("offset", [(1,), (1, 2, 3), 5, ("a", "b"), (np.nan, 0), None])
def test_impossible_offsets(offset):
    with pytest.raises(ShapeError, match="offset of a catalogue"):
        Catalog(table(), x="x", y="y", offset=offset)


def test_the_table_is_shared_and_never_written():
    own = table()
    catalog = Catalog(own, x="x", y="y", offset=(5, 5))
    assert catalog.table is own
    catalog.positions().x[:] = 0
    assert own["x"][1] == 2.5


def test_what_makes_a_table_will_do():
    assert Catalog({"x": [1, 2], "y": [3, 4]}, x="x", y="y").positions().x.tolist() == [1.0, 2.0]
    records = np.array([(1, 2.0)], dtype=[("x", "i2"), ("y", ">f4")])
    assert Catalog(records, x="x", y="y").positions().y.tolist() == [2.0]


def test_masked_and_integer_columns():
    own = Table({"x": MaskedColumn([1, 2, 3], mask=[False, True, False]), "y": np.array([1, 2, 3], ">i4")})
    where = Catalog(own, x="x", y="y").positions()
    np.testing.assert_array_equal(where.x, [1, np.nan, 3])
    np.testing.assert_array_equal(where.y, [1, np.nan, 3])


def test_sky_positions_need_a_projection(projection):
    x, y = np.array([2010.5, 2049.0]), np.array([1000.0, 1059.25])
    sky = projection.pixel_to_sky(x=x, y=y)
    own = Table({"ra": [*sky.ra.deg, np.nan, 10.0], "dec": [*sky.dec.deg, 2.0, 95.0]})
    catalog = Catalog(own, ra="ra", dec="dec", offset=(77, 77))
    assert np.isnan(catalog.positions()).all()
    found = catalog.positions(projection)
    np.testing.assert_allclose(found.x[:2], x, atol=1e-8)
    np.testing.assert_allclose(found.y[:2], y, atol=1e-8)
    assert np.isnan(found.x[2:]).all()
    radians = QTable({"ra": sky.ra.to(u.rad), "dec": sky.dec.to(u.rad)})
    np.testing.assert_allclose(
        Catalog(radians, ra="ra", dec="dec").positions(projection).x, found.x[:2], atol=1e-6
    )


def test_pixels_come_before_the_sky(projection):
    own = table(ra=[150.0] * 3, dec=[2.0] * 3)
    assert Catalog(own, x="x", y="y", ra="ra", dec="dec").positions(projection).x[0] == 1.0


def test_no_columns_no_positions():
    catalog = Catalog(table())
    assert np.isnan(catalog.positions()).all()
    assert catalog.shapes() is None


@pytest.mark.parametrize(
    ("unit", "factor"), [(None, 1), ("deg", 1), ("rad", np.pi / 180), ("arcmin", 60), ("", 1)]
)
def test_angles_are_in_the_unit_of_their_column(unit, factor):
    own = table(a=[4.0] * 3, b=[2.0] * 3, t=np.array([0.0, 30.0, -90.0]) * factor)
    own["t"].unit = unit
    shapes = Catalog(own, x="x", y="y", a="a", b="b", theta="t").shapes()
    np.testing.assert_allclose(shapes, np.column_stack([[4.0] * 3, [2.0] * 3, [0, np.pi / 6, -np.pi / 2]]))


def test_axes_without_an_angle_lie_along_x():
    shapes = Catalog(table(a=[4, 4, 4], b=[2, 2, 2]), a="a", b="b").shapes()
    assert shapes.tolist() == [[4.0, 2.0, 0.0]] * 3


@pytest.mark.parametrize(
    ("a", "b", "theta"), [(np.nan, 1, 0), (1, np.nan, 0), (1, 1, np.inf), (0, 0, 0), (2, 0, 0), (2, -1, 0)]
)
def test_no_ellipse_is_a_row_of_nan(a, b, theta):
    own = Table({"a": [a, 3.0], "b": [b, 2.0], "t": [theta, 10.0]})
    shapes = Catalog(own, a="a", b="b", theta="t").shapes()
    assert np.isnan(shapes[0]).all()
    assert np.isfinite(shapes[1]).all()


def test_second_moments_are_those_of_a_rotated_ellipse():
    rng = np.random.default_rng(5)
    a, theta = rng.uniform(2, 9, 200), rng.uniform(-np.pi / 2, np.pi / 2, 200)
    b = a * rng.uniform(1e-3, 0.99, 200)
    cos, sin = np.cos(theta), np.sin(theta)
    own = Table(
        {
            "xx": a**2 * cos**2 + b**2 * sin**2,
            "yy": a**2 * sin**2 + b**2 * cos**2,
            "xy": (a**2 - b**2) * sin * cos,
        }
    )
    shapes = Catalog(own, xx="xx", yy="yy", xy="xy").shapes()
    np.testing.assert_allclose(shapes, np.column_stack([a, b, theta]), rtol=1e-7, atol=1e-7)


def test_second_moments_have_the_eigenvalues_of_their_matrix():
    matrix = np.array([[5.0, 1.2], [1.2, 3.0]])
    own = Table({"xx": [5.0], "yy": [3.0], "xy": [1.2]})
    a, b, theta = Catalog(own, xx="xx", yy="yy", xy="xy").shapes()[0]
    np.testing.assert_allclose([b**2, a**2], np.linalg.eigvalsh(matrix))
    np.testing.assert_allclose(
        matrix @ [np.cos(theta), np.sin(theta)], a**2 * np.array([np.cos(theta), np.sin(theta)])
    )


@pytest.mark.parametrize(
    "moments", [(np.nan, 1, 0), (1, 1, 1), (1, 1, 2), (0, 0, 0), (-2, -3, 0), (1, np.inf, 0), (4, -1, 0)]
)
def test_moments_of_no_ellipse(moments):
    own = Table(dict(zip(("xx", "yy", "xy"), ([value] for value in map(float, moments)), strict=True)))
    assert np.isnan(Catalog(own, xx="xx", yy="yy", xy="xy").shapes()).all()


def test_axes_come_before_moments():
    own = Table({"a": [3.0], "b": [2.0], "xx": [1.0], "yy": [1.0], "xy": [0.0]})
    assert Catalog(own, a="a", b="b", xx="xx", yy="yy", xy="xy").shapes()[0, 0] == 3.0


def test_wrong_names_get_near_ones():
    with pytest.raises(
        UnknownNameError, match=r"unknown column \(x=\) 'xcentriod': did you mean 'xcentroid'"
    ):
        Catalog(Table({"xcentroid": [1.0], "y": [1.0]}), x="xcentriod", y="y")
    with pytest.raises(UnknownNameError, match=r"column \(id=\) 'nr'"):
        Catalog(table(), id="nr")


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ({"x": "x"}, "has the roles x; y must be given too"),
        ({"ra": "x"}, "has the roles ra; dec must be given too"),
        ({"xx": "x", "xy": "y"}, "has the roles xx, xy; yy must be given too"),
        ({"b": "x"}, "has the roles b; a must be given too"),
        ({"theta": "x"}, "has the role theta; a, b must be given too"),
    ],
)
def test_roles_that_go_together(roles, message):
    with pytest.raises(ImgviewError, match=message):
        Catalog(table(), **roles)


def test_columns_that_cannot_be():
    with pytest.raises(ImgviewError, match=r"column 'name' \(x=\) must hold real numbers"):
        Catalog(table(name=["a", "b", "c"]), x="name", y="y")
    with pytest.raises(
        ShapeError, match=r"column 'xy' \(x=\) must have one number a row, got shape \(3, 2\)"
    ):
        Catalog(table(xy=np.zeros((3, 2))), x="xy", y="y")
    own = table(a=[1.0] * 3)
    own["a"].unit = "arcsec"
    with pytest.raises(UnitError, match=r"column 'a' \(a=\) is in arcsec, which cannot be turned into pix"):
        Catalog(own, a="a", b="y")


def test_wrong_lengths_and_no_table():
    with pytest.raises(ShapeError, match="length"):
        Catalog({"x": [1, 2], "y": [1, 2, 3]}, x="x", y="y")
    with pytest.raises(ImgviewError, match="needs an astropy Table or what makes one, got int"):
        Catalog(7)


def test_an_empty_catalogue():
    own = Table({name: np.zeros(0) for name in ("x", "y", "a", "b")})
    catalog = Catalog(own, x="x", y="y", a="a", b="b")
    assert len(catalog) == 0
    assert catalog.positions().x.shape == (0,)
    assert catalog.shapes().shape == (0, 3)


def test_repr_says_how_many_and_which():
    assert repr(Catalog(table(), x="x", y="y", name="CAT")) == "Catalog('CAT', 3 sources, x=x, y=y)"
    assert repr(Catalog(table())) == "Catalog(3 sources)"


def test_numbers_too_large_for_their_unit_are_unknown_and_no_warning():
    sources = Table({"ra": [1e308, 1.0], "dec": [0.0, 0.0]})
    sources["ra"].unit = sources["dec"].unit = u.rad
    assert Catalog(sources, ra="ra", dec="dec")._numbers("ra")[0] == np.inf
