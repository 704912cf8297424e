"""Everything that a key does: one table, out of which come the shortcuts, the command palette and the printed sheet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.catalogue import ACTIVITY_TYPES
from desktop.i18n import tr_db
from desktop.registers.desk import ListDesk
from desktop.window.pages import OfficePage

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done: under which heading it stands, what it is called, its keys, and the function.

    An action without a function says what keys do inside a list or a form; those know them by themselves.
    """

    group: str
    name: str
    keys: tuple[str, ...]
    run: Callable[[], object] | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def window_actions(window: "MainWindow") -> list[Action]:
    """Return what can be done in the window, whatever page is shown."""
    record, lists, office = _tr("Records"), _tr("Lists"), _tr("Window")

    def desk(verb: Callable[[ListDesk], object]) -> Callable[[], object]:
        return partial(_with_desk, window, verb)

    return [
        Action(record, _tr("New record"), ("Ctrl+N",), window.new),
        Action(record, _tr("Save"), ("Ctrl+S",), window.save),
        Action(record, _tr("Next record"), ("Ctrl+Down",), window.next_record),
        Action(record, _tr("Record before"), ("Ctrl+Up",), window.previous_record),
        Action(record, _tr("Next problem"), ("F8",), window.next_problem),
        Action(record, _tr("Print the summary of the record, or the page"), ("Ctrl+P",), window.print_page),
        Action(record, _tr("Back to the list"), ("Esc",), window.back),
        Action(record, _tr("Undo"), ("Ctrl+Z",), window.undo),
        Action(record, _tr("Do again"), ("Ctrl+Y", "Ctrl+Shift+Z"), window.undoing.redo),
        Action(lists, _tr("Search here"), ("Ctrl+F",), window.search),
        Action(lists, _tr("Search all registers"), ("Ctrl+Shift+F",), window.search_everywhere),
        Action(lists, _tr("Change the chosen records"), ("Ctrl+B",), desk(_change_chosen)),
        Action(lists, _tr("Edit in the list"), ("Ctrl+E",), desk(ListDesk.toggle_editing)),
        Action(lists, _tr("Choose columns"), ("Ctrl+Shift+C",), desk(ListDesk.choose_columns)),
        Action(lists, _tr("Save this view"), ("Ctrl+Shift+S",), desk(ListDesk.save_view)),
        Action(lists, _tr("Print this list"), ("Ctrl+Shift+P",), desk(ListDesk.print_list)),
        Action(
            lists, _tr("Print the summaries of the chosen records"), ("Ctrl+Alt+P",), desk(ListDesk.print_summaries)
        ),
        Action(lists, _tr("Save this list as a workbook"), (), desk(ListDesk.export)),
        Action(office, _tr("Do or find anything"), ("Ctrl+K",), window.open_palette),
        Action(office, _tr("Report of the office"), ("Ctrl+Shift+R",), window.print_report),
        Action(office, _tr("The sheet of keys"), ("F1",), window.print_keys),
        Action(office, _tr("About this program"), ("Shift+F1",), window.about),
        Action(office, _tr("Lock the office"), (), window.lock_wanted.emit),  # its key works in dialogs too
        Action(office, _tr("Quit"), ("Ctrl+Q",), window.close),
    ]


def give_keys(window: QWidget, actions: Iterable[Action]) -> None:
    """Let the keys of actions work in a window."""
    for action in actions:
        for keys in action.keys:
            if action.run is not None:
                QShortcut(QKeySequence(keys), window).activated.connect(action.run)


def page_actions(go_to: Callable[[str], object], pages: Mapping[str, OfficePage]) -> list[Action]:
    """Return the ways to the pages; the registers have numbers."""
    names = {key: tr_db(kind.plural) for key, kind in ACTIVITY_TYPES.items()}
    numbers = {key: (f"Ctrl+{number}",) for number, key in enumerate(names, 1)}
    names |= {key: page.name() for key, page in pages.items()}
    return [Action(_tr("Pages"), name, numbers.get(key, ()), partial(go_to, key)) for key, name in names.items()]


def inner_actions() -> list[Action]:
    """Return what keys do inside lists and forms: for the printed sheet."""
    lists, forms = _tr("Inside a list"), _tr("Inside a form")
    return [
        Action(_tr("Everywhere"), _tr("Lock the office"), ("Ctrl+L",)),
        Action(lists, _tr("Open the record, or a group"), ("Enter",)),
        Action(lists, _tr("Choose several"), ("Shift+Up", "Shift+Down")),
        Action(lists, _tr("Choose all"), ("Ctrl+A",)),
        Action(lists, _tr("Copy as a table"), ("Ctrl+C",)),
        Action(lists, _tr("Paste rows out of a spreadsheet"), ("Ctrl+V",)),
        Action(lists, _tr("Delete"), ("Delete",)),
        Action(lists, _tr("What can be done with the list"), ("Alt+L",)),
        Action(lists, _tr("While editing: type into the cell"), ("F2", "Enter")),
        Action(lists, _tr("While editing: fill down"), ("Ctrl+D",)),
        Action(forms, _tr("Next field, field before"), ("Tab", "Shift+Tab")),
        Action(forms, _tr("Next section, section before"), ("Ctrl+PgDown", "Ctrl+PgUp")),
        Action(forms, _tr("Next count"), ("Enter",)),
        Action(forms, _tr("New record for a link"), ("Insert",)),
        Action(forms, _tr("Open a list of choices"), ("Alt+Down",)),
    ]


def _change_chosen(desk: ListDesk) -> None:
    desk.writing.change_chosen()


def _with_desk(window: "MainWindow", verb: Callable[[ListDesk], object]) -> None:
    """Do something with the list in sight; on another page say that there is none."""
    if window.register is not None:
        verb(window.register.desk)
    else:
        window.context.notices.say(_tr("That is done in a register: go to one first."))
