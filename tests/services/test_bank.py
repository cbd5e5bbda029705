from __future__ import annotations

from datetime import date
from typing import Any

from hdplanner.domain.values import BankKind, WordAdvice
from hdplanner.services import bank, parts
from hdplanner.storage import Document


def test_lines_and_quotes_come_newest_first_with_who_said_them(
    plan: Any, document: Document, undoable: Any
) -> None:
    for text, day, who in (("We lost 11 days", date(2026, 1, 5), None), ("No names", None, plan.ministry)):
        undoable(
            lambda s, text=text, day=day, who=who: parts.add_part(
                s,
                part="bank_line",
                parent_id=plan.campaign,
                text=text,
                said_on=day,
                stakeholder_id=who,
                kind=BankKind.QUOTE,
            )
        )
    first, second = document.read(lambda s: bank.bank_rows(s, plan.campaign))
    assert (first.text, first.stakeholder) == ("We lost 11 days", "")
    assert (second.text, second.stakeholder) == ("No names", "Ministry of Finance")


def test_words_to_avoid_are_found_in_a_text_and_words_to_use_are_not(
    plan: Any, document: Document, undoable: Any
) -> None:
    for word, advice in (("regime", WordAdvice.AVOID), ("authorities", WordAdvice.USE)):
        undoable(
            lambda s, word=word, advice=advice: parts.add_part(
                s, part="word_choice", parent_id=plan.campaign, word=word, advice=advice
            )
        )
    words = document.read(lambda s: bank.word_rows(s, plan.campaign))

    (found,) = bank.found_words("The Regime, or rather the authorities", words)
    assert (found.start, found.end, found.word) == (4, 10, "regime")
