"""A page in Chromium for every test; any error in its console fails the test."""

from collections.abc import Iterator

import pytest

from browser.page import CHROMIUM, CHROMIUM_ARGS, Browser

playwright_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright drives the browser: `bash tests/run` brings it"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("no Chromium: put it on PATH or name it in CHROMIUM")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def scale() -> float:
    """Device pixels per CSS pixel."""
    return 1.0


@pytest.fixture
def browser(chromium, scale) -> Iterator[Browser]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=scale)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    yield Browser(page)
    context.close()
    assert complaints == []
