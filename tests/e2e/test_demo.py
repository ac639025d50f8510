"""``imgview demo`` with a real JupyterLab: its address opens the notebook, its picture in place."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from demo import Demo

IMGVIEW = [sys.executable, "-m", "imgview.cli"]


@pytest.fixture
def environment(tmp_path):
    """Return an environment without a screen, and with JupyterLab's settings of a new user."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "JUPYTER_TOKEN")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"JUPYTER_CONFIG_DIR": str(tmp_path / "config"), "JUPYTER_DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def demo(tmp_path, environment):
    with Demo([*IMGVIEW, "demo"], cwd=tmp_path, env=environment) as running:
        yield running


def test_the_address_opens_the_notebook_with_its_picture(demo, browser):
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(demo.address)
    picture = page.locator(".jp-OutputArea-output img").first
    picture.wait_for(timeout=60_000)
    assert picture.evaluate("image => image.naturalWidth") > 400
    assert "01_quick_look" in page.url
    page.context.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["interrupted", "terminated"])
def test_it_stops_when_told_and_leaves_no_server(demo, how):
    assert demo.answers()
    assert demo.stop(how) == 0
    assert not demo.answers()
    assert "Traceback" not in demo.said


def test_what_is_in_the_folder_is_kept(tmp_path, environment):
    mine = tmp_path / "mine" / "01_quick_look.ipynb"
    mine.parent.mkdir()
    book = {"cells": [], "metadata": {"mine": True}, "nbformat": 4, "nbformat_minor": 5}
    mine.write_text(json.dumps(book))
    with Demo([*IMGVIEW, "demo", "--dir", "mine"], cwd=tmp_path, env=environment) as demo:
        assert demo.contents("01_quick_look.ipynb")["metadata"]["mine"]
        assert demo.contents("02_mask_planes.ipynb")["cells"]
    assert json.loads(mine.read_text()) == book


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path, environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [*IMGVIEW, "demo", "--port", port],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("imgview: JupyterLab stopped at once")
    assert port in done.stderr
