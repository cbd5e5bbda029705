"""Draws each page of a PDF as a PNG: `.venv/bin/python dev/page_pictures.py FILE.pdf FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

DOTS_PER_INCH = 100


def main(source: str, folder: str) -> int:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(source) as document:
        for number, page in enumerate(document, start=1):
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(target / f"page-{number:02}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
