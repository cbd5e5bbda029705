"""The fields of a stakeholder that a column can be matched to, and the headings they go by in four languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hdplanner.domain.folding import fold

TEXTS: Final = [
    "name",
    "short_name",
    "code_name",
    "country",
    "title",
    "form_of_address",
    "pronunciation",
    "precedence",
    "mandate",
    "description",
    "note",
    "sensitivities",
    "do_not_approach_why",
    "data_source",
]
"""Texts of the stakeholder itself; several columns may go to one of those in ``GATHERING``."""

GATHERING: Final = frozenset(
    {"note", "description", "mandate", "evidence", "source", "tag", "language", "role", "other_name"}
)
CHOICES: Final = ("kind", "actor_type", "level", "familiarity", "sensitivity")
FLAGS: Final = ("do_not_approach", "at_risk")
RATINGS: Final = {
    "influence": "influence",
    "interest": "interest",
    "position": "assessed_position",
    "stated_position": "stated_position",
    "target_position": "target_position",
    "relationship": "relationship",
    "confidence": "confidence",
}
"""Field of the mapping to field of the assessment."""

JUDGED_CHOICES: Final = ("engagement", "desired_engagement", "evidence_type")
JUDGED_TEXTS: Final = ("evidence", "source", "stated_words", "admiralty")
DAYS: Final = ("made_on", "review_by")
LISTS: Final = ("role", "language", "tag", "other_name")

FIELDS: Final = (
    *TEXTS,
    "parent",
    *CHOICES,
    *FLAGS,
    *RATINGS,
    *JUDGED_CHOICES,
    *JUDGED_TEXTS,
    *DAYS,
    *LISTS,
)
"""Everything that ``--map column=field`` takes."""

ALIASES: Final = {"assessed_position": "position", "tags": "tag", "roles": "role", "languages": "language"}

_HEADINGS: Final = {
    "name": """stakeholder|stakeholder name|name of stakeholder|organisation name|organization name|name of organisation
        |name of organization|society name|organisation|organization|org name|org|institution|institution name|actor
        |actor name|agency|agency name|partner|partner name|entity|entity name|counterpart|player|full name|name|who
        |nom de l organisation|nom organisation|partie prenante|parties prenantes|acteur|acteurs|nom de l acteur
        |nom complet|nom|structure|partenaire|qui|nombre de la organizacion|organizacion|institucion|parte interesada
        |actor clave|nombre completo|nombre|entidad|socio|quien|اسم المنظمه|المنظمه|الجهه|اسم الجهه|الموسسه
        |اسم الموسسه|صاحب المصلحه|اصحاب المصلحه|الاسم|اسم|الفاعل|الشريك""",
    "short_name": """short name|acronym|acronyms|abbreviation|abbr|initials|sigle|acronyme|abreviation|nom court|sigla
        |siglas|acronimo|abreviatura|nombre corto|الاختصار|اختصار|الاسم المختصر""",
    "code_name": "code name|codename|nom de code|nombre en clave|nombre clave|الاسم الرمزي",
    "kind": "kind|nature|stakeholder kind|clase|النوع العام",
    "actor_type": """actor type|type of actor|organisation type|organization type|org type description|org type name
        |org type|type of organisation|type of organization|stakeholder type|stakeholder group|category|sector type
        |type|typeorganisation|type d organisation|type organisation|type d acteur|categorie|tipo de organizacion
        |tipo de actor|tipo|categoria|نوع المنظمه|نوع الجهه|الفيه|التصنيف|النوع|org type code""",
    "parent": """parent|parent organisation|parent organization|parent institution|belongs to|reports to|part of
        |ministry|organisation mere|rattache a|rattachement|depend de|organizacion matriz|depende de|pertenece a
        |الجهه الام|يتبع|التبعيه""",
    "role": """role in decision|stakeholder role|role|roles|role dans la decision|rol|papel|rol en la decision|الدور
        |الدور في القرار""",
    "level": """level|geographic level|scope|niveau|echelon|echelle|nivel|ambito|المستوي|النطاق""",
    "country": """country|country code|country name|country or area|iso2|iso alpha2 code|iso|iso code|iso3|pays
        |code pays|pais|codigo de pais|البلد|الدوله""",
    "title": "job title|position title|function|fonction|poste|titre du poste|cargo|puesto|المنصب|الوظيفه",
    "influence": """influence|influence level|level of influence|power|power level|pouvoir|niveau d influence
        |influencia|poder|nivel de influencia|النفوذ|التاثير|القوه""",
    "interest": """interest|interest level|level of interest|salience|interet|niveau d interet|interes
        |nivel de interes|الاهتمام|مستوي الاهتمام|المصلحه""",
    "position": """position|stance|attitude|support|level of support|support level|alignment|assessed position
        |position actuelle|appui|soutien|posicion|postura|apoyo|actitud|الموقف|الدعم""",
    "stated_position": "stated position|public position|position declaree|posicion declarada|الموقف المعلن",
    "target_position": "target position|desired position|position visee|posicion deseada|الموقف المنشود",
    "relationship": """relationship|relationship with us|closeness|relation|relations|qualite de la relation|relacion
        |cercania|العلاقه|علاقتنا""",
    "confidence": "confidence|certainty|confiance|niveau de confiance|confianza|certeza|الثقه|درجه الثقه",
    "evidence": "evidence|basis|rationale|justification|preuve|preuves|elements|evidencia|fundamento|الدليل|الادله",
    "source": "source|sources|reference|references|fuente|fuentes|المصدر|المصادر",
    "note": """note|notes|comment|comments|remark|remarks|commentaire|commentaires|remarque|remarques|observations
        |nota|notas|comentario|comentarios|observaciones|ملاحظه|ملاحظات|تعليق|تعليقات""",
    "description": "description|about|descriptif|descripcion|الوصف|وصف",
    "mandate": "mandate|mandat|mandato|الولايه|الاختصاصات",
    "language": "language|languages|working language|langue|langues|idioma|idiomas|اللغه|اللغات",
    "tag": "tag|tags|label|labels|keyword|keywords|etiquette|etiquettes|mots cles|etiqueta|etiquetas|الوسوم",
    "other_name": """other name|other names|also known as|aka|alias|alternative name|autre nom|autres noms|otro nombre
        |otros nombres|اسم اخر|اسماء اخري""",
    "evidence_type": "evidence type|type of evidence|type de preuve|tipo de evidencia",
    "engagement": "engagement|current engagement|engagement level|engagement actuel|participacion actual",
    "desired_engagement": "desired engagement|target engagement|engagement souhaite|participacion deseada",
    "made_on": "assessed on|assessment date|date assessed|date de l evaluation|fecha de evaluacion|تاريخ التقييم",
    "review_by": "review by|review date|next review|date de revision|fecha de revision|تاريخ المراجعه",
    "do_not_approach": "do not approach|ne pas approcher|no contactar|لا يتصل به",
    "at_risk": "at risk|a risque|en riesgo|معرض للخطر",
    "sensitivity": "sensitivity|sensitivite|sensibilidad|الحساسيه",
}


@dataclass(frozen=True, slots=True)
class FieldSet:
    """The fields of one kind of record: what ``--map`` takes, and which heading or hashtag names which."""

    fields: tuple[str, ...]
    by_heading: Mapping[str, tuple[str, int]]
    """Folded heading to field and how clearly it says so: 0 is clearest."""
    of_tag: Callable[[str], str | None]
    gathering: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)

    def of(self, heading: str) -> tuple[str, int] | None:
        """Return the field that a heading names, and how clearly; bilingual headings are taken apart."""
        for part in (heading, *_parts(heading)):
            if found := self.by_heading.get(fold(part)):
                return found
        return (heading, 0) if heading in self.fields else None


def by_heading(fields: Sequence[str], spoken: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Return folded heading to field and how clearly it says so; headings stand one beside the other with bars."""
    found: dict[str, tuple[str, int]] = {}
    for name in fields:
        own = [] if name == "title" else [name.replace("_", " ")]  # a column "Title" may hold anything
        for clearness, heading in enumerate([*spoken.get(name, "").split("|"), *own]):
            if words := fold(heading):
                found.setdefault(words, (name, clearness))
    return found


