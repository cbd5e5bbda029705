"""Packs of the worked sample, as real as those that are handed over."""

from __future__ import annotations

import json
from datetime import date

import pytest

from hdplanner.briefing import build
from hdplanner.domain.values import PackKind
from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange
from hdplanner.storage import Document, Label

TODAY = date(2026, 11, 22)
LANGUAGES = ("en", "ar")


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """The campaign pack of the sample, in English and in Arabic."""
    data = json.loads(resource("samples", "disaster-law.json").read_text(encoding="utf-8"))
    made = {}
    with Document.in_memory() as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        campaign = document.read(campaigns.campaign_rows)[0].id
        for language in LANGUAGES:
            options = build.PackOptions(kind=PackKind.CAMPAIGN, language=language, author="Office")
            view = document.read(lambda s, o=options: build.gather(s, campaign, o, today=TODAY))
            made[language] = build.build_pack(view, options).data
    return made
