"""The campaign pack of the sample, read back from its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import (
    Block,
    Callout,
    Facts,
    FigureBlock,
    Heading,
    Prose,
    TableBlock,
    plain,
    printable,
)
from hdplanner.briefing.gaps import gaps
from hdplanner.briefing.sections.profiles import deciders
from hdplanner.briefing.sections.registry import KINDS, SECTIONS
from hdplanner.domain.values import (
    Audience,
    Clearance,
    Confidence,
    Impact,
    Influence,
    Interest,
    Likelihood,
    PackKind,
    Position,
    Relationship,
    Sensitivity,
    Strength,
)
from hdplanner.errors import InvalidValueError
from hdplanner.i18n import catalogue
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from tests.briefing.sections.conftest import TODAY, page_texts

See = Callable[..., PackView]
RATED = (Influence, Interest, Position, Relationship, Confidence, Strength, Likelihood, Impact)


def only(*sections: str) -> tuple[SectionChoice, ...]:
    return tuple(SectionChoice(name) for name in sections)


def test_the_marking_stands_at_head_and_foot_of_every_page(whole: build.BuiltPack) -> None:
    texts = page_texts(whole.data)
    assert len(texts) == whole.pages > 20
    assert whole.marking is Sensitivity.STRICTLY_CONFIDENTIAL
    assert {text.count("STRICTLY CONFIDENTIAL") for text in texts} == {2}


def test_every_page_says_its_number_its_day_and_that_it_is_a_draft(whole: build.BuiltPack) -> None:
    for number, text in enumerate(page_texts(whole.data), 1):
        assert f"{number} of {whole.pages}" in text
        assert "prepared 22 November 2026" in text
        assert "Draft, not cleared" in text
        assert "Secretary General" in text


def test_the_contents_lead_to_the_pages_that_they_name(whole: build.BuiltPack) -> None:
    reader = pypdf.PdfReader(BytesIO(whole.data))
    contents = " ".join(" ".join(page_texts(whole.data)[1:3]).split())
    pages = [" ".join(text.split()) for text in page_texts(whole.data)]
    outline = _outline(reader, reader.outline)
    assert len(outline) > 40
    assert [title for title, page in outline if title not in pages[page]] == []
    named = [title for title, page in outline if re.search(rf"{re.escape(title)} {page + 1}\b", contents)]
    assert {SECTIONS[name].title for name in KINDS[PackKind.CAMPAIGN].sections} <= set(named)


def _outline(reader: pypdf.PdfReader, entries: Any) -> list[tuple[str, int]]:
    made: list[tuple[str, int]] = []
    for entry in entries:
        if isinstance(entry, list):
            made += _outline(reader, entry)
        else:
            made.append((str(entry.title), int(reader.get_destination_page_number(entry) or 0)))
    return made


def test_the_pack_holds_what_a_principal_asks_for(whole: build.BuiltPack) -> None:
    text = "\n".join(page_texts(whole.data))
    for words in (
        "Scene setter",
        "Red lines",
        "Not agreed",
        "Where they stand",
        "Balance of support",
        "Position not known",
        "May be said",
        "do not volunteer",
        "Our promises and theirs",
        "Overdue",
        "due for review",
        "speculative",
        "We stop when:",
    ):
        assert words in text, words


def test_the_same_plan_gives_the_same_bytes(see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    options = PackOptions(sections=only("scene", "standing", "messages", "plan"))
    first = build.build_pack(see(options), options)
    assert build.build_pack(see(options), options).data == first.data
    assert build.pack_day().isoformat() == "2026-09-21"


def test_french_and_arabic_variants_can_be_taken_out_again(see: See) -> None:
    options = PackOptions(sections=only("messages"))
    text = "\n".join(page_texts(build.build_pack(see(options), options).data))
    assert "L’article 14 ne coûte rien" in text
    assert "المادة" in text


def test_an_arabic_pack_runs_from_the_right(see: See) -> None:
    options = PackOptions(language="ar", sections=only("scene", "objectives", "stakeholders", "risks"))
    content = build.compose(see(options), options)
    assert content.direction == "rtl"
    assert build.build_pack(see(options), options).pages > 3


def test_letter_paper_is_letter_paper(see: See) -> None:
    options = PackOptions(paper="Letter", sections=only("scene"))
    reader = pypdf.PdfReader(BytesIO(build.build_pack(see(options), options).data))
    assert (reader.pages[0].mediabox.width, reader.pages[0].mediabox.height) == (612, 792)


def facts_of(blocks: tuple[Block, ...]) -> list[dict[str, str]]:
    return [{fact.label: plain(fact.value) for fact in one.rows} for one in blocks if isinstance(one, Facts)]


def test_profiles_of_equal_influence_keep_precedence(see: See) -> None:
    decisive = [row.name for row in deciders(see().plan) if row.influence == 5]
    assert decisive[:3] == ["Head of State", "Prime Minister", "Minister of Finance"]
    assert decisive[3:] == sorted(decisive[3:])
    assert len(decisive) > 3


def test_no_page_stands_nearly_empty(whole: build.BuiltPack) -> None:
    texts = page_texts(whole.data)
    assert whole.pages <= 34
    assert min(map(len, texts[2:-1])) > 1200


def test_a_profile_names_an_owner_where_no_step_is_planned(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("profiles"))).sections
    facts = facts_of(section.blocks)
    planned = [one for one in facts if one["Next step"]]
    owned = [one for one in facts if one["Owner"]]
    assert planned
    assert owned
    assert not any(one["Next step"] for one in owned)


def test_a_post_without_a_holder_has_a_form_of_address_and_no_empty_holder(see: See) -> None:
    view = see()
    people = tuple(replace(row, holder="") for row in view.plan.stakeholders)
    vacant = replace(view, plan=replace(view.plan, stakeholders=people))
    (section,) = build.compose(vacant, PackOptions(sections=only("profiles"))).sections
    facts = facts_of(section.blocks)
    assert "Your Excellency" in [one["Form of address"] for one in facts]
    assert not any("Holder" in one for one in facts)


def test_a_window_says_its_day_and_from_when_to_when_it_is_open(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("decisions"))).sections
    told = [one["When"] for one in facts_of(section.blocks)]
    assert "18 December 2026 (likely); open: 15 Dec 2026 – 18 Dec 2026" in told


def test_a_principal_reads_no_sources_of_judgements(see: See) -> None:
    options = PackOptions(audience=Audience.PRINCIPAL, sections=only("annex"))
    text = "\n".join(page_texts(build.build_pack(see(options), options).data))
    assert "What the judgements rest on" not in text
    assert "What the words mean" in text


def test_in_words_only_no_rating_is_a_number(see: See) -> None:
    view = see()
    view = replace(view, plan=replace(view.plan, frame=replace(view.plan.frame, words_only=True)))
    text = "\n".join(page_texts(build.build_pack(view, PackOptions()).data))
    steps = {_.casefold() for scale in RATED for _ in (step.text for step in scale)}
    told = re.findall(r"([A-Za-z ]+) \(\d\)", text)
    assert [words for words in told if words.strip().casefold() in steps] == []
    assert not re.search(r"(influence|interest|relationship|position) \d", text, re.IGNORECASE)
    assert "Decisive" in text


def test_what_moved_names_each_step_and_its_day(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("moved"))).sections
    (table, *_rest) = (block for block in section.blocks if isinstance(block, TableBlock))
    first = [plain(cell) for cell in table.rows[0]]
    assert first == ["Customs administration", "Reserved → Actively opposed", "", "20 Nov 2026"]
    assert plain(section.blocks[0].text) == (  # type: ignore[union-attr]  # the sentence on top
        "Since 20 October 2026: 1 has come nearer to us, 4 have moved away from us."
    )


def test_findings_are_for_ourselves_alone(see: See) -> None:
    assert "costs us the next conversation" in str(build.compose(see(), PackOptions(sections=only("checks"))))
    for audience in (Audience.PRINCIPAL, Audience.PARTNER, Audience.PUBLIC):
        options = PackOptions(audience=audience, sections=only("checks"))
        assert not any(
            one.blocks and printable(one.blocks) for one in build.compose(see(options), options).sections
        )


def test_the_network_is_drawn_and_told_in_words(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("network"))).sections
    (figure,) = (block for block in section.blocks if isinstance(block, FigureBlock))
    assert "Ties: 8" in figure.alt
    assert isinstance(section.blocks[0], Prose)
    assert "Ministry of Finance" in plain(section.blocks[0].text)


def test_a_profile_names_who_of_us_is_closest_and_whose_word_counts(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("profiles"))).sections
    names = [block.text for block in section.blocks if isinstance(block, Heading)]
    told = dict(zip(names, facts_of(section.blocks), strict=True))
    assert told["Minister of Finance"]["Closest of us"] == "President (distant)"
    assert told["Minister of Finance"]["Listens to"].startswith("Budget office, ")
    assert "we aim at" not in told["Minister of Finance"]["Position"]
    assert told["Ministry of Finance"]["In the decision"].startswith(
        "Can veto: Budget reading, not agreed; Law committee vote, not agreed"
    )


def test_the_conclusions_stand_up_front_in_150_words(see: See) -> None:
    content = build.compose(see(), PackOptions())
    first = content.sections[0]
    callout, facts = first.blocks
    assert isinstance(callout, Callout)
    assert isinstance(facts, Facts)
    assert plain(callout.text).startswith("By the end of January 2027 the Assembly adopts")
    told = [(fact.label, plain(fact.value)) for fact in facts.rows]
    assert told[:3] == [
        ("Next decision", "Budget reading, 1 December 2026, National Assembly"),
        ("Can veto", "Ministry of Finance (reserved; not agreed)"),
        ("Votes", "National Assembly (favourable)"),
    ]
    assert (
        "Next steps",
        "24 Nov 2026: Working lunch with the Ambassador of Nordia (Secretary General)",
    ) in told
    words = [callout.text, *(f"{label} {value}" for label, value in told)]
    assert sum(len(plain(text).split()) for text in words) <= 150


def test_the_conclusions_are_cut_where_they_grow_too_long(see: See) -> None:
    view = see()
    first, *rest = view.plan.objectives
    long = replace(first, statement="word " * 140)
    view = replace(view, plan=replace(view.plan, objectives=(long, *rest)))
    _callout, facts = build.compose(view, PackOptions()).sections[0].blocks
    assert isinstance(facts, Facts)
    assert [fact.label for fact in facts.rows] == ["Next decision"]


def test_conclusions_for_an_outsider_hold_no_judgement(see: See) -> None:
    options = PackOptions(audience=Audience.PARTNER)
    told = str(build.compose(see(options), options).sections[0].blocks)
    assert "Budget reading" in told
    assert "reserved" not in told
    assert "Overdue" not in told


def test_a_decision_that_was_taken_shows_no_path_any_more(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("decisions"))).sections
    names = [block.text for block in section.blocks if isinstance(block, Heading)]
    rows = [len(block.rows) for block in section.blocks if isinstance(block, TableBlock)]
    assert dict(zip(names, rows, strict=True))["Government approval of the bill"] == 0
    assert rows.count(0) == 1
    taken = facts_of(section.blocks)[0]
    assert taken["Agreed"].startswith("Disaster agency, ")
    assert taken["Unknown"] == "Ministry of Finance"


def test_of_many_findings_ten_are_told_and_the_rest_counted(see: See) -> None:
    (section,) = build.compose(see(), PackOptions(sections=only("checks"))).sections
    for table in (block for block in section.blocks if isinstance(block, TableBlock)):
        assert len(table.rows) <= 11
    last = [plain(cell) for cell in table.rows[-1]]
    assert last[0].startswith("and ")
    assert table.sources[-1] is None


def test_what_lies_ahead_speaks_the_language_of_the_pack(see: See) -> None:
    options = PackOptions(language="fr", sections=only("ahead"))
    (section,) = build.compose(see(options), options).sections
    (figure,) = (block for block in section.blocks if isinstance(block, FigureBlock))
    shown = {getattr(shape, "text", "") for shape in figure.figure.shapes}
    assert catalogue("fr").gettext("Public") in shown
    assert "Planned" not in shown


# -- choices


def test_sections_come_in_the_chosen_order_and_own_text_between_them(see: See) -> None:
    chosen = (
        SectionChoice("risks"),
        SectionChoice("text", heading="A word before", text="First.\n\nSecond <b>part</b>."),
        SectionChoice("scene", included=False),
        SectionChoice("from a later version"),
        SectionChoice("issue"),
    )
    content = build.compose(see(), PackOptions(sections=chosen))
    assert [section.title for section in content.sections] == [
        "Risks and decisions",
        "A word before",
        "The issue",
    ]
    assert len(content.sections[1].blocks) == 2


def test_a_kind_that_cannot_be_made_is_refused(see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(KINDS, PackKind.SPEAKING_CARD)
    with pytest.raises(InvalidValueError):
        see(PackOptions(kind=PackKind.SPEAKING_CARD))


def test_a_marking_can_be_raised_and_not_lowered(see: See) -> None:
    options = PackOptions(audience=Audience.PUBLIC, marking=Sensitivity.INTERNAL)
    assert build.compose(see(options), options).marking.level is Sensitivity.INTERNAL
    lower = PackOptions(marking=Sensitivity.PUBLIC)
    assert build.compose(see(lower), lower).marking.level is Sensitivity.STRICTLY_CONFIDENTIAL


def test_a_cleared_pack_says_by_whom_and_whether_it_changed(see: See) -> None:
    options = PackOptions(
        clearance=Clearance.CLEARED, cleared_by="Head of Department", cleared_on=TODAY, sections=only("scene")
    )
    digest = build.digest_of(build.compose(see(), options))
    kept = replace(options, cleared_digest=digest)
    assert build.compose(see(), kept).clearance == "Cleared by Head of Department, 22 November 2026"
    changed = replace(kept, sections=only("issue"))
    assert build.compose(see(), changed).clearance.endswith("changed since clearance")
    other_copy = replace(kept, recipient="President", copy="2")
    assert build.digest_of(build.compose(see(), other_copy)) == digest


def test_no_heading_stands_over_nothing(see: See) -> None:
    for audience in Audience:
        options = PackOptions(audience=audience)
        for section in build.compose(see(options), options).sections:
            blocks = printable(section.blocks)
            for one, after in zip(blocks, [*blocks[1:], None][: len(blocks)], strict=True):
                if isinstance(one, Heading):
                    assert after is not None
                    assert not (isinstance(after, Heading) and after.level <= one.level)


def test_tables_are_square_and_figures_are_told_in_words(see: See) -> None:
    for section in build.compose(see(), PackOptions()).sections:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                assert {len(row) for row in block.rows} <= {len(block.columns)}
            if isinstance(block, FigureBlock):
                assert block.alt or block.figure.alt


def test_an_author_is_told_what_is_missing(see: See) -> None:
    told = gaps(see(), PackOptions())
    assert any("due for review" in sentence for sentence in told)
    assert any("is not approved" in sentence for sentence in told)
    partner = PackOptions(audience=Audience.PARTNER)
    assert gaps(see(partner), partner)[-1].startswith("This audience sees no judgement")
    assert gaps(see(), PackOptions(sections=only("scene"))) == []
