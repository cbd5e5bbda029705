"""What people write in cells, brought to our lists and scales: by value, by label in four languages, by synonym.

What is not understood is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.folding import fold
from hdplanner.domain.values import (
    ActorType,
    Confidence,
    Engagement,
    EvidenceType,
    Influence,
    Interest,
    Level,
    NormFamiliarity,
    Position,
    Relationship,
    Sensitivity,
    StakeholderKind,
    StakeholderRoleValue,
    Strength,
    TieKind,
    TieSign,
)
from hdplanner.i18n import LANGUAGES, Catalogue, catalogue

CHOICES: Final[Mapping[str, type[Choice]]] = {
    "kind": StakeholderKind,
    "actor_type": ActorType,
    "level": Level,
    "familiarity": NormFamiliarity,
    "sensitivity": Sensitivity,
    "engagement": Engagement,
    "desired_engagement": Engagement,
    "evidence_type": EvidenceType,
    "role": StakeholderRoleValue,
    "tie_kind": TieKind,
    "sign": TieSign,
}
SCALES: Final[Mapping[str, type[Scale]]] = {
    "influence": Influence,
    "interest": Interest,
    "position": Position,
    "stated_position": Position,
    "target_position": Position,
    "relationship": Relationship,
    "confidence": Confidence,
    "strength": Strength,
}

_FEW_STEPS: Final = {
    2: "low|weak|minor|faible|bas|basse|baja|bajo|debil|منخفض|ضعيف",
    3: "medium|moderate|middle|average|moyen|moyenne|medio|media|متوسط",
    4: "high|strong|major|eleve|elevee|haut|haute|fort|forte|alta|alto|fuerte|عالي|مرتفع|قوي",
    5: "very high|key|critical|tres eleve|tres elevee|tres fort|muy alta|muy alto|عالي جدا|مرتفع جدا",
    1: "very low|none|tres faible|nul|muy baja|muy bajo|ninguna|ninguno|منخفض جدا|لا يوجد",
}
_SYNONYMS: Final[Mapping[type, Mapping[Any, str]]] = {
    ActorType: {
        ActorType.HEAD_OF_STATE: "president|prime minister|presidency|head of state|head of government|chef de l etat",
        ActorType.MINISTRY: """government|govt|gov t|gov|gouvernement|gobierno|entite gouvernementale|ministry|ministere
            |ministerio|executive|government agency|public authority|etat|الحكومه|حكومه|وزاره|435""",
        ActorType.PARLIAMENT: "parliament|legislature|parlement|parlamento|assembly|senate|congress|برلمان",
        ActorType.JUDICIARY: "judiciary|court|courts|regulator|justice|judicial|القضاء",
        ActorType.LOCAL_AUTHORITY: """local authority|local government|municipality|local authorities|mairie|commune
            |autorite locale|autorites locales|gobierno local|municipio|سلطه محليه|بلديه""",
        ActorType.ARMED_FORCES: "armed forces|military|army|police|security forces|forces armees|armee|ejercito|الجيش",
        ActorType.ARMED_GROUP: "armed group|non state armed group|nsag|de facto authority|groupe arme|grupo armado",
        ActorType.EMBASSY: "embassy|donor|donors|permanent mission|ambassade|bailleur|bailleurs|embajada|donante|سفاره|433|434",
        ActorType.UN_ENTITY: """un|united nations|un agency|un agencies|agence un|agences un|agence des nations unies
            |nations unies|onu|naciones unidas|agencia de la onu|الامم المتحده|وكاله الامم المتحده|447""",
        ActorType.REGIONAL_BODY: """regional body|regional organisation|regional organization|intergovernmental
            |intergovernmental organization|igo|organisation regionale|organizacion regional|منظمه اقليميه|438""",
        ActorType.NATIONAL_SOCIETY: """national society|red cross|red crescent|red cross red crescent|rcrc|rcs
            |mouvement de la croix rouge|croix rouge|croissant rouge|societe nationale|cruz roja|sociedad nacional
            |movement|red cross movement|الهلال الاحمر|الصليب الاحمر|445""",
        ActorType.IFRC: "federation|international federation|ficr",
        ActorType.ICRC: "cicr|international committee of the red cross",
        ActorType.INGO: """ingo|international ngo|ong internationale|ongi|ong internacional|international non governmental
            |منظمه دوليه غير حكوميه|منظمه دوليه|437""",
        ActorType.CIVIL_SOCIETY: """ngo|nngo|lngo|national ngo|local ngo|ong nationale|ong locale|ongn|ong|ong nacional
            |ong local|civil society|cso|cbo|community based organisation|société civile|sociedad civil|association
            |منظمه محليه|منظمه غير حكوميه|المجتمع المدني|441|436""",
        ActorType.COMMUNITY_LEADER: "community leader|traditional leader|chief|chef traditionnel|lider comunitario",
        ActorType.RELIGIOUS: "religious|faith based|religious leader|church|mosque|religieux|religioso|ديني|زعيم ديني",
        ActorType.PRIVATE_SECTOR: "private|private sector|business|company|secteur prive|entreprise|sector privado|القطاع الخاص|444",
        ActorType.ACADEMIA: "academia|academic|university|research|think tank|academic research|universite|universidad|جامعه|431",
        ActorType.MEDIA: "media|press|medias|presse|prensa|اعلام|439",
        ActorType.POLITICAL_PARTY: "party|political party|parti politique|partido politico|حزب",
        ActorType.OTHER: "other|others|autre|autres|otro|otros|اخري|443",
    },
    StakeholderKind: {
        StakeholderKind.INSTITUTION: "organisation|organization|institution|org|body|organizacion|institucion|موسسه|منظمه",
        StakeholderKind.POST: "post|office holder|function|poste|puesto|cargo|منصب",
        StakeholderKind.PERSON: "person|individual|people|personne|individu|persona|individuo|شخص",
        StakeholderKind.GROUP: "group|groupe|grupo|community|مجموعه",
    },
    StakeholderRoleValue: {
        StakeholderRoleValue.DECISION_MAKER: "decision maker|decides|decideur|tomador de decisiones|صانع القرار",
        StakeholderRoleValue.INFLUENCER: "influencer|adviser|advisor|influenceur|conseiller|asesor",
        StakeholderRoleValue.BLOCKER: "blocker|can block|veto|bloqueur|spoiler",
        StakeholderRoleValue.ALLY: "ally|allie|aliado|حليف",
        StakeholderRoleValue.AFFECTED: "affected|affected group|affected people|beneficiary",
    },
    Level: {
        Level.LOCAL: "district|municipal|community|village|محلي",
        Level.SUBNATIONAL: "sub national|province|provincial|state level|governorate|infranational",
        Level.NATIONAL: "country|federal|nacional|وطني",
        Level.REGIONAL: "régional|اقليمي",
        Level.GLOBAL: "international|mondial|mundial|دولي|عالمي",
    },
    Influence: _FEW_STEPS,
    Interest: _FEW_STEPS,
    Position: {
        -2: "strongly opposed|strong opposition|strongly against|hostile|opponent|tres oppose|muy opuesto|معارض بشده|high opposition",
        -1: "opposed|against|opposition|rather opposed|resistant|oppose|contre|opuesto|en contra|معارض|reticent|low opposition",
        0: "neutral|undecided|neutre|indecis|neutral|indeciso|محايد|non mobilized",
        1: "supportive|support|favorable|for|in favour|in favor|supporter|favorable|pour|a favor|مويد|low support|allie",
        2: """strongly supportive|strong support|strongly in favour|champion|leading|ally|tres favorable|muy favorable
            |مويد بشده|high support""",
    },
    Relationship: {
        0: "no relationship|no contact|aucune|ninguna|لا توجد",
        1: "weak|distant|first contact|faible|debil|new|ضعيفه",
        2: "working|regular|moderate|medium|moyenne|de travail|media|جيده",
        3: "good|cooperative|strong|bonne|buena|قويه",
        4: "very good|trusted|excellent|close|tres bonne|muy buena|ممتازه",
    },
    Confidence: {
        1: "low|faible|baja|منخفضه|weak",
        2: "medium|moderate|moyenne|media|متوسطه",
        3: "high|elevee|alta|عاليه|strong",
    },
    Strength: {
        1: "low|faible|debil|baja|ضعيف",
        2: "moderate|average|moyen|moyenne|medio|media|متوسط",
        3: "high|fort|forte|fuerte|alta|قوي",
    },
    TieSign: {
        TieSign.SUPPORTIVE: "positive|support|supports|positif|positivo|soutien|apoyo|ايجابي|داعم|plus",
        TieSign.OBSTRUCTING: "negative|obstructs|opposes|blocks|negatif|negativo|obstruction|سلبي|معرقل|minus",
    },
    TieKind: {
        TieKind.COMMANDS: "command|instructs|orders|directs|commande|ordonne|dirige|ordena|manda|يامر|يقود",
        TieKind.ADVISES: "advice|advises|consults|conseille|avis|asesora|aconseja|ينصح|يستشير",
        TieKind.FINANCES: "funds|pays|finance|funding|money|finance a|bailleur de|financia|financement|dinero|يمول|تمويل",
        TieKind.APPOINTS: "elects|appoints|nomme|elit|nombra|elige|يعين|ينتخب",
        TieKind.AUTHORITY: """authority|family|tribal|religious authority|kinship|famille|autorite|autoridad|familia
            |سلطه|عايله""",
        TieKind.PRESSURE: "pressure|public pressure|media|lobbies|pression|presion|ضغط",
        TieKind.TRUST: "trust|trusts|friend|friendship|personal|confiance|confianza|amistad|ثقه",
        TieKind.OBSTRUCTS: "rivalry|rival|obstructs|opposes|rivalite|rivalidad|entrave|obstruye|منافسه|يعرقل",
        TieKind.REPRESENTS: "represents|representative of|represente|representa|يمثل",
        TieKind.INSTRUCTED_BY: "takes instructions from|reports to|instructed by|rend compte a|depende de|ياتمر",
        TieKind.ACCREDITED: "accredited to|accredite aupres de|acreditado ante|معتمد لدي",
        TieKind.UNSPECIFIED: "unspecified|unknown|other|tie|link|lien|vinculo|inconnu|desconocido|غير محدد",
    },
}  # fmt: skip

_NUMBER = re.compile(r"\s*([+\-−]?\d+)(?:[.,]0+)?(?:\s*/\s*\d+)?(?:\s*[-–—:=(].*|\s+\D.*)?\s*", re.DOTALL)
_YES: Final = frozenset(["yes", "y", "true", "1", "x", "oui", "vrai", "o", "si", "s", "verdadero", "نعم"])
_NO: Final = frozenset(["no", "n", "false", "0", "non", "faux", "falso", "لا"])
_DAY_FORMS: Final = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y")


@cache
def _catalogues() -> list[Catalogue]:
    """Our labels in every language, read once: a sheet may come in any."""
    return [catalogue(language) for language in LANGUAGES]


@cache
def _words_for(kind: type[Choice] | type[Scale]) -> dict[str, Choice | Scale]:
    """Folded text to member: values, labels in every language, synonyms; what comes first wins."""
    words: dict[str, Choice | Scale] = {}
    for member in kind:
        spoken = [str(member.value)] if issubclass(kind, Choice) else []
        spoken += [member.name, *(translations.gettext(member.text) for translations in _catalogues())]
        for text in spoken:
            words.setdefault(fold(text), member)
    for value, synonyms in _SYNONYMS.get(kind, {}).items():
        for text in synonyms.split("|"):
            words.setdefault(fold(text), kind(value))
    words.pop("", None)  # a sign alone is no word
    return words


@lru_cache(maxsize=4_096)
def choice_of(field: str, text: str) -> Choice | None:
    """Return the member of the field's list that ``text`` means, or ``None``."""
    found = _words_for(CHOICES[field]).get(fold(text))
    return found if isinstance(found, Choice) else None


