"""How parts stand in a form: which kinds under which heading, and which of their fields a table shows. By hand."""

from PySide6.QtCore import QCoreApplication

from db.catalogue import CHILD_TYPES, RecordType
from db.catalogue.layout import hangs_on

PLAN, DECISION, MONEY, WORK, END, AROUND = "plan", "decision", "money", "work", "end", "around"
SAID, DELEGATES, AIR, NEXT, PROMISES = "said", "delegates", "air", "next", "promises"
_GROUPS = {
    SAID: ("topic", "panellist", "question", "session", "finding"),
    DELEGATES: ("residence", "project_idea", "small_grant"),
    AIR: ("interpretation", "broadcast", "media_item"),
    NEXT: ("follow_up",),
    PLAN: ("tag", "budget_line", "deliverable", "funding"),
    DECISION: ("screening", "score", "committee", "mou"),
    MONEY: ("instalment", "payment"),
    WORK: ("visit", "modification", "output"),
    END: ("completion", "closure", "evaluation"),
    PROMISES: ("contribution", "commitment", "evidence", "change_note", "risk_link"),
    AROUND: ("place", "involvement", "initiative_link"),
}
# Counted in a grid of their own, written by the program alone, and shown as pictures.
_ELSEWHERE = ("tally", "override", "approval", "attachment")
_COLUMNS = {
    "place": ("municipality", "settlement"),
    "output": ("what", "item", "planned", "delivered"),
    "tag": ("framework", "code", "main"),
    "involvement": ("organisation", "role", "start"),
    "initiative_link": ("initiative", "note"),
    "budget_line": ("number", "item", "un_share", "spent"),
    "funding": ("source", "donor", "amount"),
    "screening": ("day", "decision", "recommendation"),
    "score": ("criterion", "score", "remark"),
    "committee": ("day", "meeting", "decision", "amount"),
    "mou": ("number", "signed_un", "signed_partner", "amount"),
    "instalment": ("number", "trigger", "due", "amount"),
    "payment": ("instalment", "voucher", "paid_on", "amount"),
    "deliverable": ("number", "what", "due", "status"),
    "visit": ("number", "place", "day", "progress"),
    "topic": ("topic", "words"),
    "panellist": ("person", "organisation", "role"),
    "question": ("number", "at", "question", "asked_by", "status"),
    "interpretation": ("source", "target", "mode", "note"),
    "broadcast": ("day", "time", "channel", "audience"),
    "session": ("number", "session_type", "title", "participants"),
    "media_item": ("day", "outlet", "headline", "tone"),
    "follow_up": ("what", "who", "due", "status"),
    "residence": ("residence", "applications", "delegates"),
    "project_idea": ("number", "title", "amount", "project"),
    "small_grant": ("title", "amount", "status", "project"),
    "progress": ("deliverable", "note", "percent"),
    "modification": ("day", "change", "cause"),
    "completion": ("handed_over_on", "handed_over_to", "handover_note"),
    "closure": ("settled_on", "spent", "returned", "closed_on"),
    "evaluation": ("day", "in_use", "contact"),
    "criterion": ("title_en", "code", "weight"),
    "cycle": ("title_en", "budget_year", "ceiling", "cutoff", "target"),
    "organisation": ("title_en", "acronym", "organisation_type", "municipality"),
    "initiative": ("title_en", "start", "end", "handed_over_to"),
    "recommendation_set": ("title_en", "occasion", "adopted_on", "expected"),
    "indicator": ("code", "title_en", "measure", "target"),
    "context_note": ("title_en", "day", "tension", "municipality"),
    "report_text": ("start", "end", "context", "support"),
    "finding": ("number", "question", "answer", "share"),
    "risk": ("title_en", "likelihood", "impact", "status"),
    "recommendation": ("number", "text_en", "theme", "status", "due"),
    "action_point": ("number", "what", "due", "status"),
    "party": ("organisation", "role", "recommendation"),
    "contribution": ("recommendation", "kind", "proposes", "answer"),
    "commitment": ("what", "holder", "due", "status"),
    "pledge": ("what", "due", "status"),
    "contact": ("function", "name", "phone", "email"),
    "evidence": ("benchmark", "judgement", "day"),
    "change_note": ("who", "aspect", "strength", "day"),
    "risk_link": ("risk", "note"),
    "indicator_value": ("start", "end", "planned", "actual"),
}
# Parts that belong to another part or to the record itself, as the person says.
_EITHER = ("party",)
WIDE = ("title_en", "what", "item", "recommendation", "text_en", "benchmark", "who", "risk", "note", "remark", "donor")
WIDE += ("trigger", "place", "code", "organisation", "initiative")
WIDE += ("words", "person", "question", "title", "headline", "residence", "channel")


def part_kinds(kind: RecordType) -> dict[str, tuple[RecordType, ...]]:
    """Return the kinds of parts that a record may have, by heading."""
    mine = {key: part for key, part in CHILD_TYPES.items() if kind.key in part.by_key[part.owner].links}
    outer = {k: part for k, part in mine.items() if k not in _ELSEWHERE and (k in _EITHER or not hangs_on(part))}
    grouped = {group: tuple(outer.pop(key) for key in keys if key in outer) for group, keys in _GROUPS.items()}
    grouped[AROUND] += tuple(outer.values())  # a kind that nobody has placed yet is not lost
    return {group: parts for group, parts in grouped.items() if parts}


def inner_kinds(kind: RecordType) -> tuple[RecordType, ...]:
    """Return the kinds of parts that stand in the form of a part or of what is shared: in a visit's its progress."""
    return tuple(
        part
        for key, part in CHILD_TYPES.items()
        if key not in _ELSEWHERE and kind.key in part.by_key[hangs_on(part) or part.owner].links
    )


def columns(kind: RecordType) -> tuple[str, ...]:
    """Return the fields that the table of a kind shows, of an unknown kind its first ones."""
    rest = (f.key for f in kind.fields if f.key not in (kind.owner, hangs_on(kind)) and f.kind.name != "note")
    return _COLUMNS.get(kind.key) or tuple(rest)[:4]


def wide_column(kind: RecordType) -> int:
    """Return the column that takes what the others leave."""
    shown = columns(kind)
    return next((number for number, key in enumerate(shown) if key in WIDE), len(shown) - 1)


def group_name(group: str) -> str:
    """Return the heading of some kinds of parts."""
    return {
        SAID: QCoreApplication.translate("parts", "What was said"),
        DELEGATES: QCoreApplication.translate("parts", "Delegates and ideas"),
        AIR: QCoreApplication.translate("parts", "Languages and media"),
        NEXT: QCoreApplication.translate("parts", "Follow-up"),
        PLAN: QCoreApplication.translate("parts", "Plan"),
        DECISION: QCoreApplication.translate("parts", "Decision"),
        MONEY: QCoreApplication.translate("parts", "Payments"),
        PROMISES: QCoreApplication.translate("parts", "Promises and change"),
        WORK: QCoreApplication.translate("parts", "Work"),
        END: QCoreApplication.translate("parts", "End"),
        AROUND: QCoreApplication.translate("parts", "Around it"),
    }[group]
