"""Every change that the Packs room makes, one method each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.domain.values import MarkingScheme, PackKind, Sensitivity
    from hdplanner.services.attachments import AttachmentRow
    from hdplanner.services.audiences import AudienceRow
    from hdplanner.services.handing_out import HandOutRow, WithdrawnRow
    from hdplanner.services.pack_choices import AboutRow
    from hdplanner.services.pack_rows import Subject
    from hdplanner.services.packs import PackRow, SectionChoice
    from hdplanner.ui.packs.added_files import AddedFile
    from hdplanner.ui.packs.writing import Written


class PackEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._gateway = context.gateway

    # -- what there is

    def rows(self) -> list[PackRow]:
        """The kept packs of the plan."""
        from hdplanner.services import packs

        return self._gateway.read(packs.pack_rows, campaign_id=self._gateway.campaign_id)

    def handed_out(self) -> list[HandOutRow]:
        """Who holds what of ours, the newest first."""
        from hdplanner.services import handing_out

        return self._gateway.read(handing_out.hand_out_rows, campaign_id=self._gateway.campaign_id)

    def withdrawn(self) -> list[WithdrawnRow]:
        """The facts that hold no more, with the copies by which somebody still has them."""
        from hdplanner.services import handing_out

        return self._gateway.read(handing_out.withdrawn_rows, campaign_id=self._gateway.campaign_id)

    def abouts(self) -> list[AboutRow]:
        """What a pack can be about."""
        from hdplanner.briefing import build
        from hdplanner.services import pack_choices

        gateway = self._gateway
        return gateway.read(pack_choices.about_rows, campaign_id=gateway.campaign_id, today=build.pack_day())

    def audiences(self) -> list[AudienceRow]:
        """The office's own audiences."""
        from hdplanner.services import audiences

        return self._gateway.read(audiences.audience_rows)

    def files(self) -> list[AttachmentRow]:
        """The files that can go along with a pack."""
        from hdplanner.services import attachments

        return self._gateway.read(attachments.attachment_rows, campaign_id=self._gateway.campaign_id)

    def logo(self) -> bytes:
        """The office's logo, or nothing."""
        from hdplanner.services import attachments

        return self._gateway.read(attachments.logo)

    def scheme(self) -> tuple[MarkingScheme, dict[Sensitivity, str]]:
        """In whose words markings are printed, and the office's own words."""
        from hdplanner.domain.values import MarkingScheme
        from hdplanner.services import campaigns, markings

        home = self._gateway.read(campaigns.office)
        scheme = home.marking_scheme if home is not None else MarkingScheme.HOUSE
        return scheme, self._gateway.read(markings.own_words)

    # -- packs

    def add(self, kind: PackKind, title: str, subject: Subject) -> str | None:
        """Keep a new pack; its id, or None where that was refused."""
        from hdplanner.briefing import build
        from hdplanner.services import packs

        return self._gateway.run(
            "pack.add",
            packs.add_pack,
            about={},
            made="pack",
            campaign_id=self._gateway.campaign_id,
            title=title,
            kind=kind,
            sections=build.default_sections(kind),
            **_about(subject),
        )

    def change(self, pack_id: str, **values: Any) -> None:
        """Change what a pack is: title, audience, language, paper, marking."""
        from hdplanner.services import packs

        about = {"pack": pack_id}
        self._gateway.run("pack.update", packs.update_pack, about=about, pack_id=pack_id, **values)

    def change_kind(self, pack_id: str, kind: PackKind, sections: Sequence[SectionChoice]) -> None:
        """Make a pack one of another kind; one about the campaign as a whole lets go of its counterpart."""
        from hdplanner.services import packs
        from hdplanner.services.pack_rows import THE_CAMPAIGN
        from hdplanner.services.pack_subject import ABOUT_A_COUNTERPART

        values = {} if kind in ABOUT_A_COUNTERPART else _about(THE_CAMPAIGN)
        self._gateway.run(
            "pack.kind",
            packs.set_kind,
            about={"pack": pack_id},
            pack_id=pack_id,
            kind=kind,
            sections=sections,
            **values,
        )

    def change_about(self, pack_id: str, subject: Subject) -> None:
        """Say what a pack is about."""
        from hdplanner.services import packs

        about = {"pack": pack_id}
        self._gateway.run("pack.about", packs.update_pack, about=about, pack_id=pack_id, **_about(subject))

    def choose(self, pack_id: str, sections: Sequence[SectionChoice]) -> None:
        """Choose and order the sections."""
        from hdplanner.services import packs

        self._gateway.run("pack.sections", packs.set_sections, pack_id=pack_id, sections=sections)

    def delete(self, pack_id: str) -> None:
        """Delete a pack; undo brings it back."""
        from hdplanner.services import packs

        self._gateway.run("pack.delete", packs.delete_pack, pack_id=pack_id)

    def ask(self, pack_id: str) -> None:
        """Send a pack to be cleared."""
        from hdplanner.services import packs

        self._gateway.run("pack.ask", packs.ask_clearance, pack_id=pack_id)

    def clear(self, pack_id: str, by: str, digest: str) -> None:
        """Record who cleared the contents with this digest, today."""
        from hdplanner.services import packs
        from hdplanner.services.values import today_here

        self._gateway.run(
            "pack.clear", packs.clear_pack, pack_id=pack_id, by=by, on=today_here(), digest=digest
        )

    def reopen(self, pack_id: str) -> None:
        """Make a pack a draft again."""
        from hdplanner.services import packs

        self._gateway.run("pack.reopen", packs.reopen_pack, pack_id=pack_id)

    # -- files that go along

    def add_annex(self, pack_id: str, sections: Sequence[SectionChoice], file: AddedFile) -> None:
        """Keep a file, and put it behind the sections of a pack."""
        from hdplanner.services import annexes

        self._gateway.run(
            "pack.annex",
            annexes.add_annex,
            about={"pack": pack_id},
            pack_id=pack_id,
            campaign_id=self._gateway.campaign_id,
            sections=sections,
            name=file.name,
            media_type=file.media_type,
            content=file.content,
            heading=file.heading,
        )

    def drop_annex(self, pack_id: str, sections: Sequence[SectionChoice], attachment_id: str) -> None:
        """Take an annex out of a pack, and its file where nothing else needs it."""
        from hdplanner.services import annexes

        self._gateway.run(
            "pack.drop_annex",
            annexes.drop_annex,
            about={"pack": pack_id},
            pack_id=pack_id,
            sections=sections,
            attachment_id=attachment_id,
        )

    def mark_file(self, attachment_id: str, sensitivity: Sensitivity | None) -> None:
        """Say how far a file may travel."""
        from hdplanner.services import attachments

        self._gateway.run(
            "attachment.update",
            attachments.update_attachment,
            attachment_id=attachment_id,
            sensitivity=sensitivity,
        )

    def set_logo(self, file: AddedFile) -> None:
        """Make a picture the office's logo."""
        from hdplanner.services import attachments

        self._gateway.run(
            "logo.set",
            attachments.set_logo,
            name=file.name,
            media_type=file.media_type,
            content=file.content,
        )

    def remove_logo(self) -> None:
        """Print packs without a logo."""
        from hdplanner.services import attachments

        self._gateway.run("logo.remove", attachments.remove_logo)

    # -- the office's own words

    def set_scheme(self, scheme: MarkingScheme, words: Mapping[Sensitivity, str] | None = None) -> None:
        """Choose in whose words markings are printed."""
        from hdplanner.services import markings

        self._gateway.run("marking.scheme", markings.set_marking_scheme, scheme=scheme, words=words)

    def add_audience(self, name: str) -> str | None:
        """Add an audience of the office's own; its id, or None where that was refused."""
        from hdplanner.services import audiences

        return self._gateway.run(
            "audience.add", audiences.add_audience, about={}, made="audience_profile", name=name
        )

    def change_audience(self, audience_id: str, **values: Any) -> None:
        """Change what an audience may see."""
        from hdplanner.services import audiences

        about = {"audience_profile": audience_id}
        self._gateway.run(
            "audience.update", audiences.update_audience, about=about, audience_id=audience_id, **values
        )

    def delete_audience(self, audience_id: str) -> None:
        """Delete an audience; its packs fall back to the built-in one."""
        from hdplanner.services import audiences

        self._gateway.run("audience.delete", audiences.delete_audience, about={}, audience_id=audience_id)

    # -- the register

    def hand_out(self, pack_id: str, written: Written) -> list[str] | None:
        """Record the copies that were written, handed out today; their ids."""
        from hdplanner.services import handing_out
        from hdplanner.services.values import today_here

        return self._gateway.run(
            "pack.hand_out",
            handing_out.hand_out,
            pack_id=pack_id,
            copies=written.copies,
            on=today_here(),
            by=self._context.settings.author_name(),
            audience=written.audience,
            marking=written.marking,
            form=written.form,
            encrypted=written.encrypted,
            facts=written.facts,
        )

    def take_back(self, ids: Sequence[str], *, back: bool) -> None:
        """Record that copies came back or were destroyed today, or that they did not."""
        from hdplanner.services.values import today_here

        about = {"number": str(len(ids))} if len(ids) > 1 else {"hand_out": ids[0]}
        self._gateway.run(
            "hand_out.return" if back else "hand_out.reopen",
            _take_back,
            about=about,
            ids=ids,
            on=today_here() if back else None,
        )


def _take_back(session: Any, ids: Sequence[str], on: Any) -> None:
    from hdplanner.services import handing_out

    for one in ids:
        handing_out.take_back(session, one, on=on)


def _about(subject: Subject) -> dict[str, Any]:
    return {
        "meeting_id": subject.meeting_id,
        "visit_id": subject.visit_id,
        "stakeholder_id": subject.stakeholder_id,
    }