def _parts(heading: str) -> list[str]:
    for mark in "([|\n*:":
        heading = heading.replace(mark, "/")
    return [part for part in heading.split("/") if part.strip()]


def field_of_tag(tag: str) -> str | None:
    """Return the field that an HXL hashtag names (hxlstandard.org), or ``None``."""
    base, *attributes = tag.strip().casefold().replace(" ", "").split("+")
    if base == "#org":
        return _org_field(set(attributes))
    if base == "#country":
        return "country" if "v_m49" not in attributes else None
    return {"#description": "description", "#org_type": "actor_type"}.get(base)


def _org_field(attributes: set[str]) -> str | None:
    if attributes & {"acronym", "short"}:
        return "short_name"
    if "type" in attributes:
        return "actor_type" if not attributes & {"code", "id"} else None
    if "parent" in attributes:
        return "parent"
    return None if attributes & {"code", "id", "num", "url"} else "name"


STAKEHOLDERS: Final = FieldSet(FIELDS, by_heading(FIELDS, _HEADINGS), field_of_tag, GATHERING, ALIASES)
"""What a table of stakeholders is read by."""


def field_of(heading: str) -> tuple[str, int] | None:
    """Return the field of a stakeholder that a heading names, and how clearly (0 is clearest)."""
    return STAKEHOLDERS.of(heading)