def actor_type_of(text: str, name: str) -> ActorType | None:
    """Return the type of actor. "Red Cross / Red Crescent" is one of three, told apart by the name."""
    found = choice_of("actor_type", text)
    if found is ActorType.NATIONAL_SOCIETY:
        words = f" {fold(name)} "
        if any(
            f" {word} " in words
            for word in ("icrc", "cicr", "international committee", "comite international")
        ):
            return ActorType.ICRC
        if any(f" {word} " in words for word in ("ifrc", "ficr", "federation", "fédération")):
            return ActorType.IFRC
    return found if isinstance(found, ActorType) else None


@lru_cache(maxsize=4_096)
def step_of(field: str, text: str) -> int | None:
    """Return the step of the field's scale that a number or a word means, or ``None``."""
    scale = SCALES[field]
    if number := _NUMBER.fullmatch(text):
        value = int(number[1].replace("−", "-"))
        return value if min(scale) <= value <= max(scale) else None
    found = _words_for(scale).get(fold(text))
    return int(found) if isinstance(found, Scale) else None


def flag_of(text: str) -> bool | None:
    """Return yes or no, or ``None`` for neither."""
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def day_of(text: str) -> date | None:
    """Return the date that ``text`` gives, day before month where it can be read in two ways; or ``None``."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a calendar date has no zone
        except ValueError:
            continue
    return None


@cache
def _countries() -> dict[str, str]:
    """Folded names of countries in our languages, and three-letter codes, to their two-letter code."""
    from babel import Locale
    from babel.core import get_global

    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(fold(name), code)
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1:
            names.setdefault(alias.casefold(), codes[0])
    return names


@lru_cache(maxsize=4_096)
def country_of(text: str) -> str:
    """Return the two-letter code of a country given by name or code; what is no known country stays as it is."""
    text = text.strip()
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    return _countries().get(fold(text), text)
