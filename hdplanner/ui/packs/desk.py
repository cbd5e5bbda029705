"""What the room asks in dialogs: for a new pack, what one is about, audiences, logo and markings, annexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from hdplanner.i18n import _
from hdplanner.ui.common import prompts
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs import models
from hdplanner.ui.packs.about_list import AboutDialog
from hdplanner.ui.packs.added_files import read_added
from hdplanner.ui.packs.audiences_dialog import AudiencesDialog
from hdplanner.ui.packs.edits import PackEdits
from hdplanner.ui.packs.new_pack_dialog import NewPackDialog
from hdplanner.ui.packs.office_dialog import OfficeDialog

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack
    from hdplanner.domain.values import PackKind
    from hdplanner.services.pack_choices import AboutRow
    from hdplanner.services.pack_rows import Subject
    from hdplanner.services.packs import PackRow, SectionChoice
    from hdplanner.ui.common.task import Task


class PackDesk(QObject):
    """Makes the dialogs, and has done what they say."""

    def __init__(self, context: AppContext, page: QWidget, edits: PackEdits) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._edits = edits

    # -- the dialogs, before anybody answers them

    def new_pack_dialog(self) -> NewPackDialog:
        """Asks for a new pack."""
        theme = self._context.appearance.theme
        return NewPackDialog(self._edits.abouts(), self._named_after, theme, self._page)

    def about_dialog(self, row: PackRow) -> AboutDialog:
        """Asks what a pack is about."""
        theme = self._context.appearance.theme
        return AboutDialog(self._edits.abouts(), row.kind, subject_of(row), theme, self._page)

    def audiences_dialog(self) -> AudiencesDialog:
        """Shows the audiences of the office's own."""
        return AudiencesDialog(self._context, self._edits, self._page)

    def office_dialog(self) -> OfficeDialog:
        """Shows the logo and the words of the markings."""
        return OfficeDialog(self._context, self._edits, self._page)

    # -- what comes of them

    def add(self) -> str | None:
        """Ask for a new pack and keep it; its id, or None where nobody wanted one."""
        dialog = self.new_pack_dialog()
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        return self._edits.add(dialog.kind(), dialog.title(), dialog.subject())

    def ask_about(self, row: PackRow) -> None:
        """Ask what a pack is about."""
        dialog = self.about_dialog(row)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._edits.change_about(row.id, dialog.about.subject())

    def about_words(self, row: PackRow) -> str:
        """What a pack is about, in words; nothing for one that is about its campaign as a whole."""
        from hdplanner.services.pack_rows import THE_CAMPAIGN
        from hdplanner.services.pack_subject import ABOUT_A_COUNTERPART

        if row.kind not in ABOUT_A_COUNTERPART:
            return ""
        subject = subject_of(row)
        if subject == THE_CAMPAIGN:
            return models.by_itself(row.kind)
        found = [one for one in self._edits.abouts() if one.subject == subject]
        return models.about_line(found[0]) if found else _("Something outside this campaign")

    def change_kind(self, row: PackRow, kind: PackKind) -> None:
        """Make a pack one of another kind: with the sections of that kind, and the texts and files of its own."""
        from hdplanner.briefing import build
        from hdplanner.briefing.sections.registry import FREE_TEXT
        from hdplanner.services.annexes import ANNEX

        own = [one for one in choices_of(row) if one.section in (FREE_TEXT, ANNEX)]
        self._edits.change_kind(row.id, kind, [*build.default_sections(kind), *own])

    def change_audience(self, row: PackRow, value: object) -> None:
        """Make a pack for a built-in audience, or (by its key) for one of the office's own."""
        from hdplanner.domain.values import Audience

        if isinstance(value, Audience):
            self._edits.change(row.id, audience=value, profile_id=None)
            return
        own = [one for one in self._edits.audiences() if one.id == value]
        if own:
            self._edits.change(row.id, audience=_nearest(own[0].names), profile_id=own[0].id)

    def ask_file(self, row_of: Callable[[], PackRow | None]) -> Task | None:
        """Ask for a file, check and clean it in the background, and put it into the pack as an annex."""
        filters = _("PDF files and pictures (*.pdf *.png *.jpg *.jpeg)")
        path = prompts.choose_open(self._page, _("Add a file as an annex"), filters)
        row = row_of()
        return None if path is None or row is None else self.take_file(row.id, row_of, path)

    def take_file(self, pack_id: str, row_of: Callable[[], PackRow | None], path: Path) -> Task:
        """Check and clean a file in the background, and put it into the pack as an annex."""

        def keep(file: object) -> None:
            row = row_of()
            if row is not None and row.id == pack_id:
                self._edits.add_annex(pack_id, choices_of(row), file)  # type: ignore[arg-type]  # what the job gives

        task = self._context.start(_("Add a file as an annex"), lambda progress: read_added(path, progress))
        task.succeeded.connect(keep)
        return task

    def ceiling_words(self, row: PackRow) -> str:
        """That a kind shows less than the audience may see, as a sentence; nothing where it does not."""
        from hdplanner.domain.labels import label as words_for
        from hdplanner.domain.rules_disclosure import audience_for, profile_for
        from hdplanner.services.pack_view import chosen_profile

        profile = self._context.gateway.read(chosen_profile, audience=row.audience, profile_id=row.profile_id)
        held = profile_for(row.kind, profile)
        if held == profile:
            return ""
        sentence = _("{kind}: shows no more than the audience “{audience}” may see.")
        return sentence.format(
            kind=words_for(row.kind), audience=words_for(audience_for(row.kind, profile.audience))
        )

    def _named_after(self, kind: PackKind, about: AboutRow | None) -> str:
        """The title of what a pack is about; where nobody chose, that of what it would be about by itself.

        What is left behind is about our request, whatever the meeting is called.
        """
        from hdplanner.briefing import build
        from hdplanner.domain.values import PackKind
        from hdplanner.services import campaigns, pack_subject
        from hdplanner.services.pack_rows import THE_CAMPAIGN

        gateway = self._context.gateway
        of_campaign = kind is PackKind.LEAVE_BEHIND or kind not in pack_subject.ABOUT_A_COUNTERPART
        if about is not None and not of_campaign:
            return about.title
        if not of_campaign:
            found = gateway.read(
                pack_subject.resolved,
                campaign_id=gateway.campaign_id,
                kind=kind,
                given=THE_CAMPAIGN,
                today=build.pack_day(),
            )
            keys = (("meeting_id", found.meeting_id), ("stakeholder_id", found.stakeholder_id))
            for one in self._edits.abouts():
                if any(key and getattr(one.subject, name) == key for name, key in keys):
                    return one.title
        rows = gateway.read(campaigns.campaign_rows)
        return next((row.title for row in rows if row.id == gateway.campaign_id), _("New pack"))


