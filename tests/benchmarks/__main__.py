"""Run every benchmark and print its table."""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import drawing, explore, formats, frames, layers, opening, page, painting, turning
from e2e.conftest import ARGS
from e2e.lab import Lab


def main() -> None:
    """Print the tables that the README quotes."""
    opening.main()
    formats.main()
    drawing.main()
    painting.main()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        lab = Lab(Path(folder))
        try:
            bench = page.first_views(lab, browser)
            page.changes(bench)
            bench.notebook.close()
            page.remote(lab, browser)
            layers.layers(lab, browser)
            turning.turning(lab, browser)
            explore.explore(lab, browser)
            frames.frames(lab, browser)
        finally:
            lab.close()
            browser.close()


if __name__ == "__main__":
    main()
