"""The same pack gives the same file: in this process or another, first or last, and as it was when we last looked."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter

from hdplanner.briefing.document import render
from tests.briefing.conftest import read_pages
from tests.briefing.proof.make_pack import pack
from tests.briefing.proof.structure import elements, tag_of

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).with_name("golden.json")
LANGUAGES = ("en", "ar")


def digests_elsewhere(*words: str, **environment: str) -> dict[str, str]:
    """What another process makes of the same packs."""
    command = [sys.executable, "-m", "tests.briefing.proof.make_pack", *words]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return dict(line.split() for line in done.stdout.splitlines())


def test_every_process_makes_the_same_bytes() -> None:
    here = {language: hashlib.sha256(render(pack(language)).data).hexdigest() for language in LANGUAGES}
    assert digests_elsewhere(PYTHONHASHSEED="1") == here
    assert digests_elsewhere("--busy", PYTHONHASHSEED="2", TZ="Asia/Kathmandu", LC_ALL="C") == here


def describe(data: bytes) -> dict[str, Any]:
    """What must not change unseen, without a byte of the file: pages, words, structure, outline, properties."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        texts = [unicodedata.normalize("NFC", " ".join(text.split())) for text in read_pages(data)]
        return {
            "pages": len(pdf.pages),
            "paper": [float(edge) for edge in pdf.pages[0].mediabox],
            "structure": dict(sorted(Counter(tag_of(element) for element, _ in elements(pdf)).items())),
            "outline": titles,
            "properties": {key: str(value) for key, value in sorted(pdf.docinfo.items())},
            "words": [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts],
            "first words": [text[:60] for text in texts],
        }


def test_packs_are_as_they_were(pytestconfig: pytest.Config) -> None:
    """When a change is meant: look at the pages, then write golden.json anew with HDPLANNER_GOLDEN=write."""
    made = {language: describe(render(pack(language)).data) for language in LANGUAGES}
    if os.environ.get("HDPLANNER_GOLDEN") == "write":
        GOLDEN.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert made == json.loads(GOLDEN.read_text(encoding="utf-8"))


def pictures(data: bytes) -> list[Any]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=1, grayscale=True).to_pil() for page in document]


def unlike(one: Any, other: Any) -> float:
    """The share of a page's dots that differ by more than a hair."""
    apart = ImageChops.difference(one.filter(ImageFilter.BoxBlur(1)), other.filter(ImageFilter.BoxBlur(1)))
    return float(sum(apart.histogram()[64:]) / (one.width * one.height))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_builds_look_the_same_page_by_page(language: str) -> None:
    first, second = (pictures(render(pack(language)).data) for _ in range(2))
    assert len(first) == len(second) > 4
    assert [unlike(one, other) for one, other in zip(first, second, strict=True)] == [0.0] * len(first)
    assert unlike(first[0], first[-1]) > 0.005, "the measure sees another page"
