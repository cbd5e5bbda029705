"""The bank of lines and quotes of a plan, and the words that serve or harm: what is read of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.messages import BankLine, WordChoice
from hdplanner.domain.rules_words import Found, find_words
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import BankKind, Disclosure, Sensitivity, WordAdvice


@dataclass(frozen=True, slots=True)
class BankRow:
    """A line or a quote: who said it, when, where it stands, and whether it may be said."""

    id: str
    kind: BankKind
    text: str
    language: str
    stakeholder_id: str | None
    stakeholder: str
    said_by: str
    said_on: date | None
    source: str
    disclosure: Disclosure
    sensitivity: Sensitivity | None


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word to use or to avoid, what to say instead, and why."""

    id: str
    word: str
    advice: WordAdvice
    instead: str
    why: str
    language: str


def bank_rows(session: Session, campaign_id: str) -> list[BankRow]:
    """Return the lines and quotes of a campaign, the newest first."""
    found = session.execute(
        select(BankLine, Stakeholder.name)
        .join(Stakeholder, Stakeholder.id == BankLine.stakeholder_id, isouter=True)
        .where(BankLine.campaign_id == campaign_id)
    )
    names = [name for name in BankRow.__dataclass_fields__ if name != "stakeholder"]
    rows = [
        BankRow(**{field: getattr(row, field) for field in names}, stakeholder=name or "")
        for row, name in found
    ]
    return sorted(rows, key=lambda row: (row.said_on or date.min, row.id), reverse=True)


def word_rows(session: Session, campaign_id: str) -> list[WordRow]:
    """Return the words of a campaign, in their alphabet."""
    found = session.scalars(select(WordChoice).where(WordChoice.campaign_id == campaign_id))
    rows = [WordRow(row.id, row.word, row.advice, row.instead, row.why, row.language) for row in found]
    return sorted(rows, key=lambda row: (row.word.casefold(), row.id))


def found_words(text: str, words: Iterable[WordRow], advice: WordAdvice = WordAdvice.AVOID) -> list[Found]:
    """Return where words to avoid (or to use) stand in a text, whatever its language."""
    return find_words(text, [row.word for row in words if row.advice is advice])
