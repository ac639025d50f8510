"""``imgview.read_catalog``: every kind of file and of table, roles that are found and given, bad input."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.table import MaskedColumn, QTable, Table
from astropy.utils.masked import Masked

import imgview
from afw_table_stand_ins import SourceCatalog
from imgview.errors import (
    ImgviewError,
    ReadError,
    ShapeError,
    UnitError,
    UnknownFormatError,
    UnknownNameError,
)
from imgview.geometry import XY, YX
from imgview.model import Catalog
from loopback import serve
from shared_data import made_file

HTML = "<img src=x onerror=alert(1)>"


def table():
    """Return four sources, one without a position and one without a shape."""
    sources = Table(
        {
            "id": np.array([1, 2, 3, 2**53 + 1]),
            "x": [10.0, np.nan, 30.5, 40.0],
            "y": [1.0, 2.0, 3.5, 4.0],
            "xx": [4.0, 1.0, -1.0, np.nan],
            "yy": [9.0, 1.0, 1.0, 1.0],
            "xy": [0.0, 0.0, 0.0, 0.0],
            "flux": np.array([1, 2, 3, 4], dtype=np.float32),
            "good": [True, False, True, True],
            "name": ["α Ori", HTML, "", "M 31"],
        }
    )
    sources["x"].unit = sources["y"].unit = "pix"
    sources["flux"].unit = "nJy"
    return sources


def write(path: Path) -> Path:
    sources = table()
    if path.suffix == ".parquet":
        sources.write(path)
    elif path.suffix == ".vot":
        sources.write(path, format="votable")
    elif path.suffix == ".ecsv":
        sources.write(path, format="ascii.ecsv")
    elif path.suffix == ".csv":
        sources.write(path, format="ascii.csv")
    else:
        strings = np.char.encode(sources["name"].data, "utf-8")
        sources.replace_column("name", strings)
        fits.BinTableHDU(sources).writeto(path)
    return path


LIVE = {
    "astropy": table,
    "qtable": lambda: QTable(table()),
    "pandas": lambda: table().to_pandas(),
    "pyarrow": lambda: pa.table({name: table()[name].tolist() for name in table().colnames}),
    "record batch": lambda: pa.table(
        {name: table()[name].tolist() for name in table().colnames}
    ).to_batches()[0],
    "records": lambda: table().as_array(),
    "columns": lambda: {name: table()[name].tolist() for name in table().colnames},
    "rows": lambda: [dict(row) for row in table()],
    "FITS records": lambda: fits.BinTableHDU(table()["id", "x", "y", "xx", "yy", "xy", "flux", "good"]).data,
    "HDU": lambda: fits.BinTableHDU(table()["id", "x", "y", "xx", "yy", "xy", "flux", "good"]),
}


@pytest.fixture(params=[*LIVE, ".fits", ".parquet", ".vot", ".ecsv", ".csv"])
def catalog(request, tmp_path):
    if request.param in LIVE:
        return imgview.read_catalog(LIVE[request.param]())
    return imgview.read_catalog(write(tmp_path / f"s{request.param}"))


def test_all_kinds_of_tables_say_the_same(catalog):
    expected = table()
    assert isinstance(catalog, Catalog)
    assert catalog.roles == {
        "x": "x",
        "y": "y",
        "xx": "xx",
        "yy": "yy",
        "xy": "xy",
        "flux": "flux",
        "id": "id",
    }
    assert catalog.table["id"].tolist() == expected["id"].tolist()
    np.testing.assert_array_equal(catalog.positions().x, [10, np.nan, 30.5, 40])
    np.testing.assert_array_equal(catalog.positions().y, [1, np.nan, 3.5, 4])
    np.testing.assert_allclose(catalog.shapes()[0], [3, 2, np.pi / 2])
    assert np.isnan(catalog.shapes()[2:]).all()
    assert [str(value) for value in catalog.table["good"]] in (
        [str(value) for value in expected["good"]],
        ["True", "False", "True", "True"],
    )
    if "name" in catalog.table.colnames:
        assert [str(value) if value is not np.ma.masked else "" for value in catalog.table["name"]] == [
            "α Ori", HTML, "", "M 31"
        ]  # fmt: skip


def test_units_travel_where_the_format_has_them(tmp_path):
    for suffix in (".fits", ".parquet", ".vot", ".ecsv"):
        read = imgview.read_catalog(write(tmp_path / f"s{suffix}"))
        assert (read.table["x"].unit, read.table["flux"].unit) == (u.pix, u.nJy), suffix
        assert read.name == "s"
        assert read.source.endswith(f"s{suffix}")


@pytest.mark.parametrize("kind", ["bytes", "file", "gzip", "str"])
def test_bytes_file_objects_packed_files_and_names_of_files_are_read(kind, tmp_path):
    path = write(tmp_path / "s.csv")
    if kind == "gzip":
        import gzip

        (tmp_path / "s.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
        path = tmp_path / "s.csv.gz"
    given = {
        "bytes": path.read_bytes,
        "file": lambda: io.BytesIO(path.read_bytes()),
        "str": lambda: str(path),
    }
    assert len(imgview.read_catalog(given.get(kind, lambda: path)())) == 4


def test_files_behind_urls_are_read(tmp_path):
    files = {
        f"s{suffix}": write(tmp_path / f"s{suffix}").read_bytes() for suffix in (".fits", ".parquet", ".csv")
    }
    with serve(files) as loopback:
        for name in files:
            catalog = imgview.read_catalog(loopback.url(name))
            assert (len(catalog), catalog.name) == (4, "s")
        with pytest.raises(ReadError, match=r"none\.fits"):
            imgview.read_catalog(loopback.url("none.fits"))


def test_a_table_of_astropy_is_shared_and_not_changed():
    sources = table()
    assert imgview.read_catalog(sources).table is sources
    sources = QTable({"where": SkyCoord([1.0, 2] * u.deg, [3.0, 4] * u.deg, frame="fk5"), "flux": [1.0, 2]})
    catalog = imgview.read_catalog(sources)
    assert sources.colnames == ["where", "flux"]
    assert catalog.roles == {"ra": "where_ra", "dec": "where_dec", "flux": "flux"}
    assert catalog.table["flux"] is not None
    np.testing.assert_allclose(catalog.table["where_dec"].value, [3, 4], atol=1e-4)


def test_positions_in_other_units_and_masked_are_converted():
    sources = QTable({"ra": [1.0, 2] * u.rad, "dec": Masked([30.0, 60] * u.arcmin, mask=[False, True])})
    catalog = imgview.read_catalog(sources)
    assert catalog.roles == {"ra": "ra", "dec": "dec"}
    np.testing.assert_allclose(catalog._numbers("ra"), np.rad2deg([1, 2]))
    np.testing.assert_array_equal(catalog._numbers("dec"), [0.5, np.nan])


def test_pyobs_counts_its_sources_from_one_and_its_windows_from_zero():
    path = made_file("pyobs_full.fits")
    catalog = imgview.read_catalog(path)
    assert (catalog.name, catalog.offset) == ("CAT", XY(x=-1.0, y=-1.0))
    same = imgview.read(path).catalogs["CAT"]
    np.testing.assert_array_equal(catalog.positions().x, same.positions().x)
    np.testing.assert_array_equal(catalog.shapes(), same.shapes())
    if "xwin" in catalog.table.colnames:
        windows = imgview.read_catalog(path, x="xwin", y="ywin")
        assert windows.offset == XY(x=0.0, y=0.0)


def test_sextractor_counts_from_one_in_fits_and_in_text(tmp_path):
    text = b"#   1 NUMBER     Running object number\n#   2 X_IMAGE  Object position along x  [pixel]\n"
    text += b"#   3 Y_IMAGE  Object position along y  [pixel]\n 1 2.5 7\n 2 3.5 8\n"
    catalog = imgview.read_catalog(text)
    assert catalog.roles == {"x": "X_IMAGE", "y": "Y_IMAGE", "id": "NUMBER"}
    assert catalog.positions().x.tolist() == [1.5, 2.5]
    hdus = fits.HDUList(
        [
            fits.PrimaryHDU(),
            fits.BinTableHDU(Table({"Field Header Card": ["x"]}), name="LDAC_IMHEAD"),
            fits.BinTableHDU(Table({"X_IMAGE": [2.5], "Y_IMAGE": [7.0]}), name="LDAC_OBJECTS"),
        ]
    )
    for given in (hdus, tmp_path / "l.fits"):
        hdus.writeto(tmp_path / "l.fits", overwrite=True)
        assert imgview.read_catalog(given).positions() == XY(x=[1.5], y=[6.0])


def test_local_pixels_become_absolute_by_the_first_pixel_of_the_image():
    catalog = imgview.read_catalog(table(), origin="local", yx0=YX(y=300, x=1000))
    assert catalog.offset == XY(x=1000.0, y=300.0)
    assert catalog.positions().x[0] == 1010
    assert imgview.read_catalog(table(), origin="local", yx0=XY(x=1000, y=300)).offset == catalog.offset
    assert imgview.read_catalog(
        {"X_IMAGE": [1.0], "Y_IMAGE": [1.0]}, origin="local", yx0=(5, 7)
    ).positions() == XY(x=[7.0], y=[5.0])


@pytest.mark.parametrize(
    ("keywords", "error", "message"),
    [
        ({"origin": "local"}, ImgviewError, "needs yx0="),
        ({"yx0": (1, 2)}, ImgviewError, "goes with origin='local'"),
        ({"origin": "fits"}, UnknownNameError, "unknown origin 'fits'"),
        ({"origin": "local", "yx0": 7}, ShapeError, "yx0 is a pair"),
        ({"colour": "flux"}, UnknownNameError, "unknown role 'colour'"),
        ({"x": "xx"}, ImgviewError, "y must be given too"),
        ({"x": "xcentroid", "y": "y"}, UnknownNameError, r"unknown column \(x=\) 'xcentroid'"),
        ({"x": "name", "y": "y"}, ImgviewError, r"column 'name' \(x=\) must hold real numbers"),
        ({"x": "flux", "y": "y"}, UnitError, "'flux' .* is in nJy, which cannot be turned into pix"),
        ({"hdu": 1}, ImgviewError, "hdu= says nothing about a table in memory"),
        ({"format": "csv"}, ImgviewError, "format= says nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(keywords, error, message):
    with pytest.raises(error, match=message):
        imgview.read_catalog(table(), **keywords)


def test_roles_are_given_or_taken_away():
    sources = table()
    sources["u"], sources["v"] = [1.0, 2, 3, 4], [5.0, 6, 7, 8]
    catalog = imgview.read_catalog(sources, x="u", y="v", flux=None, xx=None, id="name")
    assert catalog.roles == {"x": "u", "y": "v", "id": "name"}
    assert imgview.read_catalog(catalog, x="x", y="y").positions().x[0] == 10


def test_a_position_that_nothing_decides_lists_its_candidates():
    sources = {"p_x": [1.0], "p_y": [1.0], "q_x": [2.0], "q_y": [2.0], "n": [1]}
    with pytest.raises(
        ImgviewError, match=r"give x= and y=, or ra= and dec=; columns that could be: p_x and p_y, q_x"
    ):
        imgview.read_catalog(sources)
    assert imgview.read_catalog(sources, x="q_x", y="q_y").positions().x[0] == 2
    assert imgview.read_catalog(sources | {"ra": [1.0], "dec": [2.0]}).roles == {"ra": "ra", "dec": "dec"}


def test_a_position_that_no_column_has_stays_missing_and_is_told():
    catalog = imgview.read_catalog({"mag": [1.0, 2.0], "what": ["a", "b"]})
    assert catalog.roles == {}
    assert catalog.notes == [
        "no column says where the sources are: give x= and y=, or ra= and dec=; columns of numbers: mag"
    ]
    assert np.isnan(catalog.positions().x).all()


@pytest.mark.parametrize(
    ("sources", "error", "message"),
    [
        ({"x": [1.0, 2.0], "y": [1.0]}, ShapeError, "columns differ in length"),
        (np.zeros((2, 2), dtype=[("x", float)]), ShapeError, r"records of shape \(2, 2\)"),
        (np.zeros(3), ImgviewError, "cannot read a catalogue from an object of class numpy.ndarray"),
        (7, ImgviewError, "cannot read a catalogue from an object of class int"),
        (None, ImgviewError, "class NoneType"),
    ],
)
def test_objects_that_are_no_table_are_refused(sources, error, message):
    with pytest.raises(error, match=message):
        imgview.read_catalog(sources)


def test_zero_rows_are_a_catalogue(tmp_path):
    for suffix in (".fits", ".parquet", ".vot", ".ecsv", ".csv"):
        path = tmp_path / f"none{suffix}"
        formats = {".vot": "votable", ".ecsv": "ascii.ecsv", ".csv": "ascii.csv"}
        Table({"x": np.empty(0), "y": np.empty(0)}).write(
            path, **({"format": formats[suffix]} if suffix in formats else {})
        )
        catalog = imgview.read_catalog(path)
        assert (len(catalog), catalog.roles) == (0, {"x": "x", "y": "y"}), suffix
    assert len(imgview.read_catalog(pd.DataFrame({"x": [], "y": []}))) == 0


def test_duplicated_names_are_kept_apart(tmp_path):
    text = imgview.read_catalog(b"x,y,x\n1,2,3\n")
    assert text.positions().x.tolist() == [1]
    assert len(text.table.colnames) == 3
    frame = imgview.read_catalog(pd.DataFrame([[1.0, 2.0, 3.0]], columns=["x", "y", "x"]))
    assert frame.table.colnames == ["x", "y", "x (3)"]
    arrow = pa.Table.from_arrays([pa.array([1.0]), pa.array([2.0]), pa.array([3.0])], names=["x", "y", "x"])
    assert imgview.read_catalog(arrow).table.colnames == ["x", "y", "x (3)"]
    pq.write_table(arrow, tmp_path / "d.parquet")
    assert imgview.read_catalog(tmp_path / "d.parquet").table.colnames == ["x", "y", "x (3)"]
    fits.BinTableHDU(Table({"x": [1.0], "y": [2.0], "z": [3.0]})).writeto(tmp_path / "d.fits")
    raw = (tmp_path / "d.fits").read_bytes().replace(b"TTYPE3  = 'z ", b"TTYPE3  = 'x ")
    assert imgview.read_catalog(raw).table.colnames == ["x", "y", "x (3)"]


def test_missing_values_of_pandas_and_arrow_are_masked():
    frame = pd.DataFrame({
        "x": pd.array([1, None], dtype="Int64"), "y": pd.array([1.5, None], dtype="Float64"),
        "ok": pd.array([True, None], dtype="boolean"), "kind": pd.Categorical(["é", None]),
    }, index=pd.Index([7, 8], name="objectId"))  # fmt: skip
    catalog = imgview.read_catalog(frame)
    assert catalog.roles == {"x": "x", "y": "y", "id": "objectId"}
    np.testing.assert_array_equal(catalog.positions().x, [1, np.nan])
    assert catalog.table["ok"].dtype == bool
    assert catalog.table["ok"].mask.tolist() == catalog.table["kind"].mask.tolist() == [False, True]
    arrow = pa.table({
        "x": pa.array([1, None], pa.uint16()), "y": pa.array([1.0, None]), "ok": pa.array([None, True]),
        "kind": pa.array(["é", None]).dictionary_encode(), "all": pa.array([[1], [2, 3]]),
        "when": pa.array([0, 1], pa.timestamp("s")),
    })  # fmt: skip
    catalog = imgview.read_catalog(arrow)
    np.testing.assert_array_equal(catalog.positions().x, [1, np.nan])
    assert catalog.table["x"].dtype == np.uint16
    assert catalog.table["kind"].mask.tolist() == [False, True]
    assert catalog.table["when"].dtype.kind == "M"
    assert catalog.notes == ["columns all are left out: not one value a row"]


def test_units_and_descriptions_of_butler_parquet_are_kept(tmp_path):
    about = {b"unit": b"rad", b"description": b"Right ascension."}
    schema = pa.schema(
        [pa.field("coord_ra", pa.float64(), metadata=about), pa.field("coord_dec", pa.float64())]
    )
    pq.write_table(
        pa.Table.from_arrays([pa.array([0.5]), pa.array([3.0])], schema=schema), tmp_path / "b.parquet"
    )
    column = imgview.read_catalog(tmp_path / "b.parquet").table["coord_ra"]
    assert (column.unit, column.description) == (u.rad, "Right ascension.")


def test_a_parquet_file_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    import sys

    path = write(tmp_path / "s.parquet")
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        ReadError, match=r"s\.parquet: a Parquet file needs pyarrow: pip install 'imgview\[parquet\]'"
    ):
        imgview.read_catalog(path)


def test_whatever_speaks_arrow_and_has_columns_is_a_table():
    class Frame:
        columns = ("x", "y")

        def __arrow_c_stream__(self, requested_schema=None):
            return pa.table({"x": [1.0], "y": [2.0]}).__arrow_c_stream__(requested_schema)

    assert imgview.read_catalog(Frame()).positions().y.tolist() == [2.0]


def test_ucds_of_a_votable_tell_roles(tmp_path):
    sources = Table({"lon": [1.0], "lat": [2.0], "ra": [9.0], "dec": [9.0]})
    sources["lon"].meta["ucd"], sources["lat"].meta["ucd"] = "pos.eq.ra;meta.main", "pos.eq.dec;meta.main"
    sources.write(tmp_path / "u.vot", format="votable")
    assert imgview.read_catalog(tmp_path / "u.vot").roles == {"ra": "lon", "dec": "lat"}
    hdu = fits.BinTableHDU(Table({"lon": [1.0], "lat": [2.0]}))
    hdu.header["TUCD1"], hdu.header["TUCD2"] = "pos.eq.ra", "pos.eq.dec"
    assert imgview.read_catalog(hdu).roles == {"ra": "lon", "dec": "lat"}


def test_several_tables_in_a_file_are_told_apart_by_hdu(tmp_path):
    hdus = fits.HDUList(
        [
            fits.PrimaryHDU(np.zeros((3, 3))),
            fits.BinTableHDU(Table({"x": [1.0], "y": [2.0]}), name="ONE"),
            fits.BinTableHDU(Table({"x": [3.0], "y": [4.0]}), name="TWO"),
        ]
    )
    hdus.writeto(tmp_path / "m.fits")
    with pytest.raises(
        ReadError, match=r"m\.fits: it holds 2 tables; hdu= takes one: HDU 1 \(ONE\), HDU 2 \(TWO\)"
    ):
        imgview.read_catalog(tmp_path / "m.fits")
    assert imgview.read_catalog(tmp_path / "m.fits", hdu="TWO").positions().x.tolist() == [3]
    assert imgview.read_catalog(hdus, hdu=1).positions().x.tolist() == [1]
    with pytest.raises(ReadError, match="no table, but image; tables are: HDU 1"):
        imgview.read_catalog(tmp_path / "m.fits", hdu=0)
    with pytest.raises(UnknownNameError, match="unknown HDU 'THREE'"):
        imgview.read_catalog(tmp_path / "m.fits", hdu="THREE")
    from astropy.io.votable.tree import Resource, TableElement, VOTableFile

    tree = VOTableFile()
    resource = Resource()
    tree.resources.append(resource)
    for name in ("a", "b"):
        element = TableElement.from_table(tree, Table({"x": [1.0], "y": [2.0]}))
        element.name = name
        resource.tables.append(element)
    tree.to_xml(str(tmp_path / "m.vot"))
    with pytest.raises(ReadError, match=r"m\.vot: it holds 2 tables; hdu= takes one: 0 \(a\), 1 \(b\)"):
        imgview.read_catalog(tmp_path / "m.vot")
    assert imgview.read_catalog(tmp_path / "m.vot", hdu="b").name == "b"
    with pytest.raises(ReadError, match="there is no table 2"):
        imgview.read_catalog(tmp_path / "m.vot", hdu=2)


def test_tables_of_texts_in_fits_are_read(tmp_path):
    table = fits.TableHDU.from_columns([
        fits.Column("x", "F8.3", array=[1.25, 2.5]), fits.Column("y", "F8.3", array=[3.0, 4.0])
    ])  # fmt: skip
    table.writeto(tmp_path / "t.fits")
    assert imgview.read_catalog(tmp_path / "t.fits").positions().x.tolist() == [1.25, 2.5]


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", ReadError, "empty"),
        (b"Dear diary,\nno table today.\n", UnknownFormatError, "of no catalogue's format that is read"),
        (b"\x00\x01\x02", UnknownFormatError, "of no catalogue's format"),
        (b"PAR1 and then nothing", ReadError, "pyarrow cannot read it"),
        (b"<?xml version='1.0'?><VOTABLE><RESOURCE>", ReadError, "cannot be read as votable"),
        ((b"<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no such column</INFO>"
         b"</RESOURCE></VOTABLE>"), ReadError, "without any table; it says: no such column"),
        (b"<!DOCTYPE html><html></html>", UnknownFormatError, "it starts with '<!DOCTYPE html>"),
        (b"# %ECSV 1.0\n# ---\n# datatype: [\n", ReadError, "cannot be read as ecsv"),
        (b"x,y\n1,2\n3,4,5\n", ReadError, "cannot be read as csv: Number of header columns"),
        (b"x,y,z\n1,2,3\n4,5\n", ReadError, "cannot be read as csv: Number of header columns"),
    ],
)  # fmt: skip
def test_files_that_are_no_catalogue_or_a_broken_one_are_refused_by_name(content, error, message, tmp_path):
    path = tmp_path / "bad.dat"
    path.write_bytes(content)
    with pytest.raises(error, match=f"bad.dat.*{message}"):
        imgview.read_catalog(path)


def test_a_picture_is_no_catalogue_and_a_catalogue_no_picture(tmp_path):
    with pytest.raises(ReadError, match=r"there is no table of sources in it; imgview.read reads images"):
        imgview.read_catalog(made_file("visit_full_gzip2.fits"), hdu=None)
    for suffix in (".parquet", ".vot", ".ecsv", ".csv", ".fits"):
        with pytest.raises(ReadError, match=r"imgview\.read_catalog reads it"):
            imgview.read(write(tmp_path / f"s{suffix}"))


@pytest.mark.parametrize("kind", ["astropy", "pandas", "pyarrow", "records", "afw", "Catalog"])
def test_a_live_table_is_no_picture(kind):
    obj = {"afw": SourceCatalog, "Catalog": lambda: Catalog(table())}.get(kind, LIVE.get(kind))()
    with pytest.raises(
        ImgviewError, match=r"a table, no image; imgview\.read_catalog and viewer\.add_catalog"
    ):
        imgview.read(obj)


def test_the_format_can_be_demanded(tmp_path):
    path = write(tmp_path / "s.fits")
    assert len(imgview.read_catalog(path, format="fits")) == 4
    with pytest.raises(UnknownFormatError, match="not of format 'afw'"):
        imgview.read_catalog(path, format="afw")
    with pytest.raises(UnknownFormatError, match="not of format 'csv': its content is fits"):
        imgview.read_catalog(path, format="csv")
    with pytest.raises(UnknownNameError, match="unknown format 'xls'"):
        imgview.read_catalog(path, format="xls")


def test_characters_beyond_ascii_are_kept_and_those_of_latin_1_are_told():
    assert imgview.read_catalog("x,y,ñ\n1,2,λ\n".encode()).table["ñ"].tolist() == ["λ"]
    latin = imgview.read_catalog("x,y,n\n1,2,é\n".encode("latin-1"))
    assert latin.table["n"].tolist() == ["é"]
    assert "Latin-1" in latin.notes[0]


def test_live_tables_of_afw_have_slots_flags_and_footprints():
    catalog = imgview.read_catalog(SourceCatalog())
    assert catalog.roles == {
        "x": "here_x", "y": "here_y", "ra": "coord_ra", "dec": "coord_dec", "flux": "psf_instFlux", "id": "id"
    }  # fmt: skip
    assert catalog.table.colnames[-1] == "here_flag"
    assert catalog.table["coord_ra"].unit == "rad"
    assert catalog.footprints.of(1).tolist() == [[5, 1, 3]]
    assert catalog.footprints.areas.tolist() == [0, 3]
    assert catalog.footprints.peaks(1).tolist() == [[2.0, 5.0, 9.0]]
    assert catalog.footprints.heavy(1).image.tolist() == [1, 2, 3]
    assert catalog.footprints.heavy(0) is None
    assert imgview.read_catalog(SourceCatalog(), footprints=False).footprints is None
    apart = imgview.read_catalog(SourceCatalog(contiguous=False))
    assert apart.positions().x.tolist() == catalog.positions().x.tolist()


def test_footprints_of_live_tables_that_cannot_be_had_are_told():
    broken = SourceCatalog()
    broken.records[1].getFootprint = lambda: 7
    catalog = imgview.read_catalog(broken)
    assert catalog.footprints is None
    assert catalog.notes[0].startswith("the footprints could not be read: AttributeError")


def test_masked_columns_keep_their_holes():
    sources = Table({"x": MaskedColumn([1.0, 2.0], mask=[False, True]), "y": [1.0, 2.0]})
    np.testing.assert_array_equal(imgview.read_catalog(sources).positions().x, [1, np.nan])
