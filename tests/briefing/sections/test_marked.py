"""A pack is marked with the highest of what it prints: not with what was read and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import Block, Section
from hdplanner.briefing.inventory import texts_in
from hdplanner.briefing.marked import marking_of
from hdplanner.briefing.sections.registry import KINDS, SECTIONS
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.values import Audience, Disclosure, PackKind, Sensitivity
from hdplanner.i18n import catalogue
from hdplanner.services import campaigns
from hdplanner.services.disclosure import Lens
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from hdplanner.storage import Document
from tests.briefing.sections.conftest import TODAY

See = Callable[..., PackView]
KINDS_OF = list(KINDS)


def made(view: PackView, name: str) -> list[Block]:
    voice = Voice(catalogue("en"), False, build.pack_measure())
    return SECTIONS[name].make(view, voice)


def told(view: PackView, name: str) -> str:
    return "\n".join(texts_in(Section(name, "", tuple(made(view, name)))))


def withheld_of(view: PackView) -> Iterator[str]:
    """Every text that is background only."""
    for plan in view.plans:
        for message in plan.messages:
            for proof in message.proofs:
                if proof.disclosure is Disclosure.BACKGROUND and proof.text:
                    yield proof.text
            for reply in message.replies:
                if reply.disclosure is Disclosure.BACKGROUND and reply.argument:
                    yield reply.argument
            if message.disclosure is Disclosure.BACKGROUND and message.core_line:
                yield message.core_line


@pytest.mark.parametrize("kind", KINDS_OF)
def test_only_sections_that_say_so_print_what_is_background_only(see: See, kind: PackKind) -> None:
    view = see(PackOptions(kind=kind))
    said_there = repr([plan.meetings for plan in view.plans]) + repr(view.meeting)
    secrets = {secret for secret in withheld_of(view) if secret not in said_there}
    assert secrets or view.audience in (Audience.PARTNER, Audience.PUBLIC)
    for name in KINDS[kind].sections:
        words = told(view, name)
        printed = [secret for secret in secrets if secret in words]
        assert not printed or SECTIONS[name].withheld, name


@pytest.mark.parametrize("kind", KINDS_OF)
def test_only_sections_that_say_so_print_judgements(
    sample: Document, see: See, kind: PackKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = see(PackOptions(kind=kind))
    may_see = Lens._may_see

    def without_assessments(lens: Lens, table: Any, row: Any) -> bool:
        return table.name != "assessment" and may_see(lens, table, row)

    monkeypatch.setattr(Lens, "_may_see", without_assessments)
    campaign = sample.read(campaigns.campaign_rows)[0].id
    options = PackOptions(kind=kind)
    without = sample.read(lambda s: build.gather(s, campaign, options, today=TODAY))
    for name in KINDS[kind].sections:
        if not SECTIONS[name].judges:
            assert told(view, name) == told(without, name), name


def test_a_card_is_marked_by_what_stands_on_it(see: See) -> None:
    options = PackOptions(kind=PackKind.SPEAKING_CARD)
    assert build.compose(see(options), options).marking.level is Sensitivity.CONFIDENTIAL


def test_red_lines_raise_the_marking_of_the_section_that_prints_them(see: See) -> None:
    with_lines = PackOptions(sections=(SectionChoice("objectives"),))
    without = PackOptions(sections=(SectionChoice("plan"),))
    assert build.compose(see(with_lines), with_lines).marking.level is Sensitivity.STRICTLY_CONFIDENTIAL
    assert build.compose(see(without), without).marking.level is Sensitivity.CONFIDENTIAL


def test_a_strictly_confidential_stakeholder_counts_where_they_are_named(see: See) -> None:
    options = PackOptions(sections=(SectionChoice("stakeholders"),))
    view = see(options)
    found = {
        item.about
        for item in view.seen
        if item.table == "stakeholder" and item.sensitivity is Sensitivity.STRICTLY_CONFIDENTIAL
    }
    assert found
    section = Section("stakeholders", "", tuple(made(view, "stakeholders")))
    assert marking_of(view, [section], None) is Sensitivity.STRICTLY_CONFIDENTIAL
    others = replace(section, blocks=section.blocks[:0])
    assert marking_of(view, [others], None) is Sensitivity.CONFIDENTIAL


def test_an_empty_section_raises_nothing_and_a_choice_can_only_raise(see: See) -> None:
    view = see(PackOptions())
    empty = Section("risks", "Risks", ())
    assert marking_of(view, [empty], None) is Sensitivity.CONFIDENTIAL
    assert marking_of(view, [empty], Sensitivity.PUBLIC) is Sensitivity.CONFIDENTIAL
    assert marking_of(view, [empty], Sensitivity.STRICTLY_CONFIDENTIAL) is Sensitivity.STRICTLY_CONFIDENTIAL
