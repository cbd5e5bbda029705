from __future__ import annotations

from typing import Any

import pytest

from hdplanner.domain.rules_framing import Framing
from hdplanner.domain.values import NormFamiliarity
from hdplanner.errors import InvalidValueError
from hdplanner.services import (
    activities,
    assessments,
    coalitions,
    finding,
    message_around,
    message_house,
    messages,
    parts,
    profiles,
    stakeholders,
)
from hdplanner.services.languages import language_choices, language_name, read_language
from hdplanner.services.values import today_here
from hdplanner.storage import Document

TODAY = today_here()


@pytest.fixture
def message(undoable: Any, plan: Any) -> str:
    return str(
        undoable(
            lambda s: messages.add_message(s, campaign_id=plan.campaign, title="Speed", core_line="Now.")
        )
    )


def audiences(document: Document, plan: Any) -> dict[str, message_around.AudienceRow]:
    rows = document.read(lambda s: message_around.audience_rows(s, plan.campaign, today=TODAY))
    return {row.name: row for row in rows}


def leads_to(document: Document, words: str) -> list[str]:
    hits = document.search(words)
    return [row.id for row in document.read(lambda s: finding.found_rows(s, hits, ("message",)))]


def test_an_audience_comes_with_its_languages_and_what_a_message_to_it_should_rest_on(
    undoable: Any, document: Document, plan: Any
) -> None:
    undoable(lambda s: profiles.set_languages(s, plan.ministry, ["fr", "ar"]))
    undoable(
        lambda s: stakeholders.update_stakeholders(s, [plan.ministry], familiarity=NormFamiliarity.EXPERT)
    )
    undoable(lambda s: coalitions.add_coalition(s, campaign_id=plan.campaign, name="The donors"))
    assert audiences(document, plan)["Ministry of Finance"].framing is None

    undoable(
        lambda s: assessments.assess(
            s,
            campaign_id=plan.campaign,
            moves={plan.ministry: {"assessed_position": -1}},
            made_on=assessments.today_here(),
            author="HD adviser",
        )
    )

    ministry = audiences(document, plan)["Ministry of Finance"]
    assert (ministry.languages, ministry.framing) == (("ar", "fr"), Framing.LAW)
    assert audiences(document, plan)["The donors"].coalition


def test_a_person_who_may_not_be_rated_has_no_framing(undoable: Any, document: Document, plan: Any) -> None:
    undoable(lambda s: stakeholders.update_stakeholders(s, [plan.person], familiarity=NormFamiliarity.EXPERT))
    assert audiences(document, plan)["A. Person"].framing is None


def test_the_activities_that_use_a_message_or_a_variant_of_it_are_named(
    undoable: Any, document: Document, plan: Any, message: str
) -> None:
    variant = undoable(lambda s: message_house.add_variant(s, message_id=message, language="fr"))
    for values in ({"message_id": message}, {"variant_id": variant}, {}):
        undoable(
            lambda s, values=values: activities.add_activity(
                s, campaign_id=plan.campaign, title="Call", **values
            )
        )
    uses = document.read(lambda s: message_around.use_rows(s, message, campaign_id=plan.campaign))
    assert [use.title for use in uses] == ["Call", "Call"]


def test_a_message_is_found_by_any_word_of_its_parts_in_any_language(
    undoable: Any, document: Document, plan: Any, message: str
) -> None:
    undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="Storage costs the State."))
    undoable(
        lambda s: parts.add_part(
            s, part="counter_argument", parent_id=message, argument="The budget is closed.", reply="Later."
        )
    )
    undoable(
        lambda s: message_house.add_variant(
            s, message_id=message, language="ar", core_line="السرعة توفر المال"
        )
    )
    proof = undoable(
        lambda s: parts.add_part(
            s, part="proof_point", parent_id=plan.campaign, text="Eleven days at the border"
        )
    )
    assert leads_to(document, "border") == []
    undoable(lambda s: message_house.lay_proof(s, message_id=message, proof_id=proof))
    for words in ("storage", "closed", "المال", "border", "speed"):
        assert leads_to(document, words) == [message], words


def test_what_has_no_name_is_called_by_its_first_words(undoable: Any, document: Document, plan: Any) -> None:
    objective = undoable(
        lambda s: parts.add_part(s, part="objective", parent_id=plan.campaign, title="A law")
    )
    long = "Send the committee an opinion " * 9
    undoable(lambda s: parts.add_part(s, part="ask", parent_id=objective, action=long))
    undoable(
        lambda s: parts.add_part(s, part="word_choice", parent_id=plan.campaign, word="committee-ridden")
    )
    hits = document.search("committee")
    rows = document.read(lambda s: finding.found_rows(s, hits, ("ask", "word_choice", "message")))
    titles = {row.kind: row.title for row in rows}
    assert titles["word_choice"] == "committee-ridden"
    assert titles["ask"].startswith("Send the committee an opinion Send")
    assert titles["ask"].endswith("…")
    assert len(titles["ask"]) <= 91


def test_proof_points_are_ordered_under_their_pillar(
    undoable: Any, document: Document, plan: Any, message: str
) -> None:
    pillar = undoable(lambda s: parts.add_part(s, part="support", parent_id=message, text="Storage"))
    proofs = [
        undoable(
            lambda s, text=text: parts.add_part(s, part="proof_point", parent_id=plan.campaign, text=text)
        )
        for text in ("one", "two", "three")
    ]
    for proof in proofs:
        undoable(lambda s, proof=proof: message_house.lay_proof(s, message_id=message, proof_id=proof))

    def under(support: str | None) -> list[str]:
        floor = document.read(lambda s: message_house.house(s, message)).floor
        return [one.proof.text for one in floor if one.support_id == support]

    undoable(lambda s: message_house.lay_proof(s, message_id=message, proof_id=proofs[2], place=0))
    assert under(None) == ["three", "one", "two"]
    undoable(
        lambda s: message_house.lay_proof(
            s, message_id=message, proof_id=proofs[1], support_id=pillar, place=5
        )
    )
    undoable(
        lambda s: message_house.lay_proof(
            s, message_id=message, proof_id=proofs[0], support_id=pillar, place=0
        )
    )
    assert (under(None), under(pillar)) == (["three"], ["one", "two"])


def test_a_language_is_read_by_its_name_or_tag() -> None:
    assert read_language("French") == read_language("fr") == read_language("Anything (fr)") == "fr"
    assert language_name("ar") == "Arabic"
    assert language_name("fr-CH") in ("French", "Swiss French")
    assert dict(language_choices())["es"] == "Spanish"
    with pytest.raises(InvalidValueError, match="no such language"):
        read_language("Klingonese of the north")
