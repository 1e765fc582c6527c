"""Takes the pictures of docs/images/ from the report of `norush demo`.

Needs Chromium: on the PATH, or named in NORUSH_CHROMIUM.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
IMAGES = REPOSITORY / "docs" / "images"
SHOTS = (("audit.png", 1280, 792), ("workload.png", 1060, 1228))
"""(file, width, height): the first screen of the report, and the page of the workload that it names first."""


def main() -> None:
    """Writes the pictures of SHOTS."""
    browser_path = os.environ.get("NORUSH_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        sys.exit("No Chromium: install it, or name it in NORUSH_CHROMIUM")
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run(
            [sys.executable, "-m", "norush", "demo", "-o", folder],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline")},
            check=True,
        )
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light")
        page.goto((Path(folder) / "audit.html").as_uri())
        first = page.locator(".rank .nm a").first.get_attribute("href") or ""
        for name, width, height in SHOTS:
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=IMAGES / name)
            page.goto((Path(folder) / first).as_uri())
        browser.close()


if __name__ == "__main__":
    main()
