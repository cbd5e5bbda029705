"""The scales and lists of the field, letter for letter as ``design/domain.md`` sections 9 and 11 to 13 give them.

Judgements and people are here; what a plan and its records are made of stands in ``values_plan`` and
``values_record`` and is handed on, so that the rest of the app knows one module. Nothing heavy may be imported here.
"""

from __future__ import annotations

from typing import Literal

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.values_plan import *  # noqa: F403  one module to know; every name below it is a list
from hdplanner.domain.values_record import *  # noqa: F403  the same
from hdplanner.i18n import N_

Reveals = Literal["name", "contact", "judgement", "source", "redline", "note", "none"]
"""What a column tells about a person or about us; every mapped column declares one of these."""


class Influence(Scale):
    """How much a stakeholder counts in the decision, 1 to 5. High is 4 or 5."""

    MARGINAL = 1, N_("Marginal"), N_("no say")
    LIMITED = 2, N_("Limited"), N_("can comment or delay a little")
    MODERATE = 3, N_("Moderate"), N_("shapes options")
    HIGH = 4, N_("High"), N_("can move or block in practice")
    DECISIVE = 5, N_("Decisive"), N_("decides or vetoes")


class Interest(Scale):
    """How much the matter is on a stakeholder's agenda, 1 to 5. High is 4 or 5."""

    NOT_ON_AGENDA = 1, N_("Not on agenda")
    LOW = 2, N_("Low")
    SOME = 3, N_("Some")
    HIGH = 4, N_("High"), N_("spends time or resources")
    TOP_PRIORITY = 5, N_("Top priority")


class Position(Scale):
    """Where a stakeholder stands on an objective, -2 to +2."""

    ACTIVELY_OPPOSED = -2, N_("Actively opposed"), N_("acts or speaks against")
    RESERVED = -1, N_("Reserved")
    UNCOMMITTED = 0, N_("Uncommitted")
    FAVOURABLE = 1, N_("Favourable")
    ACTIVELY_SUPPORTIVE = 2, N_("Actively supportive")


class Relationship(Scale):
    """How close we are, 0 to 4; whether it is strained is recorded apart."""

    NONE = 0, N_("None")
    DISTANT = 1, N_("Distant"), N_("first contact")
    WORKING = 2, N_("Working")
    COOPERATIVE = 3, N_("Cooperative")
    TRUSTED = 4, N_("Trusted")


class Confidence(Scale):
    """How sure the rater is, 1 to 3."""

    LOW = 1, N_("Low"), N_("single, indirect or old")
    MODERATE = 2, N_("Moderate"), N_("plausible, partly corroborated")
    HIGH = 3, N_("High"), N_("recent, direct, or two independent sources or more")


class Strength(Scale):
    """How strong a tie is, 1 to 3."""

    WEAK = 1, N_("Weak")
    MEDIUM = 2, N_("Medium")
    STRONG = 3, N_("Strong")


class Likelihood(Scale):
    """How likely a risk is, 1 to 5."""

    RARE = 1, N_("Rare")
    UNLIKELY = 2, N_("Unlikely")
    POSSIBLE = 3, N_("Possible")
    LIKELY = 4, N_("Likely")
    ALMOST_CERTAIN = 5, N_("Almost certain")


class Impact(Scale):
    """How hard a risk would hit, 1 to 5."""

    NEGLIGIBLE = 1, N_("Negligible")
    MINOR = 2, N_("Minor")
    SERIOUS = 3, N_("Serious")
    SEVERE = 4, N_("Severe")
    CRITICAL = 5, N_("Critical")


class Engagement(Choice):
    """The engagement of a stakeholder, current and desired (SEAM, Project Management Institute)."""

    UNAWARE = "unaware", N_("Unaware")
    RESISTANT = "resistant", N_("Resistant")
    NEUTRAL = "neutral", N_("Neutral")
    SUPPORTIVE = "supportive", N_("Supportive")
    LEADING = "leading", N_("Leading")


