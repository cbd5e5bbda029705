"""Audiences and marking words of the office's own, and the files that go along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hdplanner.domain.values import Audience, Disclosure, MarkingScheme, NamesShown, PackKind, Sensitivity
from hdplanner.errors import InvalidValueError, NotFoundError
from hdplanner.services import attachments, audiences, markings, packs
from hdplanner.services.pack_view import chosen_profile
from hdplanner.storage import Document, Label

Undoable = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def donors(plan: Any, undoable: Undoable) -> str:
    return str(undoable(lambda s: audiences.add_audience(s, name=" Donors ")))


def test_an_own_audience_begins_as_strict_as_the_partner_version(document: Document, donors: str) -> None:
    (row,) = document.read(audiences.audience_rows)
    assert (row.name, row.names, row.lines) == ("Donors", NamesShown.CODE_NAMES, Disclosure.MAY_BE_SAID)
    shown = (row.judgements, row.sources, row.red_lines, row.notes, row.contacts)
    assert shown == (False,) * 5
    profile = document.read(lambda s: chosen_profile(s, Audience.PARTNER, donors))
    assert (profile.reveals, profile.title) == (frozenset({"none"}), "Donors")


def test_an_own_audience_sees_what_it_is_given(document: Document, donors: str, undoable: Undoable) -> None:
    undoable(
        lambda s: audiences.update_audience(
            s, donors, names=NamesShown.NAMES, lines=Disclosure.IF_RAISED, judgements=True
        )
    )
    profile = document.read(lambda s: chosen_profile(s, Audience.PARTNER, donors))
    assert profile.reveals == {"none", "name", "judgement"}
    assert profile.lines == {Disclosure.MAY_BE_SAID, Disclosure.IF_RAISED}


def test_an_audience_needs_a_name(document: Document, donors: str) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(Label("audience.add"), lambda s: audiences.add_audience(s, name=" "))
    with pytest.raises(InvalidValueError):
        document.edit(Label("audience.update"), lambda s: audiences.update_audience(s, donors, name=""))


def test_a_pack_for_a_deleted_audience_keeps_its_built_in_one(
    document: Document, plan: Any, donors: str, undoable: Undoable
) -> None:
    pack = undoable(
        lambda s: packs.add_pack(
            s, campaign_id=plan.campaign, title="A", audience=Audience.PARTNER, profile_id=donors
        )
    )
    undoable(lambda s: audiences.delete_audience(s, donors))
    row = document.read(lambda s: packs.pack_row(s, pack))
    assert (row.profile_id, row.audience) == (None, Audience.PARTNER)
    with pytest.raises(NotFoundError):
        document.read(lambda s: chosen_profile(s, Audience.INTERNAL, donors))


def test_markings_are_printed_in_the_words_of_the_chosen_scheme(
    document: Document, plan: Any, undoable: Undoable
) -> None:
    assert document.read(markings.marking_words) == {}
    undoable(lambda s: markings.set_marking_scheme(s, scheme=MarkingScheme.UN))
    words = document.read(markings.marking_words)
    assert words[Sensitivity.STRICTLY_CONFIDENTIAL] == "Strictly confidential"
    assert words[Sensitivity.PUBLIC] == "Unclassified"
    own = {Sensitivity.INTERNAL: " For staff ", Sensitivity.CONFIDENTIAL: "Restricted"}
    undoable(lambda s: markings.set_marking_scheme(s, scheme=MarkingScheme.OWN, words=own))
    undoable(
        lambda s: markings.set_marking_scheme(
            s, scheme=MarkingScheme.OWN, words={Sensitivity.CONFIDENTIAL: ""}
        )
    )
    assert document.read(markings.marking_words) == {Sensitivity.INTERNAL: "For staff"}


def test_the_same_content_lies_in_the_file_once_and_goes_along_by_name(
    document: Document, plan: Any, undoable: Undoable
) -> None:
    for name in ("b.pdf", "A.pdf"):
        undoable(
            lambda s, name=name: attachments.add_attachment(
                s, name=name, media_type="application/pdf", content=b"%PDF", campaign_id=plan.campaign
            )
        )
    rows = document.read(lambda s: attachments.attachment_rows(s, plan.campaign))
    assert [(row.name, row.size) for row in rows] == [("A.pdf", 4), ("b.pdf", 4)]
    undoable(lambda s: attachments.delete_attachment(s, rows[0].id))
    assert len(document.read(lambda s: attachments.attachment_rows(s, plan.campaign))) == 1


@pytest.mark.parametrize(
    ("name", "content"), [(" ", b"x"), ("a.pdf", b""), ("a.pdf", bytes(attachments.MOST_BYTES + 1))]
)
def test_an_empty_a_nameless_or_a_huge_file_is_refused(
    document: Document, plan: Any, name: str, content: bytes
) -> None:
    with pytest.raises(InvalidValueError):
        document.edit(
            Label("attachment.add"),
            lambda s: attachments.add_attachment(s, name=name, media_type="image/png", content=content),
        )


def test_an_office_has_one_logo_and_it_is_no_annex(document: Document, plan: Any, undoable: Undoable) -> None:
    for content in (b"first", b"second"):
        undoable(
            lambda s, content=content: attachments.set_logo(
                s, name="logo.png", media_type="image/png", content=content
            )
        )
    assert document.read(attachments.logo) == b"second"
    assert document.read(lambda s: attachments.attachment_rows(s, plan.campaign)) == []
    undoable(attachments.remove_logo)
    assert document.read(attachments.logo) == b""


def test_a_kind_that_cannot_be_internal_stays_so_for_an_own_audience(donors: str, document: Document) -> None:
    from hdplanner.domain.rules_disclosure import profile_for

    profile = document.read(lambda s: chosen_profile(s, Audience.INTERNAL, None))
    left = profile_for(PackKind.LEAVE_BEHIND, profile)
    assert (left.audience, left.names, left.ceiling) == (
        Audience.PUBLIC,
        NamesShown.NONE,
        Sensitivity.PUBLIC,
    )
    assert left.reveals == {"none"}
    assert left.approved_only


def test_by_post_and_institution_no_person_is_named_in_fields_or_in_free_text(
    document: Document, plan: Any, undoable: Undoable
) -> None:
    from hdplanner.domain.stakeholders import Stakeholder
    from hdplanner.services import profiles, stakeholders
    from hdplanner.services.disclosure import lens_for

    undoable(lambda s: stakeholders.update_stakeholders(s, [plan.person], parent_id=plan.ministry))
    undoable(lambda s: profiles.add_holder(s, plan.minister, name="Ana Bel", since_on=None))
    undoable(
        lambda s: stakeholders.update_stakeholders(
            s, [plan.ministry], mandate="Asks Ana Bel and A. Person of the Ministry of Finance."
        )
    )
    donors = undoable(
        lambda s: audiences.add_audience(
            s, name="Donors", names=NamesShown.ROLES, ceiling=Sensitivity.CONFIDENTIAL
        )
    )

    def read(session: Any) -> dict[str, Any]:
        profile = chosen_profile(session, Audience.PARTNER, donors)
        assert profile.audience is Audience.PARTNER
        lens = lens_for(session, profile.audience, plan.campaign, profile=profile)
        return {row.id: row for row in lens.rows(session, Stakeholder)}

    seen = document.read(read)
    assert seen[plan.minister].name == "Minister of Finance"
    assert seen[plan.ministry].name == "Ministry of Finance"
    assert seen[plan.person].name == "a person (Ministry of Finance)"
    assert seen[plan.ministry].mandate == (
        "Asks Minister of Finance and a person (Ministry of Finance) of the Ministry of Finance."
    )
