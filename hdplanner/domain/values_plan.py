"""The lists that a plan is made of: objectives, messages, channels.

Read them through ``domain.values``. The lists stand letter for letter as the field uses them.
"""

from __future__ import annotations

from hdplanner.domain.choices import Choice
from hdplanner.i18n import N_


class CampaignGoal(Choice):
    """What a humanitarian diplomacy plan is for; several may hold."""

    ASSISTANCE = "assistance", N_("Humanitarian or economic assistance")
    PROTECTION = "protection", N_("Protection of civilians")
    ACCESS = "access", N_("Humanitarian access")
    PEACEBUILDING = "peacebuilding", N_("Peacebuilding and stability")
    FOOD = "food", N_("Food in a difficult humanitarian situation")
    EPIDEMICS = "epidemics", N_("Fighting epidemics")
    DEBT_RELIEF = "debt-relief", N_("Debt relief")
    REFUGEES = "refugees", N_("Refugee protection and repatriation")
    PRESENCE = "presence", N_("Humanitarian presence in zones of instability")
    TREATIES = "treaties", N_("International treaties and knowledge of humanitarian principles")
    LAW = "law", N_("Law and auxiliary role")
    RESOURCES = "resources", N_("Resources and partnership")
    TRUST = "trust", N_("Trust in humanitarian action")


class CampaignStage(Choice):
    """Where a plan stands in its course."""

    FRAME = "frame", N_("Frame")
    ANALYSE = "analyse", N_("Analyse")
    STRATEGISE = "strategise", N_("Strategise")
    MANDATE = "mandate", N_("Mandate & approve")
    ENGAGE = "engage", N_("Engage")
    WINDOW = "decision-window", N_("Decision window")
    FOLLOW_UP = "follow-up", N_("Follow-up & hold to commitments")
    REVIEW = "review", N_("Review & close")


class CampaignStatus(Choice):
    """Whether a plan is worked on."""

    DRAFT = "draft", N_("Draft")
    ACTIVE = "active", N_("Active")
    ON_HOLD = "on-hold", N_("On hold")
    SUSPENDED = "suspended", N_("Suspended (risk)")
    CLOSED = "closed", N_("Closed")
    ARCHIVED = "archived", N_("Archived/purged")


class LegalBasis(Choice):
    """On what ground records of persons are kept (ICRC Handbook on Data Protection, its list of bases)."""

    CONSENT = "consent", N_("Consent")
    VITAL_INTEREST = "vital-interest", N_("Vital interest")
    PUBLIC_INTEREST = "public-interest", N_("Important grounds of public interest")
    LEGITIMATE_INTEREST = "legitimate-interest", N_("Legitimate interest")
    CONTRACT = "contract", N_("Contract")
    LEGAL_OBLIGATION = "legal-obligation", N_("Legal obligation")


class Horizon(Choice):
    """How soon an objective should be reached."""

    SHORT = "short", N_("Short term (urgent need)")
    LONG = "long", N_("Long term (lasting change)")


class Track(Choice):
    """By which way an objective is pursued."""

    FRONTLINE = "frontline", N_("Frontline negotiation")
    DIPLOMATIC = "diplomatic", N_("Diplomatic channel")
    BOTH = "both", N_("Both")


class Certainty(Choice):
    """How sure the date of a decision window is."""

    FIXED = "fixed", N_("Fixed")
    LIKELY = "likely", N_("Likely")
    SPECULATIVE = "speculative", N_("Speculative")


class StepAction(Choice):
    """What is done at a step of a decision's path."""

    DRAFTS = "drafts", N_("Drafts")
    ADVISES = "advises", N_("Advises")
    SIGNS = "signs", N_("Signs")
    VOTES = "votes", N_("Votes")
    VETO = "can-veto", N_("Can veto")


class StepAgreement(Choice):
    """Whether who takes a step has agreed."""

    AGREED = "agreed", N_("Agreed")
    NOT_AGREED = "not", N_("Not agreed")
    UNKNOWN = "unknown", N_("Unknown")


class RedLineType(Choice):
    """What a red line rests on (CCHN field manual)."""

    LEGAL = "legal", N_("Legal")
    INSTITUTIONAL = "institutional", N_("Institutional")
    ETHICAL = "ethical", N_("Ethical or professional")


class Component(Choice):
    """A component of the Movement that is consulted."""

    HOST_SOCIETY = "host-national-society", N_("Host National Society")
    IFRC = "ifrc", N_("IFRC")
    ICRC = "icrc", N_("ICRC")
    OTHER_SOCIETY = "other-national-society", N_("Other National Society")


class Consultation(Choice):
    """How a component of the Movement takes part."""

    LEADS = "leads", N_("Leads")
    CONSULTED = "consulted", N_("Consulted")
    INFORMED = "informed", N_("Informed")


class Disclosure(Choice):
    """Whether a fact or a line may be said."""

    MAY_BE_SAID = "may-be-said", N_("May be said")
    IF_RAISED = "if-raised", N_("If raised only")
    BACKGROUND = "background", N_("Background – not for disclosure")


