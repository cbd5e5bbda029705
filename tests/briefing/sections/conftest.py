"""The worked sample as a plan to make packs of, and a way to read a pack back as others would."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from hdplanner.briefing import build
from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange
from hdplanner.services.pack_rows import PackView
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)

See = Callable[..., PackView]


@pytest.fixture(scope="session")
def sample() -> Iterator[Document]:
    """The sample in memory; no test changes it."""
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    with Document.in_memory() as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        yield document


@pytest.fixture(scope="session")
def see(sample: Document) -> See:
    """What an audience may see of the sample."""

    def read(options: build.PackOptions = build.PackOptions()) -> PackView:
        campaign = sample.read(campaigns.campaign_rows)[0]
        return sample.read(lambda s: build.gather(s, campaign.id, options, today=TODAY))

    return read


@pytest.fixture(scope="session")
def whole(see: See) -> build.BuiltPack:
    """The campaign pack with all sections, for ourselves."""
    return build.build_pack(see(), build.PackOptions(title="Briefing", recipient="Secretary General"))


def page_texts(data: bytes) -> list[str]:
    """The words of each page, as a reader's program takes them out."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def everything_in(data: bytes) -> str:
    """All words of all pages, and every stream and string of the file, unpacked."""
    parts = page_texts(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            parts.extend(_strings_of(thing))
    return "\n".join(parts)


def _strings_of(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        if "/Length1" not in thing:  # not a font's own program
            yield thing.read_bytes().decode("latin-1")
        return
    if isinstance(thing, pikepdf.Dictionary):
        for value in dict(thing.items()).values():
            yield from _direct(value)
    elif isinstance(thing, pikepdf.Array | pikepdf.String):
        yield from _direct(thing)


def _direct(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for one in list(value):
            if not getattr(one, "is_indirect", False):
                yield from _direct(one)