def subject_of(row: PackRow) -> Subject:
    """What a pack is about."""
    from hdplanner.services.pack_rows import Subject

    return Subject(row.meeting_id, row.visit_id, row.stakeholder_id)


def choices_of(row: PackRow) -> tuple[SectionChoice, ...]:
    """The sections of a pack; those of its kind where it keeps none of its own."""
    from hdplanner.briefing import build

    return build.PackOptions.of(row).sections or build.default_sections(row.kind)


def sentences_about(row: PackRow, built: BuiltPack, files: Sequence[str], seen: Sequence[str]) -> list[str]:
    """What only the finished pages tell their author: a marking too low, too many pages, an annex that stays behind."""
    from hdplanner.briefing.sections.registry import KINDS
    from hdplanner.domain.labels import label as words_for
    from hdplanner.i18n import format_number, ngettext

    told = []
    if row.marking is not None and row.marking.rank < built.marking.rank:
        sentence = _("The pack holds what is “{marking}”, and is marked so: the marking chosen is lower.")
        told.append(sentence.format(marking=words_for(built.marking)))
    most = KINDS[row.kind].most_pages
    if most and built.pages > most:
        words = ngettext(
            "{kind}: readers expect {most} page at most, and this one has {pages}.",
            "{kind}: readers expect {most} pages at most, and this one has {pages}.",
            most,
        )
        numbers = {"most": format_number(most), "pages": format_number(built.pages)}
        told.append(words.format(kind=words_for(row.kind), **numbers))
    if built.left_out:
        told.append(_("The page is full. Left out: {lines}").format(lines=" – ".join(built.left_out)))
    hidden = [one for one in files if one not in seen]
    if hidden:
        words = ngettext(
            "{number} annex is not for this audience, and is left out.",
            "{number} annexes are not for this audience, and are left out.",
            len(hidden),
        )
        told.append(words.format(number=format_number(len(hidden))))
    return told


def _nearest(names: object) -> object:
    """The built-in audience that meets the counterparts in the same way: what a pack falls back to."""
    from hdplanner.domain.values import Audience, NamesShown

    nearest = {
        NamesShown.NAMES: Audience.PRINCIPAL,
        NamesShown.ROLES: Audience.PARTNER,
        NamesShown.CODE_NAMES: Audience.PARTNER,
    }
    return nearest.get(names, Audience.PUBLIC)  # type: ignore[call-overload]  # a member of NamesShown
