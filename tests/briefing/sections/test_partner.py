"""The partner version: code names throughout, and nothing that is not for a partner."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.content import Section, TableBlock, plain
from hdplanner.domain.values import Attribution, Mode, PackKind
from hdplanner.services.pack_rows import PackView
from hdplanner.services.packs import SectionChoice
from hdplanner.services.pseudonyms import Pseudonyms
from tests.briefing.sections.conftest import everything_in

See = Callable[..., PackView]
PARTNER = PackOptions(kind=PackKind.PARTNER)


@pytest.fixture(scope="module")
def sections(see: See) -> dict[str, Section]:
    return {one.id: one for one in build.compose(see(PARTNER), PARTNER).sections}


def words_of(section: Section) -> str:
    return " ".join(
        plain(cell)
        for block in section.blocks
        if isinstance(block, TableBlock)
        for row in block.rows
        for cell in row
    )


def test_the_code_name_of_somebody_is_the_same_everywhere(see: See, sections: dict[str, Section]) -> None:
    code = next(row.code_name for row in see().plan.stakeholders if row.name == "Ministry of Finance")
    assert code
    for name in ("objectives", "decisions", "counterparts"):
        assert code in words_of(sections[name]), name


def test_no_name_is_in_any_byte_of_the_file(see: See) -> None:
    names = [row.name for row in see().plan.stakeholders]
    names += [row.holder for row in see().plan.stakeholders if row.holder]
    written = " ".join(everything_in(build.build_pack(see(PARTNER), PARTNER).data).split())
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", written)] == []


def test_what_its_author_wrote_is_searched_for_names_too(see: See) -> None:
    options = PackOptions(
        kind=PackKind.PARTNER,
        title="Before the Ministry of Finance decides",
        sections=(
            SectionChoice("text", heading="On the Prime Minister", text="Ask the ministry of finance."),
        ),
    )
    content = build.compose(see(options), options)
    built = build.build_pack(see(options), options)
    properties = pypdf.PdfReader(BytesIO(built.data)).metadata
    assert properties is not None
    for text in (content.title, str(properties.title), content.sections[0].title, str(content.sections)):
        assert not re.search("ministry of finance|prime minister", text, re.IGNORECASE), text
    assert content.title.startswith("Before the ")
    own = PackOptions(title="Before the Ministry of Finance decides")
    assert build.compose(see(own), own).title == own.title


def test_it_is_never_called_anonymous(see: See) -> None:
    for language in ("en", "fr", "es"):
        options = PackOptions(kind=PackKind.PARTNER, language=language)
        told = str(build.compose(see(options), options)).lower()
        assert "anonym" not in told
        assert "anónim" not in told


def test_only_those_with_a_part_are_listed_and_without_any_judgement(
    see: See, sections: dict[str, Section]
) -> None:
    (table,) = (block for block in sections["counterparts"].blocks if isinstance(block, TableBlock))
    assert [column.title for column in table.columns] == ["Who", "In the decision", "What is asked"]
    assert 10 < len(table.rows) < len(see().plan.stakeholders) / 2
    told = words_of(sections["counterparts"])
    assert not re.search(r"agreed|opposed|reserved|favourable|influence", told, re.IGNORECASE)


def test_a_partner_knows_of_what_we_do_in_our_own_name_only(see: See, sections: dict[str, Section]) -> None:
    view = see(PARTNER)
    kept = [one for one in view.plan.activities if one.attribution is Attribution.ATTRIBUTABLE]
    hidden = [
        one
        for one in view.plan.activities
        if one.attribution is not Attribution.ATTRIBUTABLE and one.mode is not Mode.PUBLIC
    ]
    assert kept
    assert hidden
    told = words_of(sections["plan"]) + words_of(sections["coordination"])
    assert [one.title for one in hidden if one.title in told] == []
    assert "Press release" in told


def test_consultations_of_the_movement_stay_in_the_movement(see: See, sections: dict[str, Section]) -> None:
    assert "Consulted" not in words_of(sections["objectives"])
    own = PackOptions(sections=(SectionChoice("objectives"),))
    (section,) = build.compose(see(own), own).sections
    assert "Consulted" in words_of(section)


def test_a_partner_reads_the_code_names_in_the_language_of_the_pack(see: See) -> None:
    options = PackOptions(kind=PackKind.PARTNER, language="ar")
    told = words_of({one.id: one for one in build.compose(see(options), options).sections}["counterparts"])
    assert "Stakeholder" not in told


def test_a_short_acronym_is_searched_in_capitals_and_in_addresses_only() -> None:
    names = Pseudonyms({"1": "Oak", "2": "Elm"}, {"WHO": "1", "UNICEF": "2"})
    assert names.hide("WHO asks who can help. Who else?") == "Oak asks who can help. Who else?"
    assert (
        names.hide("See ar.who.int/news, who.int and unicef.org")
        == "See ar.Oak.int/news, Oak.int and Elm.org"
    )
    assert names.hide("Unicef and the Who") == "Elm and the Who"
