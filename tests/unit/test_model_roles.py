"""Roles of columns: whose names, slots, UCDs and units tell what, and where nothing decides."""

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.table import MaskedColumn, QTable, Table

from imgview.geometry import XY
from imgview.model.roles import find_roles, first_pixel, resolve


def table_of(*names, **units):
    table = Table({name: np.arange(3.0) for name in (*names, *units)})
    for name, unit in units.items():
        table[name].unit = unit
    return table


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        ("x y flux id", {"x": "x", "y": "y", "flux": "flux", "id": "id"}),
        ("X Y", {"x": "X", "y": "Y"}),
        ("NUMBER X_IMAGE Y_IMAGE A_IMAGE B_IMAGE THETA_IMAGE FLUX_AUTO FLAGS ALPHA_J2000 DELTA_J2000",
         {"x": "X_IMAGE", "y": "Y_IMAGE", "a": "A_IMAGE", "b": "B_IMAGE", "theta": "THETA_IMAGE",
          "flux": "FLUX_AUTO", "flags": "FLAGS", "id": "NUMBER", "ra": "ALPHA_J2000", "dec": "DELTA_J2000"}),
        ("label xcentroid ycentroid semimajor_sigma semiminor_sigma orientation segment_flux",
         {"x": "xcentroid", "y": "ycentroid", "a": "semimajor_sigma", "b": "semiminor_sigma",
          "theta": "orientation", "flux": "segment_flux", "id": "label"}),
        ("sourceId coord_ra coord_dec x y xErr yErr ixx iyy ixy ixxPSF iyyPSF ixyPSF psfFlux psfFluxErr",
         {"id": "sourceId", "ra": "coord_ra", "dec": "coord_dec", "x": "x", "y": "y", "xx": "ixx",
          "yy": "iyy", "xy": "ixy", "flux": "psfFlux"}),
        ("source_id ra ra_error dec dec_error pmra pmdec phot_g_mean_flux",
         {"id": "source_id", "ra": "ra", "dec": "dec", "flux": "phot_g_mean_flux"}),
        ("RAJ2000 DEJ2000 e_RAJ2000 Vmag", {"ra": "RAJ2000", "dec": "DEJ2000"}),
        ("base_SdssCentroid_x base_SdssCentroid_y q_psf_xx q_psf_yy q_psf_xy base_NaiveCentroid_x",
         {"x": "base_SdssCentroid_x", "y": "base_SdssCentroid_y"}),
        ("my_x my_y other_xErr other_yErr", {"x": "my_x", "y": "my_y"}),
        ("star_ra star_dec", {"ra": "star_ra", "dec": "star_dec"}),
        ("theta b", {}),
        ("x dec radius rate", {}),
        ("fit_mxx fit_myy fit_mxy", {"xx": "fit_mxx", "yy": "fit_myy", "xy": "fit_mxy"}),
    ],
)  # fmt: skip
def test_names_that_observers_meet_tell_their_roles(names, roles):
    found = find_roles(table_of(*names.split()))
    assert found.columns == roles
    assert found.candidates == {}


def test_slots_come_first_and_lead_through_other_aliases():
    table = table_of(
        "x", "y", "b_x", "b_y", "b_xErr", "c_xx", "c_yy", "c_xy", "a_flux", "base_SdssCentroid_x"
    )
    aliases = {"slot_Centroid": "nice", "nice": "b", "slot_Shape": "c", "slot_PsfFlux": "a", "nice_x": "b_x"}
    assert find_roles(table, aliases=aliases).columns == {
        "x": "b_x", "y": "b_y", "xx": "c_xx", "yy": "c_yy", "xy": "c_xy", "flux": "a_flux"
    }  # fmt: skip
    assert resolve("slot_Centroid_flag", aliases) == "b_flag"


def test_aliases_in_a_circle_lead_nowhere_and_end():
    assert (
        find_roles(table_of("p", "q"), aliases={"slot_Centroid": "loop", "loop": "slot_Centroid"}).columns
        == {}
    )


def test_main_ucds_come_before_names_and_other_ucds_after():
    table = table_of("ra", "dec", "lon", "lat", "px", "py", "f")
    for name, ucd in {
        "lon": "pos.eq.ra;meta.main", "lat": "pos.eq.dec;meta.main", "px": "pos.cartesian.x;instr.det",
        "py": "POS.CARTESIAN.Y", "f": "phot.flux;em.opt",
    }.items():  # fmt: skip
        table[name].meta["ucd"] = ucd
    assert find_roles(table).columns == {"ra": "lon", "dec": "lat", "x": "px", "y": "py", "flux": "f"}


def test_a_unit_that_a_role_cannot_have_rules_a_column_out():
    table = table_of(
        x="mm", y="mm", A_IMAGE="deg", B_IMAGE="deg", star_x="pix", star_y="pix", ra="rad", dec="rad"
    )
    assert find_roles(table).columns == {"x": "star_x", "y": "star_y", "ra": "ra", "dec": "dec"}


def test_only_numbers_one_a_row_have_roles_but_identities_may_be_text():
    table = Table(
        {"x": ["1", "2"], "y": [1, 2], "ra": [[1, 2], [3, 4]], "dec": [[1, 2], [3, 4]], "id": ["a", "ñ"]}
    )
    assert find_roles(table).columns == {"id": "id"}


def test_among_several_of_the_same_form_units_decide_or_nothing_does():
    table = table_of("p_x", "p_y", "q_x", "q_y")
    found = find_roles(table)
    assert found.columns == {}
    assert found.candidates == {"x, y": ("p_x and p_y", "q_x and q_y")}
    assert found.choices(table) == "columns that could be: p_x and p_y, q_x and q_y"
    for name in ("q_x", "q_y"):
        table[name].unit = u.pix
    assert find_roles(table).columns == {"x": "q_x", "y": "q_y"}


def test_without_any_candidate_the_columns_of_numbers_are_named():
    table = Table({"size": [1.0], "what": ["star"], **{f"n{number}": [1] for number in range(12)}})
    assert find_roles(table).choices(table).startswith("columns of numbers: size, n0, n1")
    assert find_roles(table).choices(table).endswith("and 3 more")


def test_pixels_of_sextractor_count_from_one_and_others_where_their_format_says_so():
    assert first_pixel({"x": "X_IMAGE", "y": "Y_IMAGE"}) == XY(x=-1.0, y=-1.0)
    assert first_pixel({"x": "xwin", "y": "Y"}, {"x", "y"}) == XY(x=0.0, y=-1.0)
    assert first_pixel({}) == XY(x=0.0, y=0.0)


def test_roles_that_are_settled_are_not_looked_for():
    table = table_of("x", "y", "ra", "dec", "a", "b", "theta")
    assert find_roles(table, settled={"x", "a"}).columns == {"ra": "ra", "dec": "dec", "theta": "theta"}


def test_quantities_masked_columns_and_mixins_are_looked_at():
    table = QTable(
        {"x": [1.0, 2] * u.pix, "y": [1.0, 2] * u.pix, "where": SkyCoord([1, 2] * u.deg, [3, 4] * u.deg)}
    )
    table["flux"] = MaskedColumn([1, 2], mask=[True, False])
    assert find_roles(table).columns == {"x": "x", "y": "y", "flux": "flux"}
