"""Papers about one record beside its summary: the file of a project, papers to sign, forms to fill in by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from db.catalogue import ACTIVITY_TYPES
from db.errors import KnownError
from db.marks import N_
from db.projects.file import ProjectFile
from db.records import find, project_file, view
from db.records.untold import unplaced
from db.reports.listing import Maker
from db.reports.papers.about import About
from db.reports.papers.certificates import closure, handover, mou_annex
from db.reports.papers.forms import blank_form, sign_in, visit_checklist
from db.reports.papers.whole_file import donor_report, project_file_report
from db.reports.report import Report
from db.reports.telling import Say
from db.store import Office
from db.store.writing import Reading

PROJECT, EVENTS = ("project",), tuple(key for key in ACTIVITY_TYPES if key != "project")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper about a record: its name, of which types, and what makes it."""

    title: str
    types: tuple[str, ...]
    make: Callable[[About], Report]


PAPERS: Mapping[str, PaperKind] = {
    "file": PaperKind(N_("Project file"), PROJECT, project_file_report),
    "visit": PaperKind(N_("Checklist of a monitoring visit"), PROJECT, visit_checklist),
    "mou": PaperKind(N_("Annex to the agreement"), PROJECT, mou_annex),
    "handover": PaperKind(N_("Hand-over note"), PROJECT, handover),
    "closure": PaperKind(N_("Closure form"), PROJECT, closure),
    "sign-in": PaperKind(N_("Sign-in sheet"), (*EVENTS, *PROJECT), sign_in),
}
DONOR = "funding"  # a funding line has a paper of its own


def paper_of(office: Office, reading: Reading, ref: str, name: str, maker: Maker) -> Report:
    """Return a paper about a record; of a funding line the page for its donor, whatever its `name`.

    Raises KnownError `no-record`, `unknown-paper`.
    """
    key = find(reading, ref)
    if key.type == DONOR:
        project = str(reading.folded(key.uid).values.get("project") or "")
        about = _about(office, reading, project, maker)
        return donor_report(about, next(part for part in about.file.all(DONOR) if part.uid == key.uid))
    kind = PAPERS.get(name)
    if kind is None or key.type not in kind.types:
        known = [one for one, kind in PAPERS.items() if key.type in kind.types]
        raise KnownError("unknown-paper", paper=name, of=ref, known=", ".join(known) or "–")
    return kind.make(_about(office, reading, key.uid, maker))


def _about(office: Office, reading: Reading, ref: str, maker: Maker) -> About:
    record = view(reading, find(reading, ref))
    file = project_file(reading, record.key.uid) if record.key.type == "project" else ProjectFile(record.values)
    parts = {
        kind: tuple(replace(part, values=unplaced(kind, part.values, record.values)) for part in found)
        for kind, found in file.parts.items()
    }
    told = unplaced(record.key.type, record.values)
    masked = replace(file, values=unplaced(record.key.type, file.values), parts=parts)
    return About(office, reading, Say(maker), replace(record, values=told), masked)


__all__ = ["DONOR", "PAPERS", "PaperKind", "blank_form", "paper_of"]
