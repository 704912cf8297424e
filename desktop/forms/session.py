"""One record being looked at and written to: loading, checking, saving, leaving. No widget of its own.

What was typed is compared with what was loaded; only the difference is written. Leaving a record saves it when it can
be saved and keeps the typed text as a draft when it cannot: nothing is thrown away silently.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.catalogue import CHILD_TYPES, LOCK_TYPES, RecordType
from db.errors import KnownError, Problem
from db.progress import Cancelled
from db.records import Candidate, Conflict, RecordView
from db.records.views import best_title
from db.revisions import LIFE, RecordKey
from db.store import Changes
from desktop.context import Context
from desktop.forms.drafts import NEW, Drafts
from desktop.forms.editors import Options, later
from desktop.forms.sheet import FormSheet
from desktop.forms.texts import Texts, read_texts, texts_of
from desktop.forms.working import Loaded, decide, link_options, linking, load, save
from desktop.i18n import problem_text
from desktop.tasks import Failed, Failure, Ticket

Done = Callable[[RecordKey], object] | None
CHECK_AFTER = 150  # milliseconds after the last key
KEEP_AFTER = 2000  # milliseconds after the first key that is not kept yet


class State(Enum):
    """What is true of the record in the form."""

    EMPTY = "empty"
    CLEAN = "clean"
    DIRTY = "dirty"
    SAVING = "saving"


class FormSession(QObject):
    """Keeps a `FormSheet` and the office in step."""

    state_changed = Signal(object)
    shown = Signal()  # another record, or the same one as it is now
    saved = Signal(object)  # the key of a record that was just written
    checked = Signal(object)  # the problems of what stands in the form

    def __init__(self, context: Context, kind: RecordType, sheet: FormSheet, drafts: Drafts) -> None:
        super().__init__(sheet)
        self._context, self.kind, self._sheet, self._drafts = context, kind, sheet, drafts
        self.key: RecordKey | None = None
        self.loaded: Loaded | None = None
        self.state = State.EMPTY
        self.saved_at = ""
        self.problems: list[Problem] = []
        self._baseline: Texts = {}
        self._sent: Texts | None = None
        self._token = 0  # one per record shown: answers that come late know they are late
        self._orphans: dict[int, Texts] = {}
        self._tried = False
        self._given: Texts = {}  # of a new part: what it belongs to
        self._proposed: Texts = {}  # of a new part: values that the person may let stand
        self._loading: Ticket | None = None
        self._check_soon = later(sheet, CHECK_AFTER)
        self._check_soon.timeout.connect(self.check)
        self._keep_soon = later(sheet, KEEP_AFTER)
        self._keep_soon.timeout.connect(self.keep)
        sheet.edited.connect(self._edited)
        sheet.decided.connect(self._decide)
        context.bus.changed.connect(self._on_changes)
        context.bus.keep_wanted.connect(self.keep)
        self._read_links()

    # ---- showing ----

    @property
    def view(self) -> RecordView | None:
        """The record as it was last read; None for a new one."""
        return self.loaded.view if self.loaded else None

    @property
    def locked(self) -> bool:
        """Whether nothing can be written into the record that is shown: it is deleted, or a lock keeps it."""
        return self.loaded is not None and (self.loaded.view.deleted or self.loaded.standing.locked)

    @property
    def apart(self) -> bool:
        """Whether photos, papers and parts cannot be changed: nothing can, or some of it is kept back here."""
        return self.locked or bool(self.loaded and self.loaded.kept)

    @property
    def _draft(self) -> str:
        """The name under which unsaved texts are kept: of a new part its owner's id, so that each owner has its own."""
        return self.key.uid if self.key else self._given.get(self.kind.owner, NEW)

    @property
    def title(self) -> str:
        """The title as it stands in the form."""
        return best_title(self._sheet.texts(), self._context.mission)

    def open(self, key: RecordKey) -> None:
        """Show a record; the one that is shown now is left when the other arrives."""
        if self._loading is not None:
            self._loading.drop()
        self._loading = self._context.tasks.read(load(key), self._take, self._gone)

    def open_new(self, given: Texts | None = None, proposed: Texts | None = None) -> None:
        """Show an empty form, or the new record that was begun before.

        A new part has its owner `given`; what is `proposed` is written with the rest, unless the person changes it.
        """
        self.leave()
        self._given, self._proposed = given or {}, proposed or {}
        self._begin(None, None)
        self._sheet.focus_first()

    def close(self) -> None:
        """Show nothing."""
        self.leave()
        self._begin(None, None)
        self._set_state(State.EMPTY)

    def changed(self) -> Texts:
        """Return what was typed and is not saved."""
        if self.state is State.EMPTY or (self.view and self.view.deleted):
            return {}
        return {key: text for key, text in self._sheet.texts().items() if text != self._baseline[key]}

    def choose(self, field: str, key: RecordKey) -> None:
        """Let a field point at a record that was made just now."""
        self._context.tasks.read(link_options(self.kind), partial(self._choose, field, key.uid))

    # ---- saving ----

    def save(self) -> bool:
        """Write what was typed; return False where something must be put right first."""
        changed = self.changed()
        if not changed or self.state is State.SAVING:
            return True
        self._tried = True
        if self._refused(changed):
            self.check()
            return False
        self._sent = changed
        self._set_state(State.SAVING)
        done = partial(self._written, self._token)
        self._write(self.key, changed, done, partial(self._not_written, self._token))
        return True

    def settle(self) -> None:
        """Save what can be saved, or keep it as a draft, while the record stays in the form."""
        changed = self.changed()
        if not changed or self.state is State.SAVING or self.save():
            return
        self._drafts.keep(self._draft, changed)

    def leave(self) -> None:
        """Save what can be saved and keep the rest; the form is free for another record afterwards."""
        if self._loading is not None:
            self._loading.drop()
            self._loading = None
        changed = self.changed()
        if self._sent is not None:
            changed = {key: text for key, text in changed.items() if self._sent.get(key) != text}
            if changed and self.key is None:
                self._orphans[self._token] = changed  # typed while the new record was being written
                changed = {}
        uid = self._draft
        if not changed:
            if self._sent is None and self.state is not State.EMPTY:
                self._drafts.drop(uid)
            return
        refused = self._refused(changed)
        if refused:
            self._drafts.keep(uid, changed)
            text = self.tr("{name} is kept as typed but not saved: {problem}")
            self._context.notices.say(text.format(name=self._name(), problem=problem_text(refused[0])))
            return
        self._drafts.drop(uid)
        self._write(self.key, changed, self.saved.emit, partial(self._not_left, uid, changed))

    def throw_away(self) -> None:
        """Forget what was typed; only ever called because a person said so."""
        self._drafts.drop(self._draft)
        self._sheet.set_texts(self._baseline)
        self._edited()
        self.check()

    # ---- checking ----

    def check(self) -> list[Problem]:
        """Check what stands in the form; show and return what would be refused."""
        self._check_soon.stop()
        problems = self._problems_of(self.changed())
        if self.key is None and not self._tried:  # nobody is wrong before they have begun
            problems = [p for p in problems if p.code not in ("title-missing", "needed")]
        self.problems = problems if self.state is not State.EMPTY else []
        self._sheet.show_problems(self.problems)
        self.checked.emit(self.problems)
        return [problem for problem in self.problems if problem.severity == "refuse"]

    def _refused(self, changed: Mapping[str, str]) -> list[Problem]:
        return [problem for problem in self._problems_of(changed) if problem.severity == "refuse"]

    def _problems_of(self, changed: Mapping[str, str]) -> list[Problem]:
        texts = {**self._given, **self._baseline, **changed} if self.key is None else changed
        return list(read_texts(self._context.mission, self.kind, texts, self.view).problems)

    # ---- answers ----

    def _take(self, loaded: Loaded) -> None:
        self._loading = None
        same = self.key == loaded.view.key and self.state is not State.EMPTY
        keep: Texts = {}
        if same:
            sent = self._sent or {}
            keep = {key: text for key, text in self.changed().items() if sent.get(key) != text}
        else:
            self.leave()
        self._begin(loaded.view.key, loaded, keep, same=same)

    def _begin(
        self, key: RecordKey | None, loaded: Loaded | None, keep: Texts | None = None, same: bool = False
    ) -> None:
        self.key, self.loaded, self._sent = key, loaded, None
        if not same:
            self._token += 1
            self._tried = False
            self.saved_at = ""
            keep = self._drafts.of(key.uid if key else self._draft)
        deleted = bool(loaded and loaded.view.deleted)
        self._baseline = texts_of(self.view, self.kind, self._context.mission)
        if key is None:
            self._baseline |= self._proposed
        self._sheet.set_texts({**self._baseline, **({} if deleted else keep or {})})
        fixed = self.kind.fixed if key is not None else frozenset[str]()
        self._sheet.lock(self.locked, fixed | (loaded.kept if loaded else frozenset()))
        self._sheet.show_conflicts(loaded.conflicts if loaded and not deleted else ())
        self._sheet.show_history(loaded.history if loaded else ())
        if not same:
            self._sheet.area.verticalScrollBar().setValue(0)
        self.state = State.CLEAN
        self._set_state(State.DIRTY if self.changed() else State.CLEAN)
        self.check()
        self.shown.emit()

    def _written(self, token: int, key: RecordKey) -> None:
        self.saved.emit(key)
        left = self._orphans.pop(token, None)
        if left:
            self._write(key, left, None, partial(self._not_left, key.uid, left))
        if token == self._token:
            self._drafts.drop(self._draft)
            self.key = key
            self.saved_at = datetime.now().strftime("%H:%M")
            self._context.tasks.read(load(key), self._take)

    def _not_written(self, token: int, error: Failure) -> None:
        sent = self._sent
        if token == self._token:
            self._sent = None
            self._set_state(State.DIRTY)
            if sent and isinstance(error, KnownError) and error.wants_reason:
                self._context.notices.ask_reason(error, partial(self._write_anyway, token, sent))
                return
        self._context.notices.problem(error)

    def _write_anyway(self, token: int, texts: Texts, reason: str) -> None:
        """Write what breaks a rule, with the reason why it may."""
        if token != self._token or self.state is State.SAVING:
            return
        self._sent = texts
        self._set_state(State.SAVING)
        self._write(self.key, texts, partial(self._written, token), partial(self._not_written, token), override=reason)

    def _not_left(self, uid: str, texts: Texts, error: Failure) -> None:
        self._drafts.keep(uid, texts)
        self._context.notices.problem(error)

    def _gone(self, error: Failure) -> None:
        self._loading = None
        if not isinstance(error, Cancelled) and error.code != "no-record":
            self._context.notices.problem(error)
        self.close()

    def _read_links(self) -> None:
        """Let the form offer the records that it may point at."""
        if linking(self.kind):
            self._context.tasks.read(link_options(self.kind), self._sheet.offer)

    def _on_changes(self, changes: Changes) -> None:
        """Read the record again when somebody else changed it; what is being typed stays."""
        if changes.touches(*(key for field in linking(self.kind) for key in field.links)):
            self._read_links()
        if self.key is None or self._sent is not None or self._loading is not None:
            return
        uids = {record.uid for record in changes.records}
        if self.key.uid in uids or "" in uids or changes.touches(*CHILD_TYPES, *LOCK_TYPES):
            self._context.tasks.read(load(self.key), self._take_again, self._gone)

    def _take_again(self, loaded: Loaded) -> None:
        if self.key == loaded.view.key and self._sent is None:
            self._take(loaded)

    def _choose(self, field: str, uid: str, options: Mapping[str, Options]) -> None:
        self._sheet.offer(options)
        self._sheet.boxes[field].set_text(uid)
        self._edited()

    def _decide(self, conflict: Conflict, candidate: Candidate, reason: str = "") -> None:
        take, value = (candidate.revision, None) if conflict.unit != LIFE else ("", candidate.value)
        work, again = decide(conflict.key, conflict.unit, take, value), partial(self._decide, conflict, candidate)
        self._context.tasks.write("resolve", reason, work, again=again)

    def _write(self, key: RecordKey | None, texts: Texts, done: Done, failed: Failed, override: str = "") -> None:
        whole = texts if key else self._with_proposals(texts)
        work = save(self.kind, key, whole, override)
        self._context.tasks.write("save" if key else "create", override, work, done, failed)

    def _with_proposals(self, texts: Texts) -> Texts:
        """Add what the form proposed and the person let stand, where it belongs to something typed: a currency."""
        units = {self.kind.by_key[key].merge_unit for key in texts if key in self.kind.by_key}
        proposed = {
            field.key: self._baseline[field.key]
            for unit in units
            for field in self.kind.units[unit]
            if self._baseline.get(field.key)
        }
        return {**self._given, **self._proposed, **proposed, **texts}

    def _name(self) -> str:
        if self.view is None:
            return self.title
        return f"{self.view.ref} {self.title}".strip()

    def _edited(self) -> None:
        if self.state is not State.SAVING:
            self._set_state(State.DIRTY if self.changed() else State.CLEAN)
        self._check_soon.start()
        if not self._keep_soon.isActive():
            self._keep_soon.start()

    def keep(self) -> None:
        """Put what is being typed into the database: from now on no crash loses it."""
        if self.state is State.DIRTY:
            self._drafts.keep(self._draft, self.changed())
        elif self.state is State.CLEAN:
            self._drafts.drop(self._draft)

    def _set_state(self, state: State) -> None:
        if state is not self.state or state is State.EMPTY:
            self.state = state
        self.state_changed.emit(self.state)
