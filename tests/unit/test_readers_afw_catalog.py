"""Catalogues of afw made by hand: every layout of footprints, odd headers, damaged archives."""

from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits

import imgview
from imgview.errors import ReadError


def sources(rows=3, *, footprint=None, header=None, columns=()):
    """Return the table of a catalogue of version 3."""
    wanted = [
        fits.Column("flags", "10X", array=np.eye(rows, 10, dtype=bool)),
        fits.Column("id", "K", array=np.arange(rows) + 7),
        fits.Column("coord_ra", "D", array=np.full(rows, 0.5), unit="rad"),
        fits.Column("coord_dec", "D", array=np.full(rows, 0.25), unit="rad"),
        fits.Column("here_x", "D", array=np.arange(rows) + 0.5, unit="pixel"),
        fits.Column("here_y", "D", array=np.arange(rows) + 2.5, unit="pixel"),
        fits.Column("footprint", "J", array=np.zeros(rows) if footprint is None else footprint),
        *columns,
    ]
    table = fits.BinTableHDU.from_columns(wanted)
    table.header.update({"AFW_TYPE": "SOURCE", "HIERARCH AFW_TABLE_VERSION": 3, "FLAGCOL": 1, "AR_HDU": 3})
    for number in range(1, 11):
        table.header[f"TFLAG{number}"] = (f"flag_{number}", f"What flag {number} means.")
    table.header.add_history("hand-made")
    table.header.append(("ALIAS", "slot_Centroid:here"))
    for key, value in (header or {}).items():
        if value is None:
            del table.header[key]
        else:
            table.header[key] = value
    return table


def index(*entries):
    """Return the index of an archive from (id, archive, persistable, row0, nrows, name)."""
    names = ("id", "cat.archive", "cat.persistable", "row0", "nrows")
    columns = list(zip(*entries, strict=True)) if entries else [()] * 6
    table = fits.BinTableHDU.from_columns(
        [
            *(
                fits.Column(name, "J", array=np.array(values, int))
                for name, values in zip(names, columns, strict=False)
            ),
            fits.Column("name", "64A", array=list(columns[5])),
        ]
    )
    table.header["EXTTYPE"] = "ARCHIVE_INDEX"
    return table


def data(**columns):
    forms = {"y": "J", "x0": "J", "x1": "J", "id": "J", "i_x": "J", "i_y": "J"}
    forms |= {"image": "PE()", "mask": "PJ()", "variance": "PE()"}
    table = fits.BinTableHDU.from_columns(
        [fits.Column(name, forms.get(name, "E"), array=values) for name, values in columns.items()]
    )
    table.header["EXTTYPE"] = "ARCHIVE_DATA"
    return table


def written(path: Path, *tables):
    fits.HDUList([fits.PrimaryHDU(), *tables]).writeto(path, output_verify="ignore")
    return path


def ragged(*rows):
    cells = np.empty(len(rows), dtype=object)
    cells[:] = [np.array(row, dtype=np.float32) for row in rows]
    return cells


PEAKS = {
    "f_x": [1.0, 2.0, 3.0],
    "f_y": [4.0, 5.0, 6.0],
    "i_x": [1, 2, 3],
    "i_y": [4, 5, 6],
    "peakValue": [7.0, 8, 9],
}


def test_span_sets_by_id_in_any_order_and_shared(tmp_path):
    path = written(
        tmp_path / "a.fits",
        sources(4, footprint=[12, 0, 10, 14]),
        index(
            (14, 1, 0, 2, 1, "Footprint"), (10, 1, 0, 0, 1, "Footprint"), (10, 3, 1, 0, 2, "Footprint"),
            (12, 1, 0, 1, 1, "Footprint"), (12, 3, 1, 2, 1, "Footprint"), (11, 2, 0, 0, 2, "SpanSet"),
            (13, 2, 0, 2, 1, "SpanSet"),
        ),
        data(id=[11, 13, 11]),
        data(y=[5, 6, 9], x0=[1, 2, 30], x1=[4, 4, 39]),
        data(**PEAKS),
    )  # fmt: skip
    footprints = imgview.read_catalog(path).footprints
    assert footprints.of(0).tolist() == [[9, 30, 39]]
    assert footprints.of(1).tolist() == []
    assert footprints.of(2).tolist() == footprints.of(3).tolist() == [[5, 1, 4], [6, 2, 4]]
    assert footprints.peaks(2).tolist() == [[1, 4, 7], [2, 5, 8]]
    assert footprints.peaks(0).tolist() == [[3, 6, 9]]
    assert footprints.peaks(3).tolist() == []
    assert footprints.heavy(0) is None
    assert imgview.read_catalog(path, footprints=False).footprints is None


