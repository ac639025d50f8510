import argparse
import importlib.util
import sys

import pytest

from imgview.cli import demo
from imgview.cli.main import main
from imgview.errors import ImgviewError

NAMES = [
    "01_quick_look.ipynb",
    "02_mask_planes.ipynb",
    "03_catalogs.ipynb",
    "04_coming_from_ds9_and_afw.ipynb",
]


def test_without_jupyterlab_it_says_what_to_install(monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jupyterlab" else found(name)
    )
    assert main(["demo"]) == 1
    assert 'pip install "imgview[lab]"' in capsys.readouterr().err


def test_a_clone_is_served_in_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / NAMES[0]).write_text("{}")
    assert demo._notebook_folder(None) == tmp_path / "notebooks"
    assert [path.name for path in tmp_path.iterdir()] == ["notebooks"]


def test_elsewhere_the_notebooks_are_copied(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = demo._notebook_folder(None)
    assert folder == tmp_path / "imgview-notebooks"
    assert sorted(path.name for path in folder.iterdir()) == NAMES


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / NAMES[0]).write_text("mine")
    demo._notebook_folder(tmp_path)
    assert (tmp_path / NAMES[0]).read_text() == "mine"
    assert (tmp_path / NAMES[1]).exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImgviewError, match=r"cannot put the notebooks into .*file.*--dir"):
        demo._notebook_folder(tmp_path / "file")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="always has a screen")
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", None])
def test_a_screen_is_known_by_the_environment(monkeypatch, name):
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(each, raising=False)
    if name:
        monkeypatch.setenv(name, "x")
    assert demo._has_screen() is (name is not None)


def test_the_arguments():
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    args = parser.parse_args(["--dir", "there", "--no-browser", "--port", "8890"])
    assert (str(args.dir), args.no_browser, args.port) == ("there", True, 8890)
