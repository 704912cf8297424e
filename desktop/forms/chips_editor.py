"""Several of a short list: every choice is a chip that is on or off."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.forms.editors import Editor, Options
from desktop.widgets.flow import FlowLayout


class ChipsEditor(Editor):
    """Chips in the order of the list; their codes stand in the text with semicolons between them."""

    def __init__(self, options: Options) -> None:
        self.chips: dict[str, QPushButton] = {}
        self._box = QWidget()
        super().__init__(self._box)
        self._flow = FlowLayout(self._box, across=6, down=6)
        for code, name in options:
            self._add(code, name)

    def text(self) -> str:
        """Return the codes that are on."""
        return ";".join(code for code, chip in self.chips.items() if chip.isChecked())

    def set_text(self, text: str) -> None:
        """Show codes; one that the list does not know gets a chip, so that nothing vanishes."""
        chosen = [code for code in text.split(";") if code]
        for code in chosen:
            if code not in self.chips:
                self._add(code, code)
        for code, chip in self.chips.items():
            chip.setChecked(code in chosen)

    def set_name(self, name: str, text: str) -> None:
        """Say what it is, with every choice."""
        super().set_name(name, text)
        for chip in self.chips.values():
            chip.setAccessibleName(f"{name}: {chip.text()}")

    def _add(self, code: str, name: str) -> None:
        chip = QPushButton(name)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.clicked.connect(self.say_edited)
        self._flow.addWidget(chip)
        if not self.chips:
            self._box.setFocusProxy(chip)
        self.chips[code] = chip
