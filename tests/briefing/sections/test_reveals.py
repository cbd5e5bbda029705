"""What a pack would tell is told before it is made: persons, judgements, what is above its marking, free texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from hdplanner.briefing import build
from hdplanner.briefing.build import PackOptions
from hdplanner.briefing.inventory import texts_of
from hdplanner.briefing.reveals import Reveals, reveals
from hdplanner.domain.values import Audience, PackKind, Sensitivity, StakeholderKind
from hdplanner.services import campaigns, stakeholders
from hdplanner.services.known_names import KnownName, known_names, named_in
from hdplanner.storage import Document, Label
from tests.briefing.sections.conftest import TODAY

Reveal = Callable[[PackOptions], Reveals]


@pytest.fixture
def reveal(sample: Document) -> Reveal:
    """What a pack of the sample would reveal."""

    def run(options: PackOptions) -> Reveals:
        def read(session: Session) -> Reveals:
            campaign = campaigns.campaign_rows(session)[0]
            view = build.gather(session, campaign.id, options, today=TODAY)
            return reveals(session, view, build.compose(view, options), options)

        return sample.read(read)

    return run


def test_our_own_campaign_pack_tells_judgements_with_their_days(reveal: Reveal) -> None:
    found = reveal(PackOptions())
    assert found.judgements
    assert all((row.title and "influence" in row.what) or "position" in row.what for row in found.judgements)
    assert found.passages == ()
    assert not found.nothing


def test_each_named_person_is_listed_once_and_stands_in_the_pack(sample: Document, reveal: Reveal) -> None:
    options = PackOptions(kind=PackKind.MEETING_BRIEF)
    found = reveal(options)
    view = sample.read(lambda s: build.gather(s, campaigns.campaign_rows(s)[0].id, options, today=TODAY))
    told = "\n".join(texts_of(build.compose(view, options))).casefold()
    assert len({(row.kind, row.id, row.what) for row in found.persons}) == len(found.persons) > 0
    assert [row.title for row in found.persons if row.title.casefold() not in told] == []


def test_a_leave_behind_tells_no_judgement_and_names_nobody_but_whom_it_is_for(reveal: Reveal) -> None:
    found = reveal(PackOptions(kind=PackKind.LEAVE_BEHIND))
    assert found.judgements == ()
    assert {row.what for row in found.persons} <= {"post"}
    assert len(found.persons) <= 1


def test_a_partner_version_lists_the_free_texts_that_remain(reveal: Reveal) -> None:
    found = reveal(PackOptions(kind=PackKind.PARTNER))
    assert found.judgements == ()
    assert found.passages
    assert all(len(passage.split()) >= 4 for passage in found.passages)


def test_what_is_above_the_chosen_marking_is_named_and_raises_it(reveal: Reveal) -> None:
    assert reveal(PackOptions()).above_marking == ()
    found = reveal(PackOptions(marking=Sensitivity.CONFIDENTIAL))
    assert found.above_marking
    assert {row.marking for row in found.above_marking} == {Sensitivity.STRICTLY_CONFIDENTIAL}
    assert all(row.title for row in found.above_marking)


@pytest.mark.parametrize("kind", list(PackKind))
@pytest.mark.parametrize("audience", list(Audience))
def test_every_kind_says_what_it_reveals_to_every_audience(
    reveal: Reveal, kind: PackKind, audience: Audience
) -> None:
    found = reveal(PackOptions(kind=kind, audience=audience))
    if audience in (Audience.PARTNER, Audience.PUBLIC):
        assert found.judgements == ()


def test_names_are_found_as_words_of_their_own_in_any_capitals() -> None:
    names = [
        KnownName("Ana Bel", "person", "stakeholder", "1"),
        KnownName("Bel", "person", "stakeholder", "2"),
        KnownName("Min. (Finance)", "post", "stakeholder", "3"),
    ]
    assert [one.id for one in named_in("To ANA BEL, from the MIN. (FINANCE)", names)] == ["1", "3"]
    assert named_in("Isabel and Belarus", names) == []
    assert named_in("anything", []) == []


def test_every_name_by_which_somebody_is_known_is_searched_for() -> None:
    def fill(session: Session) -> None:
        _, campaign = campaigns.start_office(session, name="Office", campaign_title="Law")
        stakeholders.add_stakeholder(
            session, name="Dr Ana Bel", short_name="AB", kind=StakeholderKind.PERSON, campaign_id=campaign
        )

    with Document.in_memory() as document:
        document.edit(Label("office.start"), fill)
        (one,) = document.read(known_names)
    assert (one.name, one.who) == ("Dr Ana Bel", "person")