class MessageStatus(Choice):
    """How far a message has come."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in-review", N_("In review")
    APPROVED = "approved", N_("Approved")
    EXPIRED = "expired", N_("Expired")


class LineKind(Choice):
    """Why a counter-argument is recorded."""

    ARGUMENT = "argument", N_("Their argument")
    IF_ASKED = "if-asked", N_("If asked")


class WordAdvice(Choice):
    """Whether a word serves or harms."""

    USE = "use", N_("Word to use")
    AVOID = "avoid", N_("Word to avoid")


class BankKind(Choice):
    """What the bank of lines keeps."""

    LINE = "line", N_("Line")
    QUOTE = "quote", N_("Quote")


class Principle(Choice):
    """The seven Fundamental Principles (Vienna, 1965)."""

    HUMANITY = "humanity", N_("Humanity")
    IMPARTIALITY = "impartiality", N_("Impartiality")
    NEUTRALITY = "neutrality", N_("Neutrality")
    INDEPENDENCE = "independence", N_("Independence")
    VOLUNTARY_SERVICE = "voluntary-service", N_("Voluntary service")
    UNITY = "unity", N_("Unity")
    UNIVERSALITY = "universality", N_("Universality")


class Ladder(Choice):
    """Whose levels a messenger's rank is read on."""

    MOVEMENT = "movement", N_("Movement")
    UN = "un", N_("UN")
    STATE = "state", N_("State")


class MessengerLevel(Choice):
    """A rung of one of the three ladders; the value begins with its ladder."""

    MOVEMENT_BRANCH = "movement-branch", N_("Branch or volunteer")
    MOVEMENT_OFFICE = "movement-office", N_("Programme or field office")
    MOVEMENT_HEAD = "movement-head", N_("Head of delegation or department")
    MOVEMENT_SECRETARY_GENERAL = "movement-secretary-general", N_("Secretary General (executive)")
    MOVEMENT_PRESIDENT = "movement-president", N_("President (governance)")
    MOVEMENT_REGIONAL = "movement-regional", N_("Regional director")
    MOVEMENT_GLOBAL = "movement-global", N_("Secretary General or President of IFRC or ICRC")
    UN_OFFICE = "un-office", N_("Field office")
    UN_HEAD = "un-head", N_("Head of office or agency representative")
    UN_COORDINATOR = "un-coordinator", N_("Humanitarian Coordinator")
    UN_REGIONAL = "un-regional", N_("Regional director")
    UN_PRINCIPAL = "un-principal", N_("Head of agency, IASC Principal")
    UN_RELIEF_COORDINATOR = "un-relief-coordinator", N_("Emergency Relief Coordinator")
    UN_SECRETARY_GENERAL = "un-secretary-general", N_("Secretary-General")
    STATE_LOCAL = "state-local", N_("Local official")
    STATE_DIRECTOR = "state-director", N_("Director")
    STATE_PERMANENT_SECRETARY = "state-permanent-secretary", N_("Permanent secretary")
    STATE_AMBASSADOR = "state-ambassador", N_("Ambassador or permanent representative")
    STATE_MINISTER = "state-minister", N_("Minister")
    STATE_HEAD = "state-head", N_("Head of government or state")

    @property
    def ladder(self) -> Ladder:
        """The ladder this rung belongs to."""
        return Ladder(self.value.split("-", 1)[0])


class Channel(Choice):
    """Through what a message travels."""

    BILATERAL = "bilateral", N_("Bilateral meeting")
    NEGOTIATION = "negotiation", N_("Confidential negotiation")
    CALL = "call", N_("Phone/secure call")
    DIALOGUE = "dialogue", N_("Policy/technical dialogue")
    NETWORKING = "networking", N_("Networking/margins")
    LETTER = "letter", N_("Formal letter")
    NOTE_VERBALE = "note-verbale", N_("Note verbale")
    DEMARCHE = "demarche", N_("Démarche")
    AIDE_MEMOIRE = "aide-memoire", N_("Aide-mémoire/non-paper")
    SUBMISSION = "submission", N_("Submission/hearing/drafting advice")
    THIRD_PARTY = "third-party", N_("Third-party intermediary")
    COALITION = "coalition", N_("Coalition/joint action")
    ORGANISING = "organising", N_("Community organising")
    EVENT = "event", N_("Event/conference/day")
    FIELD_VISIT = "field-visit", N_("Field visit")
    PUBLIC_STATEMENT = "public-statement", N_("Public statement")
    MEDIA = "media", N_("Media/op-ed")
    DIGITAL = "digital", N_("Digital/social")


class Mode(Choice):
    """How openly an activity is carried out."""

    BILATERAL = "bilateral-confidential", N_("Bilateral-confidential")
    THIRD_PARTY = "third-party", N_("Confidential via third party")
    CLOSED = "closed-group", N_("Closed group")
    PUBLIC = "public", N_("Public")


class Attribution(Choice):
    """Who may be named as the source of what was said."""

    ATTRIBUTABLE = "attributable", N_("Attributable")
    NOT_FOR_ATTRIBUTION = "not-for-attribution", N_("Not for attribution")
    CHATHAM_HOUSE = "chatham-house", N_("Chatham House Rule")
    OFF_THE_RECORD = "off-the-record", N_("Off the record")


class ActivityStatus(Choice):
    """How far an activity has come."""

    IDEA = "idea", N_("Idea")
    PLANNED = "planned", N_("Planned")
    CONFIRMED = "confirmed", N_("Confirmed")
    DONE = "done", N_("Done")
    CANCELLED = "cancelled", N_("Cancelled")


class Paper(Choice):
    """What an activity leaves on the table."""

    NOTE_VERBALE = "note-verbale", N_("Note verbale")
    AIDE_MEMOIRE = "aide-memoire", N_("Aide-mémoire")
    LETTER = "letter", N_("Letter")
    TALKING_POINTS = "talking-points", N_("Talking points")
    PRESS_LINE = "press-line", N_("Press line")
    OTHER = "other", N_("Other paper")