class InfluenceBasis(Choice):
    """What a stakeholder's influence rests on."""

    FORMAL_DECISION = "formal-decision", N_("Formal decision")
    VETO = "veto", N_("Veto/blocking")
    GATEKEEPING = "gatekeeping", N_("Gatekeeping access")
    ARMED_CONTROL = "armed-control", N_("Territorial/armed control")
    FINANCE = "finance", N_("Finance")
    EXPERTISE = "expertise", N_("Expertise")
    MORAL_AUTHORITY = "moral-authority", N_("Moral/religious/traditional authority")
    PUBLIC_OPINION = "public-opinion", N_("Public opinion/media")
    PERSONAL_ACCESS = "personal-access", N_("Personal access")


class EvidenceType(Choice):
    """What kind of evidence a judgement rests on."""

    PUBLIC_STATEMENT = "public-statement", N_("Public statement")
    OFFICIAL_ACT = "official-act", N_("Vote/official act")
    CONVERSATION = "conversation", N_("Direct conversation")
    THIRD_PARTY = "third-party", N_("Third-party report")
    MEDIA = "media", N_("Media")
    INFERENCE = "inference", N_("Inference")


class StakeholderKind(Choice):
    """What a stakeholder is: ministers change, ministries remain."""

    INSTITUTION = "institution", N_("Institution")
    POST = "post", N_("Post")
    PERSON = "person", N_("Person")
    GROUP = "group", N_("Group")


class StakeholderRoleValue(Choice):
    """What part a stakeholder plays in the decision."""

    DECISION_MAKER = "decision-maker", N_("Decision-maker")
    INFLUENCER = "influencer", N_("Influencer/adviser")
    GATEKEEPER = "gatekeeper", N_("Gatekeeper")
    BLOCKER = "can-block", N_("Can block")
    ALLY = "ally", N_("Ally")
    MESSENGER = "messenger", N_("Messenger")
    IMPLEMENTER = "implementer", N_("Implementer")
    AFFECTED = "affected-group", N_("Affected group")
    OBSERVER = "observer", N_("Observer")


class ActorType(Choice):
    """What sort of actor a stakeholder is."""

    HEAD_OF_STATE = "head-of-state", N_("Head of state/government")
    MINISTRY = "ministry", N_("Ministry/executive")
    PARLIAMENT = "parliament", N_("Parliament/legislature")
    JUDICIARY = "judiciary", N_("Judiciary/regulator")
    LOCAL_AUTHORITY = "local-authority", N_("Local authority")
    ARMED_FORCES = "armed-forces", N_("Armed forces/police")
    ARMED_GROUP = "armed-group", N_("Non-state armed group/de facto authority")
    EMBASSY = "embassy", N_("Permanent mission/embassy/donor state")
    UN_ENTITY = "un-entity", N_("UN entity")
    REGIONAL_BODY = "regional-body", N_("Regional/intergovernmental body")
    NATIONAL_SOCIETY = "national-society", N_("National Society")
    IFRC = "ifrc", N_("IFRC")
    ICRC = "icrc", N_("ICRC")
    INGO = "ingo", N_("INGO")
    CIVIL_SOCIETY = "civil-society", N_("National/local NGO/civil society")
    COMMUNITY_LEADER = "community-leader", N_("Community/traditional leader")
    RELIGIOUS = "religious", N_("Religious leader/institution")
    AFFECTED_PEOPLE = "affected-people", N_("Affected people's group")
    PRIVATE_SECTOR = "private-sector", N_("Private sector")
    ACADEMIA = "academia", N_("Academia/think tank")
    MEDIA = "media", N_("Media")
    POLITICAL_PARTY = "political-party", N_("Political party")
    EMINENT_PERSON = "eminent-person", N_("Eminent person")
    OTHER = "other", N_("Other")


MOVEMENT = frozenset({ActorType.NATIONAL_SOCIETY, ActorType.IFRC, ActorType.ICRC})
"""Components of the Movement: coordinated with, neither rated nor counted."""


class Level(Choice):
    """Where a stakeholder acts."""

    LOCAL = "local", N_("Local")
    SUBNATIONAL = "subnational", N_("Subnational")
    NATIONAL = "national", N_("National")
    REGIONAL = "regional", N_("Regional")
    GLOBAL = "global", N_("Global")


