"""The only bridge from Qt to the campaign file: open it, read it, change it, undo, and say what changed.

Storage and services are imported when the first file is opened, never before the window is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, Signal

from hdplanner.errors import (
    CodeNamesShownError,
    CodeNameWrittenError,
    DocumentLentError,
    PlanLockedError,
    PlannerError,
    StaleUndoError,
)
from hdplanner.i18n import _
from hdplanner.ui.kept_before import keep_before_many
from hdplanner.ui.locked import Locked, missed_by

if TYPE_CHECKING:
    from hdplanner.domain.values import AccessKind
    from hdplanner.services.screen_names import ScreenNames
    from hdplanner.storage import Changes, Document, Label, SearchHit
    from hdplanner.storage.keys import Secret

T = TypeVar("T")

_CAMPAIGN: Final = "campaign"
_FOR_FILES: Final = frozenset({"dump", "known_stakeholders", "known_ties", "plan_records"})
"""Queries whose rows go into a file, or are compared with one: code names have no place there."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What the window says about the file: its name, when it was last saved (local time), what can be undone."""

    name: str
    path: Path | None
    encrypted: bool
    read_only: bool
    saved_at: datetime | None
    undo: str | None
    redo: str | None


class Gateway(QObject):
    """One open file at most. Errors of edits come as `failed`; errors of opening are raised to the caller."""

    opened = Signal()
    closed = Signal()
    locked = Signal()
    """The file is closed and its key is gone, but the window keeps its place."""
    unlocked = Signal()
    """The same file is open again. What others changed meanwhile comes as `changed`."""
    changed = Signal(object)
    """Changes: which rows of which tables an edit, an undo or a redo touched."""
    campaign_changed = Signal(str)
    """The id of the campaign that is worked in from now on."""
    state_changed = Signal()
    """What `state` says is new."""
    failed = Signal(object)
    """A PlannerError: an edit was refused, and nothing was changed."""

    def __init__(self, author: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._author = author
        self._document: Document | None = None
        self._campaign = ""
        self._locked: Locked | None = None
        self._screen: ScreenNames | None = None
        self._waiting: list[tuple[AccessKind, Mapping[str, object]]] = []

    @property
    def is_open(self) -> bool:
        """Whether a file is open."""
        return self._document is not None

    @property
    def document(self) -> Document:
        """The open file, for background work that borrows it."""
        if self._document is None:
            if self._locked is not None:
                raise PlanLockedError
            raise RuntimeError("no file is open")
        return self._document

    @property
    def campaign_id(self) -> str:
        """The campaign that is worked in; "" while no file is open."""
        return self._campaign

    @property
    def can_edit(self) -> bool:
        """Whether the open file takes changes."""
        return self._document is not None and not self._document.read_only

    def open(self, path: Path, *, passphrase: Secret | None = None, read_only: bool = False) -> None:
        """Open a file in place of the one that is open. Raises the PlannerErrors of `Document.open`."""
        from hdplanner.storage import Document

        self.take(Document.open(path, author=self._author(), passphrase=passphrase, read_only=read_only))

    def create(
        self,
        path: Path,
        *,
        title: str,
        office: str,
        passphrase: str | None = None,
        zone: str = "UTC",
        language: str = "en",
    ) -> None:
        """Make a new file with one campaign, and open it. Raises the PlannerErrors of `Document.create`."""
        from hdplanner.services import campaigns
        from hdplanner.storage import Document, Label

        self._fill(
            Document.create(path, author=self._author(), passphrase=passphrase),
            Label("office.start"),
            lambda session: campaigns.start_office(
                session, name=office, campaign_title=title, zone=zone, language=language
            ),
        )

    def open_sample(self, name: str, path: Path) -> None:
        """Make a file of the person's own at `path` with the content of a sample, and open it.

        Raises the PlannerErrors of `Document.create` and of reading the sample.
        """
        import json

        from hdplanner.paths import resource
        from hdplanner.services import interchange
        from hdplanner.storage import Document, Label

        source = resource("samples", f"{name}.json")
        data = json.loads(source.read_text(encoding="utf-8"))
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fill(
            Document.create(path, author=self._author()),
            Label("sample.load"),
            lambda session: interchange.load(session, data, source),
        )

    def close(self) -> None:
        """Close the file; nothing is lost, since every step is saved when it is made."""
        self._log_waiting()
        document, self._document = self._document, None
        if document is None and self._locked is None:
            return
        self._campaign, self._locked, self._screen, self._waiting = "", None, None, []
        self.closed.emit()
        if document is not None:
            document.close()

    @property
    def locked_file(self) -> Path | None:
        """The file that is locked, or None."""
        return self._locked.path if self._locked else None

    def lock(self) -> None:
        """Close the encrypted file and forget its key, and remember only where it is."""
        document = self.document
        if document.path is None or not document.encrypted:
            raise RuntimeError("only an encrypted file can be locked")
        self._log_waiting()
        self._locked = Locked.of(document, document.path, self._campaign)
        self._document = None
        document.close()
        self.locked.emit()

    def unlock(self, passphrase: str) -> None:
        """Open the locked file again. Raises the PlannerErrors of `Document.open`; it then stays locked."""
        from hdplanner.storage import Document

        held = self._locked
        if held is None:
            raise RuntimeError("no file is locked")
        document = Document.open(
            held.path, author=self._author(), passphrase=passphrase, read_only=held.read_only
        )
        missed = missed_by(document, held.last_step)
        if missed is None:  # another file took its place: nothing of the one before may be shown
            self.take(document)
            return
        self._document, self._locked = document, None
        self._campaign = held.campaign_id
        self.unlocked.emit()
        for changes in missed:
            self.announce(changes)
        self.state_changed.emit()

    @property
    def code_names(self) -> bool:
        """Whether code names are shown in the place of names."""
        return self._screen is not None

    def show_code_names(self, on: bool) -> None:
        """Show code names everywhere, for a screen that others see, or names again: all is read anew."""
        from hdplanner.services.screen_names import ScreenNames

        if on == self.code_names:
            return
        self._screen = self.document.read(ScreenNames.read) if on else None
        self.opened.emit()
        self.state_changed.emit()

    def shown(self, value: T) -> T:
        """A value that was read, as it may be seen now."""
        return value if self._screen is None else self._screen.shown(value)

    def code_name_in(self, text: str) -> str:
        """A code name that is shown in a text instead of a name, or ""."""
        return self._screen.written_in(text) if self._screen else ""

    def names_for_file(self) -> None:
        """See that real names may be told: in a file, in a log. Raises ``CodeNamesShownError``."""
        if self._screen is not None:
            raise CodeNamesShownError

    def read(self, query: Callable[..., T], **arguments: Any) -> T:
        """What a service's query reads: frozen rows."""
        if getattr(query, "__name__", "") in _FOR_FILES:
            self.names_for_file()
        return self.shown(self.document.read(lambda session: query(session, **arguments)))

    def run(
        self,
        label_key: str,
        service: Callable[..., T],
        *,
        about: Mapping[str, str] | None = None,
        made: str = "",
        **arguments: Any,
    ) -> T | None:
        """Make one change: one transaction, one step that can be undone, and saved when this returns.

        `about` are the ids that the step's name tells of; without it, those among the arguments. `made` is the
        noun of what the service makes, where it returns its id. A refusal is emitted as `failed`, and None
        comes back.
        """
        from hdplanner.storage import Label

        ids = dict(about) if about is not None else _ids_in(arguments)

        def work(session: Any) -> T:
            result = service(session, **arguments)
            if made:
                ids[made] = str(result)
            return result

        try:
            self._check_names(arguments)
            keep_before_many(self.document, arguments)
            edit = self.document.edit(Label(label_key, ids), work)
        except PlannerError as error:
            self.failed.emit(error)
            return None
        self.announce(edit.changes)
        return edit.result

    def undo(self) -> None:
        """Take the last step back; a refusal is emitted as `failed`."""
        if self._undoable() is not None:
            with self._telling():
                self.announce(self.document.undo())

    def redo(self) -> None:
        """Make the step again that was taken back last; a refusal is emitted as `failed`."""
        with self._telling():
            self.announce(self.document.redo())

    def log_access(self, kind: AccessKind, /, **facts: object) -> None:
        """Say in the access log what was let out; where the file takes no entry, nothing is held up for it."""
        if self.can_edit:
            self._waiting.append((kind, facts))
            self._log_waiting()

    def _log_waiting(self) -> None:
        """Enter what was let out; what happens while the file is lent is entered when it is back."""
        waiting, self._waiting = self._waiting, []
        for kind, facts in waiting:
            try:
                self.document.log_access(kind, **facts)
            except DocumentLentError:
                self._waiting.append((kind, facts))
            except PlannerError:
                continue

    def choose_campaign(self, campaign_id: str) -> None:
        """Work in another campaign of the file; the file remembers it."""
        if campaign_id == self._campaign:
            return
        self._campaign = campaign_id
        if self.can_edit:
            with self._telling():
                self.document.set_setting(_CAMPAIGN, campaign_id)
        self.campaign_changed.emit(campaign_id)
        self.state_changed.emit()

    def search(self, text: str, limit: int = 50) -> list[SearchHit]:
        """The rows that hold every word of the text."""
        return self.document.search(text, limit)

    def state(self) -> FileState:
        """What there is to say about the file now."""
        document = self.document
        saved = document.last_change()
        return FileState(
            name=document.name or _("Not in a file"),
            path=document.path,
            encrypted=document.encrypted,
            read_only=document.read_only,
            saved_at=saved.astimezone() if saved else None,
            undo=self._sentence(self._undoable()),
            redo=self._sentence(document.next_redo()),
        )

    def _fill(self, document: Document, label: Label, work: Callable[[Any], object]) -> None:
        """Give a new file its first content; one that cannot be filled leaves nothing behind."""
        try:
            document.edit(label, work)
        except BaseException:
            document.close()
            if document.path is not None:
                document.path.unlink(missing_ok=True)
            raise
        self.take(document)

    def take(self, document: Document) -> None:
        """Work on a document that was opened, in place of the one before."""
        from hdplanner.services import campaigns

        self.close()
        self._document = document
        known = [row.id for row in document.read(campaigns.campaign_rows)]
        last = document.setting(_CAMPAIGN) or ""
        self._campaign = last if last in known else (known[0] if known else "")
        self.opened.emit()
        self.state_changed.emit()

    def _check_names(self, arguments: Mapping[str, Any]) -> None:
        """Never write a code name where a real one belongs."""
        written = self._screen.written_in(arguments) if self._screen else ""
        if written:
            raise CodeNameWrittenError(written)

    def announce(self, changes: Changes) -> None:
        """Say what an edit, or background work on the borrowed file, has changed."""
        self._log_waiting()
        if changes:
            self._learn_names(changes)
            self.changed.emit(changes)
            self.state_changed.emit()

    def _learn_names(self, changes: Changes) -> None:
        from hdplanner.services.screen_names import NAMING_TABLES, ScreenNames

        if self._screen is not None and NAMING_TABLES & set(changes.keys):
            self._screen = self.document.read(ScreenNames.read)

    def _undoable(self) -> Label | None:
        from hdplanner.services.edit_labels import FIRST_STEPS

        label = self.document.next_undo()
        return None if label is None or label.key in FIRST_STEPS else label

    def _sentence(self, label: Label | None) -> str | None:
        from hdplanner.services import edit_labels

        return None if label is None else self.read(edit_labels.sentence, label=label)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn a refusal into `failed`, with the step's name as a sentence."""
        try:
            yield
        except StaleUndoError as error:
            step = self.state()
            self.failed.emit(StaleUndoError(step.undo or step.redo or error.label))
        except PlannerError as error:
            self.failed.emit(error)


def _ids_in(arguments: Mapping[str, Any]) -> dict[str, str]:
    """The ids among the arguments of a service, by noun: `stakeholder_id` tells of a "stakeholder"."""
    return {
        name.removesuffix("_id"): value
        for name, value in arguments.items()
        if name.endswith("_id") and isinstance(value, str)
    }
