"""One JupyterLab server and one Chromium for all end-to-end tests."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from e2e.lab import Lab

ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs Chromium; set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.close()


@pytest.fixture(scope="session")
def pictures():
    """Where screenshots are kept for people to look at; nowhere unless E2E_PICTURES names a folder."""
    folder = os.environ.get("E2E_PICTURES")
    return Path(folder) if folder else None


@pytest.fixture
def keep(pictures):
    """Return a function that keeps a screenshot under a name."""

    def keep(page, name):
        if pictures is not None:
            page.screenshot(path=pictures / f"e2e-{name}.png")

    return keep