class Motive(Choice):
    """Why a stakeholder acts as it does; the deeper, the less certain."""

    SECURITY = "security", N_("Security")
    SOVEREIGNTY = "sovereignty", N_("Sovereignty and recognition")
    DOMESTIC_POLITICS = "domestic-politics", N_("Domestic politics")
    REPUTATION = "reputation", N_("Reputation and soft power")
    REGIONAL_LEADERSHIP = "regional-leadership", N_("Regional leadership")
    ECONOMIC = "economic", N_("Economic interest")
    INSTITUTIONAL = "institutional", N_("Institutional interest")
    IDEOLOGY = "ideology", N_("Ideology or religion")
    HUMANITARIAN = "humanitarian", N_("Humanitarian conviction")
    ALLY_RELATIONS = "ally-relations", N_("Relations with an ally or patron")
    PERSONAL_STANDING = "personal-standing", N_("Personal standing")
    OTHER = "other", N_("Other")


class NormFamiliarity(Choice):
    """How well a counterpart knows the norm at stake: chooses legal or interest framing (Grace, 2020)."""

    NONE = "none", N_("None")
    SOME = "some", N_("Some")
    EXPERT = "expert", N_("Expert")


class NameKind(Choice):
    """What a further name of a stakeholder is."""

    OFFICIAL = "official", N_("Official name")
    SHORT = "short", N_("Short name")
    ACRONYM = "acronym", N_("Acronym")
    ALIAS = "alias", N_("Also known as")
    TRANSLITERATION = "transliteration", N_("Transliteration")


class TieKind(Choice):
    """How one stakeholder reaches another (``design/domain.md`` 3.2 and 13)."""

    COMMANDS = "commands", N_("Commands or formally instructs")
    ADVISES = "advises", N_("Advises")
    FINANCES = "finances", N_("Finances")
    APPOINTS = "appoints", N_("Elects or appoints")
    AUTHORITY = "authority", N_("Family, tribal or religious authority")
    PRESSURE = "pressure", N_("Public pressure or media")
    TRUST = "trust", N_("Personal trust")
    OBSTRUCTS = "obstructs", N_("Rivalry, obstructs")
    REPRESENTS = "represents", N_("Represents")
    INSTRUCTED_BY = "instructed-by", N_("Takes instructions from")
    ACCREDITED = "accredited", N_("Accredited to")
    UNSPECIFIED = "unspecified", N_("Unspecified")


class TieSign(Choice):
    """Whether a tie supports or obstructs."""

    SUPPORTIVE = "supportive", N_("Supportive")
    OBSTRUCTING = "obstructing", N_("Obstructing")


class ContactKind(Choice):
    """What a contact detail is; personal ones are off until asked for."""

    PRIVATE_OFFICE = "private-office", N_("Private office")
    PROTOCOL = "protocol", N_("Protocol")
    WORK_PHONE = "work-phone", N_("Telephone")
    WORK_EMAIL = "work-email", N_("E-mail")
    ADDRESS = "address", N_("Address")
    WEBSITE = "website", N_("Website")
    PERSONAL = "personal", N_("Personal contact")


class NoticeStatus(Choice):
    """Whether a person knows that a record exists, or why not."""

    NOT_DECIDED = "not-decided", N_("Not decided")
    INFORMED = "informed", N_("Informed")
    EXEMPT = "exempt", N_("Exempt")
    DEFERRED = "deferred", N_("Deferred: risk")


class Sensitivity(Choice):
    """How far a record may travel."""

    PUBLIC = "public", N_("Public")
    INTERNAL = "internal", N_("Internal")
    CONFIDENTIAL = "confidential", N_("Confidential")
    STRICTLY_CONFIDENTIAL = "strictly-confidential", N_("Strictly confidential")

    @property
    def rank(self) -> int:
        """0 for public up to 3, so that the highest item marks a pack."""
        return _SENSITIVITY_RANKS[self]


_SENSITIVITY_RANKS = {sensitivity: rank for rank, sensitivity in enumerate(Sensitivity)}


class Audience(Choice):
    """Whom something is made for; ``services.disclosure`` knows what each may see."""

    INTERNAL = "internal", N_("Internal")
    PRINCIPAL = "principal", N_("Principal")
    PARTNER = "partner", N_("Partner")
    PUBLIC = "public", N_("Public")
