"""Takes the pictures of the documents anew from this repository's own site; needs `make site` and a browser."""

from __future__ import annotations

import os
import shutil
import sys
from glob import glob
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SITE = os.path.join(REPOSITORY, "site")
ENTRY = "en/2020/11/15/*"
PICTURES = {
    "screenshot.png": f"{ENTRY}/with-fr/index.html",
    "guide-entry.png": f"{ENTRY}/index.html",
    "guide-name.png": "en/names/sergey-lavrov/index.html",
    "guide-search.png": "en/search/index.html",
}
SIZE: ViewportSize = {"width": 1120, "height": 700}
COLOURS = 64


def main() -> int:
    """Writes every picture into docs/."""
    browser = shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE)
        for name, pattern in PICTURES.items():
            found = glob(os.path.join(SITE, pattern))
            if not found:
                sys.stderr.write(f"site/{pattern} is not there: run `make site`\n")
                return 1
            question = "?q=Pachinian" if "search" in name else ""
            page.goto(Path(found[0]).as_uri() + question)
            page.wait_for_load_state("networkidle")
            path = os.path.join(REPOSITORY, "docs", name)
            page.screenshot(path=path)
            with Image.open(path) as picture:
                picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
