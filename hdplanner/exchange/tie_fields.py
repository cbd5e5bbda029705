"""The fields of a tie that a column can be matched to, and the headings they go by in four languages."""

from __future__ import annotations

from typing import Final

from hdplanner.exchange.fields import FieldSet, by_heading

FIELDS: Final = (
    *("from", "to", "kind", "strength", "sign", "confidence"),
    *("evidence", "source", "checked_on", "review_by", "sensitivity"),
)
"""Everything that ``--map column=field`` takes. A ``source`` beside no ``from`` is where the tie begins."""

_HEADINGS: Final = {
    "from": """from|source node|source name|from name|who|influencer|actor|de|depuis|origine|qui|desde|origen|quien
        |من|المصدر من""",
    "to": """to|target|target node|target name|to name|whom|influenced|vers|cible|destination|sur qui|hacia|destino
        |objetivo|a quien|الى|الي|الهدف""",
    "kind": """kind|type|tie|tie type|kind of tie|relation|relationship|link|lien|type de lien|nature|tipo|vinculo
        |tipo de vinculo|tipo de relacion|النوع|نوع العلاقه|العلاقه""",
    "strength": "strength|how strong|force|intensite|fuerza|intensidad|القوه",
    "sign": "sign|polarity|direction of influence|signe|polarite|signo|polaridad|الاشاره",
    "confidence": "confidence|certainty|confiance|certitude|confianza|certeza|الثقه|درجه الثقه",
    "evidence": "evidence|basis|why|preuve|preuves|elements|evidencia|fundamento|الدليل|الادله",
    "source": "source|sources|reference|source text|fuente|fuentes|referencia|المصدر|المصادر",
    "checked_on": """checked on|checked|last checked|date checked|date|verifie le|verifie|date de verification|verificado
        |fecha de verificacion|fecha|تاريخ التحقق|التاريخ""",
    "review_by": "review by|review date|date de revision|fecha de revision|تاريخ المراجعه",
    "sensitivity": "sensitivity|sensitivite|sensibilidad|الحساسيه",
}


def _of_tag(_tag: str) -> str | None:
    """HXL has no hashtag for a tie."""
    return None


TIES: Final = FieldSet(
    FIELDS,
    by_heading(FIELDS, _HEADINGS),
    _of_tag,
    frozenset({"evidence"}),
    {"target": "to", "target_id": "to", "source_id": "from"},
)
"""What a list of ties is read by."""