def test_footprints_from_before_2017_hold_their_spans_and_heavy_ones_their_pixels(tmp_path):
    path = written(
        tmp_path / "a.fits",
        sources(2, footprint=[2, 1]),
        index(
            (1, 1, 0, 0, 2, "Footprint"), (1, 2, 1, 0, 1, "Footprint"),
            (2, 1, 0, 2, 1, "HeavyFootprintF"), (2, 2, 1, 1, 1, "HeavyFootprintF"),
            (2, 3, 2, 0, 1, "HeavyFootprintF"),
        ),
        data(y=[5, 6, 9], x0=[1, 2, 30], x1=[4, 4, 32]),
        data(**PEAKS),
        data(image=ragged([1, 2, 3]), mask=ragged([4, 5, 6]).astype(object), variance=ragged([7, 8, 9])),
    )  # fmt: skip
    footprints = imgview.read_catalog(path).footprints
    assert footprints.of(0).tolist() == [[9, 30, 32]]
    assert footprints.of(1).tolist() == [[5, 1, 4], [6, 2, 4]]
    assert footprints.heavy(1) is None
    image, mask, variance = footprints.heavy(0)
    assert (image.tolist(), mask.tolist(), variance.tolist()) == ([1, 2, 3], [4, 5, 6], [7, 8, 9])
    np.testing.assert_array_equal(footprints.image(0), [[1, 2, 3]])


@pytest.mark.parametrize(
    ("entries", "footprint", "said"),
    [
        ([(1, 1, 0, 0, 9, "Footprint")], [1, 1, 1], "beyond its 3"),
        ([(1, 1, 0, -1, 1, "Footprint")], [1, 1, 1], "negative rows"),
        ([(1, 9, 0, 0, 1, "Footprint")], [1, 1, 1], "no table of the archive in HDU 11"),
        ([(1, 2, 0, 0, 1, "Footprint")], [1, 1, 1], "neither spans nor a SpanSet's id among f_x"),
        ([(1, 1, 0, 0, 2**31 - 1, "Footprint")], [1, 1, 1], "asks for 6442450941 rows"),
        ([], [1, 1, 1], "the archive is empty"),
    ],
)
def test_a_damaged_archive_costs_the_footprints_and_not_the_sources(tmp_path, entries, footprint, said):
    path = written(
        tmp_path / "a.fits", sources(3, footprint=footprint), index(*entries),
        data(y=[5, 6, 9], x0=[1, 2, 30], x1=[4, 4, 32]), data(**PEAKS),
    )  # fmt: skip
    catalog = imgview.read_catalog(path)
    assert len(catalog) == 3
    assert catalog.footprints is None
    assert len(catalog.notes) == 1
    assert catalog.notes[0].startswith("the footprints could not be read: ")
    assert said in catalog.notes[0]


def test_an_id_that_the_archive_does_not_know_is_no_footprint(tmp_path):
    path = written(
        tmp_path / "a.fits", sources(2, footprint=[99, 1]), index((1, 1, 0, 0, 1, "Footprint")),
        data(y=[5], x0=[1], x1=[4]),
    )  # fmt: skip
    assert imgview.read_catalog(path).footprints.areas.tolist() == [0, 4]


def test_a_span_that_ends_before_it_begins_is_told(tmp_path):
    path = written(
        tmp_path / "a.fits",
        sources(1, footprint=[1]),
        index((1, 1, 0, 0, 1, "Footprint")),
        data(y=[5], x0=[4], x1=[1]),
    )
    assert "begins at 4 and ends at 1" in imgview.read_catalog(path).notes[0]


def test_flags_stand_behind_the_numbers_and_say_what_they_mean(tmp_path):
    catalog = imgview.read_catalog(written(tmp_path / "a.fits", sources(3, header={"AR_HDU": None})))
    names = catalog.table.colnames
    assert names[0] == "id"
    assert names[-10:] == [f"flag_{number}" for number in range(1, 11)]
    assert catalog.table["flag_2"].tolist() == [False, True, False]
    assert catalog.table["flag_2"].description == "What flag 2 means."
    assert (catalog.roles["x"], catalog.footprints, catalog.notes) == ("here_x", None, [])
    assert catalog.positions().y.tolist() == [2.5, 3.5, 4.5]


