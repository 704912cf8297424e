"""How a cell of a register is drawn and typed into."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem, QWidget

from db.catalogue import Mission, RecordType
from desktop import theme
from desktop.forms.editors import Editor, LineEditor
from desktop.forms.field_box import make_editor
from desktop.registers.model import RegisterModel
from desktop.widgets.rows import RowDelegate

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(RowDelegate):
    """Besides lets cells be typed into with the inputs of the form, and draws which cell one is on."""

    def __init__(self, kind: RecordType, mission: Mission, parent: QObject) -> None:
        super().__init__(parent)
        self._kind, self._mission = kind, mission

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell; while the list is edited, a frame around the current one."""
        super().paint(painter, option, index)
        shown: Any = option
        view, model = shown.widget, index.model()
        if isinstance(model, RegisterModel) and model.editing and view.currentIndex() == index:
            painter.save()
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawRect(shown.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the input that the field has in the form."""
        model: Any = index.model()
        field = self._kind.by_key.get(model.field_at(index))
        editor = make_editor(field, self._mission) if field is not None else LineEditor("count")
        editor.setParent(parent)
        editor.setAutoFillBackground(True)
        editor.inner.installEventFilter(self)
        editor.set_name(str(model.headerData(index.column(), Qt.Orientation.Horizontal)), "")
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab in the input end it, as in a spreadsheet; other keys come here by themselves."""
        editor = watched.parent() if not isinstance(watched, Editor) else watched
        if isinstance(editor, Editor) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            inside = watched is not editor
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or not inside:
                return super().eventFilter(editor, event)
            return False
        return super().eventFilter(watched, event) if isinstance(watched, Editor) else False

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value as it is kept; a list opens at once."""
        if isinstance(editor, Editor):
            editor.set_text(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            if isinstance(editor.inner, QComboBox):
                editor.inner.setFocus()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, Editor):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the input room: at least as wide as it needs."""
        shown: Any = option
        rect = shown.rect
        rect.setWidth(max(rect.width(), editor.sizeHint().width()))
        editor.setGeometry(rect)
