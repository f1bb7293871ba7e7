"""Pictures of pages to look at: `python -m corpus.pictures REPORT FOLDER [ADDRESS …] [--readme]`.

Each page of `referat report` that is named, else one of each kind, at the width of a desk and of a phone, in
light and in dark. `--readme` makes the two small ones that stand in README instead.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SIZES = {"desk": (1200, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
README = {"overview": ("index.html", "light"), "meeting": ("", "dark")}
README_SIZE = (1000, 760)


def one_of_each(report: Path) -> list[str]:
    """Give the address of a page of each kind: the newest meeting, the largest of the others."""
    patterns = ("body/*/*/index.html", "body/*/*/2*.html", "standing/[!i]*.html", "case/*/*.html")
    largest = [max(report.glob(p), key=lambda path: path.stat().st_size, default=None) for p in patterns]
    found = [newest_meeting(report), *(path.relative_to(report).as_posix() for path in largest if path)]
    return ["index.html", "standing/index.html", "case/index.html", "search.html?q=plan", *found]


def newest_meeting(report: Path) -> str:
    """Give the address of the newest meeting's page; its id ends with the date."""
    newest = max(report.glob("meeting/*.html"), key=lambda path: path.stem[-10:])
    return newest.relative_to(report).as_posix()


def take(
    browser: Browser, report: Path, address: str, path: Path, size: tuple[int, int], scheme: str
) -> None:
    """Take a picture of a page; of all of it, but for those in README."""
    viewport = {"width": size[0], "height": size[1]}
    # One of the literals that Playwright knows, off a tuple of text.
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{report.resolve().as_uri()}/{address}", wait_until="networkidle")
    page.screenshot(path=path, full_page=size != README_SIZE)
    context.close()


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m corpus.pictures", description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--readme", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        if given.readme:
            for name, (address, scheme) in README.items():
                shown = address or newest_meeting(given.report)
                take(browser, given.report, shown, given.folder / f"{name}.png", README_SIZE, scheme)
            return
        for address in given.addresses or one_of_each(given.report):
            name = address.partition("?")[0].removesuffix(".html").replace("/", "-")
            for size_name, size in SIZES.items():
                for scheme in SCHEMES:
                    path = given.folder / f"{name}-{size_name}-{scheme}.png"
                    take(browser, given.report, address, path, size, scheme)
                    print(path)


if __name__ == "__main__":
    main()
