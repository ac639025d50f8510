"""What imgview reads from catalogues of afw equals what astropy reads by the rules of afw's own sources."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from astropy.io import fits

import imgview
from imgview.model import Catalog
from shared_data import data_file, made_file, oracle_of, shared_file

MADE = "cat_handmade_matches_afw_handmade.fits"
REAL = [
    "cat_empty-v0.fits",
    "cat_old-footprint-persistence.fits",
    "cat_ps1-refcat-v1.fits",
    "cat_sourceCatalog-hsc-v2.fits",
    "cat_sourceTable-v1.fits",
]

Case = tuple[Catalog, dict[str, Any], Path]


@pytest.fixture(params=[MADE, *REAL])
def case(request: pytest.FixtureRequest) -> Case:
    path = made_file(MADE) if request.param == MADE else shared_file("real", request.param)
    return imgview.read_catalog(path), oracle_of(path), path


def test_rows_identities_and_versions(case: Case) -> None:
    catalog, oracle, _ = case
    assert len(catalog) == oracle["n_rows"]
    assert catalog.table["id"][:5].tolist() == oracle["id_first5"]
    assert catalog.table["parent"][:5].tolist() == oracle["parent_first5"]
    assert catalog.roles["id"] == "id"
    assert catalog.table.meta["AFW_TYPE"] == oracle["afw_type"]
    assert catalog.table.meta["AFW_TABLE_VERSION"] == (oracle["afw_table_version"] or 0)
    assert catalog.notes == []


def test_slots_lead_to_the_columns_that_the_oracle_names(case: Case) -> None:
    catalog, oracle, _ = case
    roles = {
        "x": "slot_Centroid_x", "y": "slot_Centroid_y",
        "xx": "slot_Shape_xx", "yy": "slot_Shape_yy", "xy": "slot_Shape_xy",
    }  # fmt: skip
    for role, slot in roles.items():
        if slot in oracle["resolved"]:
            facts = oracle["resolved"][slot]
            assert catalog.roles[role] == facts["column"]
            np.testing.assert_array_equal(catalog.table[facts["column"]][:5], facts["values"])
    for slot in ("slot_PsfFlux_instFlux", "slot_PsfFlux_flux"):
        if slot in oracle["resolved"]:
            assert catalog.roles["flux"] == oracle["resolved"][slot]["column"]


def test_positions_are_the_centroids_and_angles_become_degrees(case: Case) -> None:
    catalog, oracle, _ = case
    if "slot_Centroid_x" in oracle["resolved"]:
        x = np.array(oracle["resolved"]["slot_Centroid_x"]["values"])
        y = np.array(oracle["resolved"]["slot_Centroid_y"]["values"])
        np.testing.assert_array_equal(catalog.positions().x[:5], x)
        np.testing.assert_array_equal(catalog.positions().y[:5], y)
    if "coord_ra_dec_deg_first5" in oracle:
        expected = np.array(oracle["coord_ra_dec_deg_first5"])
        for number, role in enumerate(("ra", "dec")):
            column = catalog.table[catalog.roles[role]]
            assert column.unit == "rad"
            np.testing.assert_allclose(column.quantity.to_value("deg")[:5], expected[:, number], rtol=1e-14)


def test_every_flag_is_the_bit_that_astropy_reads(case: Case) -> None:
    catalog, oracle, path = case
    header, table = fits.getheader(path, 1), fits.getdata(path, 1)
    names = [header[f"TFLAG{number}"] for number in range(1, oracle["n_flags"] + 1)]
    assert set(names) <= set(catalog.table.colnames)
    for number, name in enumerate(names):
        assert catalog.table[name].dtype == bool
        np.testing.assert_array_equal(catalog.table[name], table["flags"][:, number])
    for slot, facts in oracle["resolved"].items():
        if "flag" in facts:
            assert catalog.table[facts["flag"]].sum() == facts["n_true"], slot


def test_every_number_is_what_astropy_reads(case: Case) -> None:
    catalog, _, path = case
    table = fits.getdata(path, 1)
    compared = 0
    for name in table.names:
        if name in catalog.table.colnames and table[name].dtype.kind in "iuf":
            np.testing.assert_array_equal(np.asarray(catalog.table[name]), table[name])
            compared += 1
    assert compared > 10


def test_footprints_have_the_spans_the_peaks_and_the_area(case: Case) -> None:
    catalog, oracle, _ = case
    footprints = catalog.footprints
    if not oracle.get("n_footprints"):
        assert footprints is None or "old" in str(catalog.source)
        return
    assert np.count_nonzero(footprints.areas) == oracle["n_footprints"]
    for facts in oracle["footprints_first3"]:
        row = facts["row"]
        np.testing.assert_array_equal(footprints.of(row), facts["spans"])
        assert footprints.area(row) == facts["area"]
        expected = [(peak["f_x"], peak["f_y"], peak["value"]) for peak in facts["peaks"]]
        np.testing.assert_allclose(footprints.peaks(row), expected, rtol=1e-7)
    np.testing.assert_array_equal(footprints.areas, catalog.table["base_FootprintArea_value"])


def test_footprints_from_before_the_archive_have_heavy_pixels() -> None:
    path = shared_file("real", "cat_old-footprint-persistence.fits")
    catalog, table = imgview.read_catalog(path), fits.getdata(path, 1)
    footprints = catalog.footprints
    for row in range(2):
        np.testing.assert_array_equal(footprints.of(row), table["spans"][row].reshape(-1, 3))
        np.testing.assert_array_equal(footprints.peaks(row), table["peaks"][row].reshape(-1, 3))
    assert footprints.heavy(0) is None
    image, mask, variance = footprints.heavy(1)
    np.testing.assert_array_equal(image, table["heavyPix"][1])
    np.testing.assert_array_equal(mask, table["heavyMask"][1].astype(np.int64) + 32768)
    np.testing.assert_array_equal(variance, table["heavyVar"][1])
    assert np.isfinite(footprints.image(1)).sum() == footprints.area(1) == 767


def test_missing_shapes_are_no_ellipses_and_stay_in_the_table() -> None:
    catalog = imgview.read_catalog(data_file(MADE))
    truth = oracle_of(data_file(MADE))["truth"]
    shapes = catalog.shapes()
    unknown = np.isnan(truth["base_SdssShape_xy"]) if "base_SdssShape_xy" in truth else np.arange(25) == 5
    np.testing.assert_array_equal(np.isnan(shapes[:, 0]), unknown)
    for name, rows in truth["flags_true"].items():
        assert np.flatnonzero(catalog.table[name]).tolist() == rows


def test_the_sources_lie_where_the_sky_says_they_do() -> None:
    path = shared_file("real", "afw_handmade_uncompressed_xy0.fits.gz")
    picture, catalog = imgview.read(path), imgview.read_catalog(data_file(MADE))
    sky = imgview.read_catalog(data_file(MADE), x=None, y=None)
    assert "x" not in sky.roles
    x, y = catalog.positions()
    by_sky = sky.positions(picture.sky_projection)
    inside = np.isfinite(x)
    np.testing.assert_allclose(by_sky.x[inside], x[inside], atol=1e-3)
    np.testing.assert_allclose(by_sky.y[inside], y[inside], atol=1e-3)
