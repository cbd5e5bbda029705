"""The lists of what happens and what comes of it: meetings, promises, risks, progress, packs.

Read them through ``domain.values``. The lists stand letter for letter as the field uses them.
"""

from __future__ import annotations

from hdplanner.domain.choices import Choice
from hdplanner.i18n import N_


class MeetingStatus(Choice):
    """How far a meeting has come."""

    REQUESTED = "requested", N_("Requested")
    PLANNED = "planned", N_("Planned")
    CONFIRMED = "confirmed", N_("Confirmed")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class DelegateSide(Choice):
    """On which side of the table somebody sits."""

    OURS = "ours", N_("Our delegation")
    THEIRS = "theirs", N_("Their delegation")


class DelegateRole(Choice):
    """What somebody does at a meeting."""

    PRINCIPAL = "principal", N_("Principal")
    NOTE_TAKER = "note-taker", N_("Note-taker")
    INTERPRETER = "interpreter", N_("Interpreter")
    ADVISER = "adviser", N_("Adviser")
    PARTICIPANT = "participant", N_("Participant")


class CommitmentSide(Choice):
    """Who made a promise; ours to them stand first."""

    OURS = "ours", N_("Our promise")
    THEIRS = "theirs", N_("Their promise")


class CommitmentForm(Choice):
    """In what form a promise was made."""

    ORAL = "oral", N_("Oral")
    WRITTEN = "written", N_("Written")
    PUBLIC = "public", N_("Public")
    LEGAL = "legal", N_("Legal")


class CommitmentStatus(Choice):
    """What became of a promise."""

    OFFERED = "offered", N_("Offered")
    MADE_ORAL = "made-oral", N_("Made (oral)")
    MADE_WRITTEN = "made-written", N_("Made (written)")
    ANNOUNCED = "announced", N_("Announced publicly")
    IN_IMPLEMENTATION = "in-implementation", N_("In implementation")
    FULFILLED = "fulfilled", N_("Fulfilled")
    PARTLY_FULFILLED = "partly-fulfilled", N_("Partly fulfilled")
    LAPSED = "lapsed", N_("Lapsed")
    RENEGED = "reneged", N_("Reneged")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self not in {CommitmentStatus.FULFILLED, CommitmentStatus.LAPSED, CommitmentStatus.RENEGED}


class FollowUpStatus(Choice):
    """Whether a follow-up is still to be done."""

    OPEN = "open", N_("Open")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


class RiskCategory(Choice):
    """What a risk would harm."""

    PEOPLE = "harm-to-people", N_("Harm to affected people, sources, staff or volunteers")
    ACCESS = "loss-of-access", N_("Loss of access")
    NEUTRALITY = "neutrality", N_("Neutrality/perception")
    REPUTATION = "reputation", N_("Reputational")
    LEGAL = "legal", N_("Legal/sanctions")
    LEAK = "leak", N_("Information leak")
    BACKLASH = "backlash", N_("Backlash on named interlocutor")


class RiskBearer(Choice):
    """Who bears a risk."""

    AFFECTED = "affected-people", N_("Affected people")
    SOURCES = "sources", N_("Sources")
    STAFF = "staff", N_("Staff")
    VOLUNTEERS = "volunteers", N_("Volunteers")
    INTERLOCUTOR = "interlocutor", N_("Interlocutor")
    PARTNERS = "partners", N_("Partners")
    OURSELVES = "ourselves", N_("Our organisation")


class RiskStatus(Choice):
    """What is done about a risk."""

    OPEN = "open", N_("Open")
    MITIGATED = "mitigated", N_("Mitigated")
    ACCEPTED = "accepted", N_("Accepted")
    OCCURRED = "occurred", N_("Occurred")
    CLOSED = "closed", N_("Closed")


class MarkerLevel(Choice):
    """How much a progress marker asks for (Outcome Mapping, IDRC 2001)."""

    EXPECT = "expect", N_("Expect to see")
    LIKE = "like", N_("Like to see")
    LOVE = "love", N_("Love to see")


class MarkerRating(Choice):
    """How far a progress marker was reached in a period."""

    NONE = "none", N_("None")
    LOW = "low", N_("Low")
    MEDIUM = "medium", N_("Medium")
    HIGH = "high", N_("High")


class PackKind(Choice):
    """What kind of briefing pack is made."""

    SPEAKING_CARD = "speaking-card", N_("Speaking card")
    MEETING_BRIEF = "meeting-brief", N_("Meeting brief")
    CAMPAIGN = "campaign", N_("Campaign pack")
    LEAVE_BEHIND = "leave-behind", N_("Leave-behind")
    PARTNER = "partner", N_("Partner version")
    RECORD = "record", N_("Record of meeting")
    READ_OUT = "read-out", N_("Read-out")
    HANDOVER = "handover", N_("Handover pack")


class PackForm(Choice):
    """What a pack is written as."""

    PDF = "pdf", N_("PDF")
    DOCX = "docx", N_("Word file")


class NamesShown(Choice):
    """How an audience meets the stakeholders: by name, by their posts only, behind code names, or not at all."""

    NAMES = "names", N_("By name")
    ROLES = "roles", N_("By post and institution")
    CODE_NAMES = "code-names", N_("Behind code names")
    NONE = "none", N_("Left out")


class MarkingScheme(Choice):
    """Whose words a marking is printed in."""

    HOUSE = "house", N_("As in this app")
    UN = "un", N_("United Nations")
    OWN = "own", N_("Words of our own")


class Tlp(Choice):
    """The Traffic Light Protocol, version 2.0 (FIRST, 2022): who may pass a pack on. It is no marking."""

    CLEAR = "clear", N_("TLP:CLEAR")
    GREEN = "green", N_("TLP:GREEN")
    AMBER = "amber", N_("TLP:AMBER")
    AMBER_STRICT = "amber-strict", N_("TLP:AMBER+STRICT")
    RED = "red", N_("TLP:RED")


class Clearance(Choice):
    """Whether a pack may leave the house."""

    DRAFT = "draft", N_("Draft")
    IN_CLEARANCE = "in-clearance", N_("In clearance")
    CLEARED = "cleared", N_("Cleared")


class ConflictKind(Choice):
    """What two copies of a file may disagree about."""

    FIELD = "field", N_("Changed on both sides")
    DELETED = "deleted", N_("Changed on one side, deleted on the other")
    ORPHAN = "orphan", N_("Added to what the other side deleted")
    CIRCLE = "circle", N_("Together the two moves make a circle")
    DUPLICATE = "duplicate", N_("Perhaps entered twice")


class Take(Choice):
    """What was decided about a disagreement of two copies; the claims stand in the order of their writing."""

    FIRST = "first", N_("The earlier one")
    SECOND = "second", N_("The later one")
    BOTH = "both", N_("Both")
    EDITED = "edited", N_("Written anew")


class AccessKind(Choice):
    """What the access log keeps: whenever content was let out, taken away or changed as a whole, on purpose."""

    EXPORT = "export", N_("Export")
    HAND_OUT = "hand-out", N_("Handed out")
    COPY = "copy", N_("Copy made")
    MERGE = "merge", N_("Merge")
    SUBJECT_ACCESS = "subject-access", N_("Access given to a person")
    ERASURE = "erasure", N_("Person erased")
    RETENTION = "retention", N_("Retention carried out")
    CLOSURE = "closure", N_("Campaign closed")
    PROTECTION = "protection", N_("Protection of the file changed")
    COMPACTION = "compaction", N_("History compacted")
    RESTORE = "restore", N_("Version restored")
