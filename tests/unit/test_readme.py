"""What the README says can be done as it says, and what it points at is there."""

import re
from pathlib import Path

import pytest

import imgview

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def test_its_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = "\n".join(BLOCKS).replace('read("any.fits")', "sample.visit_image(shape=(300, 400))")
    namespace: dict[str, object] = {}
    exec(code, namespace)
    viewer = namespace["viewer"]
    assert isinstance(viewer, imgview.ImageViewer)
    assert viewer.colormap == "viridis"
    assert (tmp_path / "view.png").stat().st_size > 0
    viewer.close()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_its_links_lead_somewhere(target):
    assert (ROOT / target).is_file()


def test_it_has_no_blank_left():
    assert "<!--" not in README


@pytest.mark.parametrize("header", ["| format |", "| object |"])
def test_each_row_of_what_is_read_names_its_test(header):
    table = README[README.index(header) :].split("\n\n")[0].splitlines()[2:]
    assert len(table) > 5
    for row in table:
        assert re.search(r"\]\(tests/(unit|oracle)/test_\w+\.py\) \|$", row), row
