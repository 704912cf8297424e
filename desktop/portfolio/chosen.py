"""Which project a row, a card or a menu is about: all views of the portfolio tell it alike."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView

UID_ROLE = Qt.ItemDataRole.UserRole


def uid_at(index: QModelIndex | QPersistentModelIndex) -> str:
    """Return the project of an index, "" where there is none."""
    return str(index.data(UID_ROLE) or "")


def asked_for(
    view: QAbstractItemView, event: QContextMenuEvent, corner: Callable[[QRect], QPoint]
) -> tuple[str, QPoint]:
    """Return the project for which somebody wants a menu, "" for none, and where on the screen it may stand.

    That is at the pointer; with the menu key at the `corner` of what is chosen.
    """
    by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
    index = view.currentIndex() if by_key else view.indexAt(event.pos())
    place = corner(view.visualRect(index)) if by_key else event.pos()
    return uid_at(index), view.viewport().mapToGlobal(place + QPoint(0, 2))