def test_points_positions_and_moments_of_version_0_become_columns(tmp_path):
    table = sources(2, header={"AFW_TABLE_VERSION": None, "ALIAS": None, "AR_HDU": None}, columns=[
        fits.Column("middle", "2D", array=[[1.0, 2.0], [3.0, np.nan]]),
        fits.Column("coord", "2D", array=[[0.1, 0.2], [0.3, 0.4]]),
        fits.Column("form", "3D", array=[[4.0, 9.0, 0.0], [1.0, 1.0, 0.5]]),
        fits.Column("light", "D", array=[10.0, 20.0]),
        fits.Column("rings", "5E", array=np.zeros((2, 5))),
    ])  # fmt: skip
    for number, kind in ((8, "Point"), (9, "Coord"), (10, "Moments"), (12, "Array")):
        table.header[f"TCCLS{number}"] = kind
    for slot, target in (("CENTROID", "middle"), ("SHAPE", "form"), ("PSF_FLUX", "light")):
        table.header[f"HIERARCH {slot}_SLOT"] = target
    catalog = imgview.read_catalog(written(tmp_path / "a.fits", table))
    assert catalog.roles == {
        "x": "middle_x", "y": "middle_y", "ra": "coord_ra", "dec": "coord_dec", "xx": "form_xx",
        "yy": "form_yy", "xy": "form_xy", "flux": "light", "id": "id",
    }  # fmt: skip
    assert catalog.table["rings"].shape == (2, 5)
    assert "coord_ra (9)" in catalog.table.colnames or catalog.table.colnames.count("coord_ra") == 1
    np.testing.assert_array_equal(catalog.positions().x, [1, np.nan])
    np.testing.assert_allclose(catalog.shapes()[0, :2], [3, 2])


def test_angles_without_a_unit_are_radians(tmp_path):
    table = sources(1, header={"TCCLS3": "Angle", "TCCLS4": "Angle", "AR_HDU": None})
    raw = written(tmp_path / "a.fits", table).read_bytes()
    assert raw.count(b"TUNIT3  = 'rad") == 1
    catalog = imgview.read_catalog(
        raw.replace(b"TUNIT3  =", b"XUNIT3  =").replace(b"TUNIT4  =", b"XUNIT4  =")
    )
    assert catalog.table["coord_ra"].unit == catalog.table["coord_dec"].unit == "rad"


@pytest.mark.parametrize("alias", ["nonsense", ":", "slot_Centroid:slot_Centroid", "slot_Centroid:"])
def test_aliases_that_lead_nowhere_are_passed_over(tmp_path, alias):
    table = sources(2, header={"ALIAS": alias, "AR_HDU": None})
    assert imgview.read_catalog(written(tmp_path / "a.fits", table)).roles["x"] == "here_x"


def test_long_aliases_run_over_several_cards(tmp_path):
    name = "a_very_long_name_of_a_measured_" * 2
    table = sources(1, header={"AR_HDU": None, "ALIAS": None}, columns=[
        fits.Column(f"{name}x", "D", array=[11.0]), fits.Column(f"{name}y", "D", array=[12.0]),
    ])  # fmt: skip
    table.header["ALIAS"] = f"slot_Centroid:{name[:-1]}"
    assert imgview.read_catalog(written(tmp_path / "a.fits", table)).positions().x.tolist() == [11.0]


def test_zero_rows_have_columns_and_roles(tmp_path):
    catalog = imgview.read_catalog(written(tmp_path / "a.fits", sources(0), index()))
    assert (len(catalog), catalog.roles["x"], len(catalog.positions().x)) == (0, "here_x", 0)
    assert catalog.table["flag_10"].dtype == bool


def test_truncated_files_and_wrong_widths_are_refused(tmp_path):
    path = written(tmp_path / "a.fits", sources(40))
    raw = path.read_bytes()
    (tmp_path / "b.fits").write_bytes(raw[: len(raw) - 2881])
    with pytest.raises(ReadError, match=r"b\.fits: HDU 1: its header announces"):
        imgview.read_catalog(tmp_path / "b.fits")
    (tmp_path / "c.fits").write_bytes(raw.replace(b"TFORM2  = 'K       '", b"TFORM2  = 'J       '"))
    with pytest.raises(ReadError, match=r"c\.fits: HDU 1: columns of \d+ bytes in rows of"):
        imgview.read_catalog(tmp_path / "c.fits")


def test_read_names_what_reads_a_catalogue(tmp_path):
    path = written(tmp_path / "a.fits", sources(2))
    with pytest.raises(ReadError, match=r"an afw catalog \(SOURCE\): imgview.read_catalog reads it"):
        imgview.read(path)
