"""The theme and the text size change while the window is open."""

import re
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui import look
from app.gui.icons import FAMILY, Icon, pixmap
from app.gui.palette import DARK, LIGHT
from app.gui.sheet import sheet
from app.gui.style import Style
from app.gui.widgets.button import Button
from app.gui.widgets.text import Text


def colour_at(widget: Button, x: int, y: int) -> str:
    return QColor(widget.grab().toImage().pixel(x, y)).name().upper()


def test_widgets_repaint_themselves_when_the_theme_changes(qtbot: QtBot, style: Style) -> None:
    button = Button("Start", "primary")
    qtbot.addWidget(button)
    button.show()
    assert colour_at(button, 8, 20) == LIGHT.accent
    style.show("dark", 100)
    assert colour_at(button, 8, 20) == DARK.accent


def test_labels_follow_the_theme_and_the_text_size(qtbot: QtBot, style: Style) -> None:
    label = Text("Home", "page")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint()
    style.show("dark", 200)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()) == QColor(DARK.text)
    assert label.sizeHint().height() > 1.8 * before.height()


def test_controls_grow_with_their_text(qtbot: QtBot, style: Style) -> None:
    button = Button("Start", key="Enter")
    qtbot.addWidget(button)
    before = button.sizeHint()
    style.show("light", 200)
    assert look.scale() == 2.0
    assert button.sizeHint().height() == 2 * before.height()


def test_the_system_is_followed_only_when_asked_to(qapp: QApplication, style: Style) -> None:
    style.show("dark", 100)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.colours() is DARK
    style.show("system", 100)
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert look.colours() is (DARK if dark else LIGHT)


def test_the_style_sheet_names_no_colour_or_length_that_is_not_there() -> None:
    for palette in (LIGHT, DARK):
        assert "$" not in sheet(palette, 1.0)
    colours = set(re.findall(r"#[0-9A-F]{6}", sheet(DARK, 2.0)))
    assert LIGHT.bg not in colours


def test_the_shipped_fonts_are_in_use(style: Style) -> None:
    assert QFontInfo(look.font(14)).family() == "Inter"
    assert {"Regular", "Medium", "Semi Bold"} <= set(QFontDatabase.styles("Inter"))


@pytest.mark.parametrize("which", Icon)
def test_every_icon_is_in_the_font_and_draws_something(style: Style, which: Icon) -> None:
    assert QRawFont.fromFont(QFont(FAMILY)).familyName() == FAMILY
    assert QRawFont.fromFont(QFont(FAMILY)).supportsCharacter(ord(which.value))
    image = pixmap(which, "#FF0000", 20, 2.0).toImage()
    assert (image.width(), image.devicePixelRatio()) == (40, 2.0)
    drawn = {image.pixelColor(x, y).alpha() for x in range(40) for y in range(40)}
    assert max(drawn) > 200


def test_the_base_style_is_fusion_on_every_system() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; from app.gui.style import ARGUMENTS;"
        "print(QApplication(list(ARGUMENTS)).style().name())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "fusion"


HEAVY = {
    "numpy",
    "sounddevice",
    "sqlite3",
    "pydantic",
    "yaml",
    "ctranslate2",
    "faster_whisper",
    "av",
}


# What pages show of the models is a module of plain values.
VALUES = {
    "app.session.data_views",
    "app.session.data_words",
    "app.session.keep_views",
    "app.session.model_views",
}


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys; import app.gui.pages.home, app.gui.pages.settings, app.gui.style,"
        " app.gui.bridge, app.gui.problems, app.gui.widgets.navigation;"
        "print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = ran.stdout.split()
    assert {name.split(".")[0] for name in names} & HEAVY == set()
    layers = {".".join(name.split(".")[:2]) for name in names if name.startswith("app.")}
    assert layers == {"app.core", "app.gui", "app.session"}
    assert {name for name in names if name.startswith("app.session.")} == VALUES
    qt = {name for name in names if name.startswith("PySide6.Qt")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
