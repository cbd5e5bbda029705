"""In whose words a marking is printed: the app's, the United Nations', or the office's own."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.fields import noun
from hdplanner.domain.office import Office
from hdplanner.domain.packs import MarkingWord
from hdplanner.domain.values import MarkingScheme, Sensitivity
from hdplanner.errors import NotFoundError
from hdplanner.i18n import N_
from hdplanner.services.campaigns import office
from hdplanner.services.values import derived, get

UN_WORDS: Mapping[Sensitivity, str] = {
    Sensitivity.PUBLIC: N_("Unclassified"),
    Sensitivity.INTERNAL: N_("Confidential"),
    Sensitivity.CONFIDENTIAL: N_("Confidential"),
    Sensitivity.STRICTLY_CONFIDENTIAL: N_("Strictly confidential"),
}
"""The three levels of ST/SGB/2007/6; what is internal is not public, so it takes the stricter word."""


def marking_words(session: Session) -> dict[Sensitivity, str]:
    """Return the words of the office's scheme, to be translated; those not in it are called as in the app."""
    home = office(session)
    if home is None or home.marking_scheme is MarkingScheme.HOUSE:
        return {}
    return dict(UN_WORDS) if home.marking_scheme is MarkingScheme.UN else own_words(session)


def own_words(session: Session) -> dict[Sensitivity, str]:
    """Return what the office calls the markings in words of its own, chosen or not."""
    return {row.value: row.name for row in session.scalars(select(MarkingWord)) if row.name}


def set_marking_scheme(
    session: Session, *, scheme: MarkingScheme, words: Mapping[Sensitivity, str] | None = None
) -> None:
    """Choose in whose words markings are printed; an empty word of one's own takes it away."""
    home = office(session)
    if home is None:
        raise NotFoundError(noun("office"), "")
    get(session, Office, home.id).marking_scheme = scheme
    for marking, word in (words or {}).items():
        row = derived(MarkingWord(office_id=home.id, value=marking))
        kept = session.get(MarkingWord, row.id)
        if not word.strip():
            if kept is not None:
                session.delete(kept)
            continue
        if kept is None:
            session.add(kept := row)
        kept.name = word.strip()
    session.flush()
