"""How it looks: Fusion underneath, one palette and one style sheet above, light and dark as the system says."""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from db.resources import resource

BASE_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme by what they are for. Text on its ground keeps a contrast of 4.5 to 1 or better."""

    page: str
    card: str
    field: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    on_accent: str
    accent_hover: str
    soft: str
    hover: str
    danger: str
    danger_soft: str
    good: str
    warn: str
    warn_soft: str
    nav: str
    nav_text: str
    nav_muted: str
    nav_strong: str
    nav_selected: str
    nav_mark: str
    disabled: str
    disabled_ground: str


LIGHT = Tokens(
    page="#f4f6f9",
    card="#ffffff",
    field="#ffffff",
    line="#e1e6ec",
    strong_line="#c3ccd6",
    text="#18222e",
    muted="#566475",
    accent="#1463b5",
    accent_text="#0f5aa8",
    on_accent="#ffffff",
    accent_hover="#0f539a",
    soft="#e4effa",
    hover="#eef2f6",
    danger="#a4201c",
    danger_soft="#fcebea",
    good="#1b7040",
    warn="#855200",
    warn_soft="#fff3d9",
    nav="#14304d",
    nav_text="#d3deea",
    nav_muted="#9fb3c8",
    nav_strong="#ffffff",
    nav_selected="#2a4a6d",
    nav_mark="#5db0ff",
    disabled="#8b97a5",
    disabled_ground="#eef1f4",
)
DARK = Tokens(
    page="#14191f",
    card="#1c232b",
    field="#151b22",
    line="#2d3742",
    strong_line="#485564",
    text="#e5eaf0",
    muted="#a0adbb",
    accent="#2a76c6",
    accent_text="#7ab8f5",
    on_accent="#ffffff",
    accent_hover="#2468b0",
    soft="#1d3a57",
    hover="#242d37",
    danger="#ff938a",
    danger_soft="#442222",
    good="#74d19a",
    warn="#f1c169",
    warn_soft="#42351a",
    nav="#0e1823",
    nav_text="#c5d1dd",
    nav_muted="#8fa2b6",
    nav_strong="#ffffff",
    nav_selected="#22384f",
    nav_mark="#5db0ff",
    disabled="#6f7b88",
    disabled_ground="#20272f",
)


class Theme(QObject):
    """Dresses the application and keeps doing so when the system changes between light and dark."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.setStyle("Fusion")
        self._font = _font()
        app.styleHints().colorSchemeChanged.connect(self.follow_system)
        self.follow_system()

    def follow_system(self) -> None:
        """Take the theme the system asks for."""
        self.wear(DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT)

    def wear(self, chosen: Tokens) -> None:
        """Dress every window in these colours."""
        global _worn
        _worn = chosen
        self._app.setPalette(_palette(chosen))
        self._app.setStyleSheet(style_sheet(chosen))
        # After the style sheet, which on Windows brings back the system's own fonts for lists and menus.
        self._app.setFont(self._font)
        self.changed.emit()


_worn = LIGHT


def tokens() -> Tokens:
    """Return the colours being worn now, for what is painted by hand."""
    return _worn


def style_sheet(chosen: Tokens) -> str:
    """Return the style sheet with the colours of one theme in it."""
    text = resource("styles", "groundwork.qss").read_text(encoding="utf-8")
    return Template(text).substitute(asdict(chosen), icons=resource("icons").as_posix())


def mark(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet asks for and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _font() -> QFont:
    """Return the bundled font where it is there, the system's own where it is not."""
    families: list[str] = []
    for path in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(number)
    font = QFont(families[0]) if families else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(BASE_POINTS)
    return font


def _palette(chosen: Tokens) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: chosen.page,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.field,
        QPalette.ColorRole.AlternateBase: chosen.hover,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.muted,
        QPalette.ColorRole.Button: chosen.card,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.Link: chosen.accent_text,
        QPalette.ColorRole.LinkVisited: chosen.accent_text,
        QPalette.ColorRole.ToolTipBase: chosen.card,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.Accent: chosen.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.disabled))
    return palette
