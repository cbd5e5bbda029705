"""All that one pack may say, read for its audience: its campaign, its meeting or visit, and what goes along.

Everything is read through lenses (``disclosure``), so that what an audience may not see is not in here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.meetings import Meeting, MeetingCampaign
from hdplanner.domain.packs import Attachment, AudienceProfile, Blob
from hdplanner.domain.rules_disclosure import PROFILES, Profile, own_profile, profile_for
from hdplanner.domain.stakeholders import Stakeholder
from hdplanner.domain.values import Audience, PackKind, Reveals
from hdplanner.i18n import catalogue, speaking
from hdplanner.services.appointments import AppointmentReader
from hdplanner.services.attachments import logo
from hdplanner.services.disclosure import Lens, lens_for
from hdplanner.services.markings import marking_words
from hdplanner.services.pack_extras import ExtraReader
from hdplanner.services.pack_rows import THE_CAMPAIGN, FileView, PackView, PromiseView, Subject
from hdplanner.services.pack_subject import resolved
from hdplanner.services.plan_rows import PlanView
from hdplanner.services.plan_view import Names, names_in, plan_view
from hdplanner.services.values import get


def pack_view(
    session: Session,
    campaign_id: str,
    kind: PackKind,
    audience: Audience,
    *,
    today: date,
    profile_id: str | None = None,
    subject: Subject = THE_CAMPAIGN,
    language: str = "",
    files: Collection[str] = (),
    parts: Collection[str] = (),
    since_on: date | None = None,
) -> PackView:
    """Read what a pack of ``kind`` may say to an audience, a built-in one or one of the office's own.

    The kind's ceiling and the audience are both kept to. ``files`` are the keys of attachments that go along,
    ``parts`` the names of what only some packs tell (``pack_extras``), ``since_on`` the day from which they tell what
    moved. Raises ``NotFoundError`` where something that was chosen is gone.
    """
    profile = profile_for(kind, chosen_profile(session, audience, profile_id))
    about = resolved(session, campaign_id, kind, subject, today)
    _check(session, about)
    with speaking(catalogue(language)) if language else nullcontext():
        return _view(
            session, campaign_id, profile, about, today, language, files, parts=parts, since=since_on
        )


def _view(
    session: Session,
    campaign_id: str,
    profile: Profile,
    about: Subject,
    today: date,
    language: str,
    files: Collection[str],
    *,
    parts: Collection[str],
    since: date | None,
) -> PackView:
    lens = _lens(session, campaign_id, profile, about)
    plans = _plans(session, campaign_id, profile, about, today, language, lens)
    names = Names(session, lens, names_in(session, lens, language) if language else {})
    reader = AppointmentReader(session, lens, names, today)
    with lens.reading("meeting"):
        meetings = reader.meetings([about.meeting_id]) if about.meeting_id else []
        counterpart = names.of(about.stakeholder_id)
    with lens.reading("visit"):
        visit = reader.visit(about.visit_id) if about.visit_id else None
    with lens.reading("promises"):
        promises = _promises(reader, campaign_id, about)
    with lens.reading("files"):
        along = _files(session, lens, files)
    extras = ExtraReader(session, lens, names, reader, campaign_id, today, parts, since).read()
    return PackView(
        plan=plans[0],
        plans=tuple(plans),
        profile=profile,
        subject=about,
        counterpart=counterpart,
        meeting=meetings[0] if meetings else None,
        visit=visit,
        promises=promises,
        files=along,
        logo=logo(session),
        **extras,
        markings={part: mark for part, mark in lens.markings().items() if part},
        marking_words=marking_words(session),
        seen=tuple(item for item in lens.let_through if item.part),
        hide=lens.pseudonyms.hide if lens.pseudonyms else str,
    )


def chosen_profile(session: Session, audience: Audience, profile_id: str | None) -> Profile:
    """Return what an audience may see. Raises ``NotFoundError`` for one of the office's own that is gone."""
    if profile_id is None:
        return PROFILES[audience]
    row = get(session, AudienceProfile, profile_id)
    shown: dict[Reveals, bool] = {
        "judgement": row.judgements,
        "source": row.sources,
        "redline": row.red_lines,
        "note": row.notes,
        "contact": row.contacts,
    }
    return own_profile(
        row.name,
        names=row.names,
        lines=row.lines,
        ceiling=row.ceiling,
        reveals=frozenset(kind for kind, wanted in shown.items() if wanted),
        approved_only=row.approved_only,
    )


def _check(session: Session, about: Subject) -> None:
    """What was chosen must be there: a pack about nobody would look like one about everybody."""
    for mapped, key in ((Meeting, about.meeting_id), (Stakeholder, about.stakeholder_id)):
        if key is not None:
            get(session, mapped, key)


def _lens(session: Session, campaign_id: str, profile: Profile, about: Subject) -> Lens:
    lens = lens_for(session, profile.audience, campaign_id, profile=profile)
    if lens.pseudonyms is not None and about.stakeholder_id is not None:
        lens.pseudonyms = lens.pseudonyms.but_for(session, about.stakeholder_id)
    return lens


def _plans(
    session: Session,
    campaign_id: str,
    profile: Profile,
    about: Subject,
    today: date,
    language: str,
    lens: Lens,
) -> list[PlanView]:
    """The pack's own campaign first, then the others that its meeting serves."""
    wanted = [campaign_id]
    if about.meeting_id is not None:
        serving = select(MeetingCampaign.campaign_id).where(MeetingCampaign.meeting_id == about.meeting_id)
        others = select(Campaign.id).where(Campaign.id.in_(serving), Campaign.id != campaign_id)
        wanted += session.scalars(others.order_by(Campaign.rank, Campaign.id)).all()
    plans = []
    for key in wanted:
        through = lens if key == campaign_id else _lens(session, key, profile, about)
        plans.append(plan_view(session, key, profile.audience, today=today, language=language, lens=through))
        if through is not lens:
            lens.let_through.extend(through.let_through)
    return plans


def _promises(reader: AppointmentReader, campaign_id: str, about: Subject) -> tuple[PromiseView, ...]:
    if about.stakeholder_id is not None:
        return reader.promises(about.stakeholder_id)
    return reader.all_promises(campaign_id)


def _files(session: Session, lens: Lens, keys: Collection[str]) -> Mapping[str, FileView]:
    rows = lens.rows(session, Attachment, Attachment.id.in_(keys))
    wanted = {row.digest for row in rows}
    contents = {blob.id: blob.content for blob in session.scalars(select(Blob).where(Blob.id.in_(wanted)))}
    return {
        row.id: FileView(row.id, row.name, row.media_type, contents[row.digest])
        for row in rows
        if row.digest in contents
    }
