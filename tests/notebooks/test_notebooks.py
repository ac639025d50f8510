"""What the committed notebooks look like; that they run is tried by ``pytest --nbmake notebooks``."""

import base64
import io
from pathlib import Path

import nbformat
import PIL.Image
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
LARGEST = 200_000


def name(path: Path) -> str:
    return path.stem


@pytest.fixture(params=NOTEBOOKS, ids=name)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_notebooks():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


def test_it_begins_with_a_title_and_ends_with_a_check(notebook):
    assert notebook.cells[0].source.startswith("# ")
    assert notebook.cells[-1].cell_type == "code"
    assert "assert " in notebook.cells[-1].source


def test_only_pictures_are_kept(notebook):
    kept = {mime for output in outputs(notebook) for mime in output.get("data", {output.output_type: None})}
    assert kept <= {"image/png"}, "run tests/notebooks/refresh.py"
    assert {cell.get("execution_count") for cell in notebook.cells} == {None}
    assert "widgets" not in notebook.metadata


def test_it_shows_a_picture_before_it_is_run(notebook):
    png = base64.b64decode(outputs(notebook)[0]["data"]["image/png"])
    picture = PIL.Image.open(io.BytesIO(png)).convert("RGB")
    assert min(picture.size) > 300
    assert len(picture.getcolors(maxcolors=2**24)) > 8


def test_it_is_small(path):
    assert path.stat().st_size < LARGEST


def test_it_names_no_machine(path):
    text = path.read_text(encoding="utf-8")
    assert "/home/" not in text
    assert "/root/" not in text
