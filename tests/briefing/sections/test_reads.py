"""Each section prints from the parts that it names, each line leads somewhere, and no kind of pack breaks or leaks."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import (
    Block,
    Callout,
    Entries,
    Facts,
    Heading,
    PackContent,
    Points,
    TableBlock,
    is_blank,
    printable,
)
from hdplanner.briefing.inventory import sources_of
from hdplanner.briefing.sections.of_handover import HANDOVER_SECTIONS
from hdplanner.briefing.sections.of_plans import PARTNER_SECTIONS, PLAN_SECTIONS
from hdplanner.briefing.sections.registry import KINDS, SECTIONS
from hdplanner.briefing.sections.voice import Voice
from hdplanner.domain.models import CLASSES
from hdplanner.domain.values import Audience, NamesShown, PackKind, Sensitivity, StakeholderKind
from hdplanner.i18n import catalogue
from hdplanner.paths import resource
from hdplanner.services import campaigns, interchange
from hdplanner.services.pack_rows import PackView
from hdplanner.services.pack_view import pack_view
from hdplanner.services.stakeholders import StakeholderRow
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import TODAY, everything_in

See = Callable[..., PackView]

_PLAN = {
    "frame": "frame",
    "objectives": "objectives",
    "windows": "windows",
    "stakeholders": "stakeholders",
    "originals": "stakeholders",
    "balance": "stakeholders",
    "messages": "messages",
    "activities": "activities",
    "meetings": "meetings",
    "commitments": "commitments",
    "risks": "risks",
    "decisions": "decisions",
    "ties": "ties",
    "portraits": "portraits",
}
_PACK = {
    "counterpart": "meeting",
    "meeting": "meeting",
    "visit": "visit",
    "promises": "promises",
    "network": "network",
    "planned": "planned",
    "movement": "movement",
    "findings": "findings",
}
_HANDOVER = {"letters": "letters", "contacts": "contacts", "care": "care", "follow_ups": "follow_ups"}
_HANDOVER |= {"copies": "copies"}
_OBJECTIVE = {"red_lines": "red_lines", "bottom_lines": "red_lines"}
_TOLD_ALONG = {"objectives": {"windows"}}
"""What a section names without looking at it: an ask has the title of its window with it."""
_OWN = {*(maker.id for maker in (*PLAN_SECTIONS, *PARTNER_SECTIONS, *HANDOVER_SECTIONS))}
_EVERY_PART = frozenset(part for maker in SECTIONS.values() for part in maker.reads)
_KINDS = [kind for kind in PackKind if kind in KINDS]


class Watched:
    """A row that remembers which parts were looked at; what is empty was not printed and does not count."""

    def __init__(self, row: Any, parts: dict[str, str], seen: set[str]) -> None:
        self.__dict__["_held"] = row, parts, seen

    def __getattr__(self, name: str) -> Any:
        row, parts, seen = self.__dict__["_held"]
        value = getattr(row, name)
        if name == "plan":
            return Watched(value, _PLAN, seen)
        if name == "plans":
            return tuple(Watched(one, _PLAN, seen) for one in value)
        if name == "handover":
            return Watched(value, _HANDOVER, seen)
        if name in parts and value:
            seen.add(parts[name])
        if name == "objectives":
            return tuple(Watched(one, _OBJECTIVE, seen) for one in value)
        return value


@pytest.fixture(scope="module")
def second() -> Iterator[Document]:
    """The sample of public votes in memory."""
    data = json.loads(resource("samples", "cross-border-aid.json").read_text(encoding="utf-8"))
    with Document.in_memory() as document:
        document.edit(Label("sample.load"), lambda session: interchange.load(session, data))
        yield document


@pytest.fixture(scope="module")
def touched(sample: Document) -> dict[str, set[str]]:
    """Which parts each section looked at, over all kinds and for two audiences."""
    found: dict[str, set[str]] = {name: set() for name in SECTIONS}
    voice = Voice(catalogue("en"), False, build.pack_measure())
    campaign = sample.read(campaigns.campaign_rows)[0].id

    def read(kind: PackKind, audience: Audience) -> PackView:
        return sample.read(
            lambda s: pack_view(s, campaign, kind, audience, today=TODAY, language="en", parts=_EVERY_PART)
        )

    for kind in _KINDS:
        for audience in (Audience.INTERNAL, Audience.PARTNER):
            view = read(kind, audience)
            for name in filter(SECTIONS.__contains__, KINDS[kind].sections):
                watched: Any = Watched(view, _PACK, found[name])
                SECTIONS[name].make(watched, voice)
    return found


def test_a_section_prints_from_no_part_that_it_does_not_name(touched: dict[str, set[str]]) -> None:
    """A part that is not named would not count for the marking of the pack."""
    silent = {name: parts - set(SECTIONS[name].reads) for name, parts in touched.items()}
    assert {name: parts for name, parts in silent.items() if parts} == {}


def test_a_section_names_no_part_that_it_does_not_print_from(touched: dict[str, set[str]]) -> None:
    """A part that is named in vain would mark the pack too high."""
    vain = {name: set(SECTIONS[name].reads) - touched[name] - _TOLD_ALONG.get(name, set()) for name in _OWN}
    assert {name: parts for name, parts in vain.items() if parts} == {}


def test_every_part_that_is_named_can_be_read(see: See) -> None:
    options = PackOptions(kind=PackKind.HANDOVER)
    told = {*see(options).markings, *see().markings}
    assert {part for name in _OWN for part in SECTIONS[name].reads} - told == set()


def contents(document: Document) -> Iterator[tuple[PackOptions, PackContent, PackView]]:
    campaign = document.read(campaigns.campaign_rows)[0].id
    for kind in _KINDS:
        for audience in Audience:
            options = PackOptions(kind=kind, audience=audience)
            view = gathered(document, campaign, options)
            yield options, build.compose(view, options), view


def gathered(document: Document, campaign: str, options: PackOptions) -> PackView:
    return document.read(lambda session: build.gather(session, campaign, options, today=TODAY))


@pytest.fixture(scope="module")
def composed(sample: Document, second: Document) -> list[tuple[PackOptions, PackContent, PackView]]:
    """Every kind from both samples for every audience."""
    return [*contents(sample), *contents(second)]


Composed = list[tuple[PackOptions, PackContent, PackView]]


def test_every_kind_is_made_for_every_audience_and_no_heading_stands_over_nothing(
    composed: Composed,
) -> None:
    assert len(composed) == 2 * len(_KINDS) * len(Audience)
    for options, content, _view in composed:
        for section in content.sections:
            kept = printable(section.blocks)
            assert not kept or not isinstance(kept[-1], Heading), (options.kind, section.id)
            for one, after in itertools.pairwise(kept):
                if isinstance(one, Heading) and isinstance(after, Heading):
                    assert after.level > one.level, (options.kind, section.id, one.text)


def unsourced(block: Block) -> Iterator[str]:
    """What is printed of a record, and leads nowhere."""
    match block:
        case TableBlock():
            for place, row in enumerate(block.rows):
                if place >= len(block.sources) or block.sources[place] is None:
                    yield str(row)
        case Points() | Entries():
            yield from (str(item) for item in block.items if item.source is None)
        case Facts():
            yield from (str(row) for row in block.rows if not is_blank(row.value) and row.source is None)
        case Callout() if block.source is None:
            yield str(block.text)


_OF_NO_RECORD = {
    "annex": "the meaning of the words",
    "coordination": "what we ask of every partner",
    "checks": "how many more there are",
    "standing": "who stands where, a line a step",
}


def test_what_comes_from_a_record_leads_to_it(see: See) -> None:
    for kind in (PackKind.CAMPAIGN, PackKind.PARTNER, PackKind.HANDOVER):
        options = PackOptions(kind=kind)
        for section in build.compose(see(options), options).sections:
            if section.id not in _OF_NO_RECORD:
                lost = [text for block in printable(section.blocks) for text in unsourced(block)]
                assert lost == [], section.id


def test_a_source_is_a_table_and_a_key(composed: Composed) -> None:
    for _options, content, _view in composed:
        for source in sources_of(content):
            assert source.kind in CLASSES
            assert source.id


def hidden_names(rows: tuple[StakeholderRow, ...], shown: NamesShown) -> list[str]:
    """Whom an audience may not know: with code names nobody, without names nobody but public bodies."""
    named = shown is NamesShown.NONE
    return [
        row.name
        for row in rows
        if not (named and row.kind is StakeholderKind.INSTITUTION and row.sensitivity is Sensitivity.PUBLIC)
    ]


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
@pytest.mark.parametrize("kind", _KINDS)
def test_nobody_who_is_hidden_is_in_the_file(see: See, kind: PackKind, audience: Audience) -> None:
    options = PackOptions(kind=kind, audience=audience)
    view, everybody = see(options), see().plan.stakeholders
    said = f"{called(everybody, view)} {spoken(view)}"
    names = [name for name in hidden_names(everybody, view.profile.names) if not stands_in(name, said)]
    assert len(names) > 20
    written = " ".join(everything_in(build.build_pack(view, options).data).split())
    assert [name for name in names if stands_in(name, written)] == []


def stands_in(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def called(rows: tuple[StakeholderRow, ...], view: PackView) -> str:
    """A paper that is left with somebody calls them by name, and the institution they speak for."""
    if view.profile.names is not NamesShown.NONE:
        return ""
    return " ".join(f"{row.name} {row.parent}" for row in rows if row.id == view.subject.stakeholder_id)


def spoken(view: PackView) -> str:
    """What may be said in public was written to be said, with the names that stand in it."""
    return str(view.plan.messages) if view.profile.names is NamesShown.NONE else ""
