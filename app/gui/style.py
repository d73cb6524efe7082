"""Puts the palette, the fonts and the style sheet on the application, and keeps them current."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.core.settings import Theme
from app.gui.look import BODY_PX
from app.gui.palette import DARK, LIGHT, Palette
from app.gui.sheet import sheet

FAMILIES: Final = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans")
# For QApplication: Fusion is the one style that is the same on every system. Asking for it later,
# by setStyle(), costs 9 ms of the first paint, because PySide6 then loads all enums of QStyle.
ARGUMENTS: Final = ("greenroom", "-style", "Fusion")
FONT_FILES: Final = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Phosphor.ttf",
)

_SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Style(QObject):
    """Makes the application look like Greenroom, in the theme and text size asked for."""

    def __init__(self, app: QApplication, fonts: Path) -> None:
        """Load the fonts of a folder and show the system's theme.

        Args:
            app: The application, made with ARGUMENTS.
            fonts: Folder with FONT_FILES. Without the icons the window still works: every
                control also has words.
        """
        super().__init__(app)
        self._app = app
        self._theme: Theme = "system"
        self._text_percent = 100
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(fonts / name))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    def show(self, theme: Theme, text_percent: int) -> None:
        """Change to a theme and a text size in percent; nothing happens when they hold already."""
        if (theme, text_percent) == (self._theme, self._text_percent):
            return
        self._theme, self._text_percent = theme, text_percent
        self._app.styleHints().setColorScheme(_SCHEMES[theme])  # title bars follow, too
        self._apply()

    def _follow_system(self) -> None:
        if self._theme == "system":
            self._apply()

    def _apply(self) -> None:
        palette = DARK if self._is_dark() else LIGHT
        self._app.setPalette(qt_palette(palette))
        self._app.setFont(_font(self._text_percent))
        self._app.setStyleSheet(sheet(palette, self._text_percent / 100))

    def _is_dark(self) -> bool:
        if self._theme == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._theme == "dark"


def qt_palette(colours: Palette) -> QPalette:
    """Return our colours in Qt's roles, for all that the style sheet does not reach."""
    role = QPalette.ColorRole
    result = QPalette()
    for which, colour in (
        (role.Window, colours.bg),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.text_3),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent_soft),
        (role.HighlightedText, colours.accent_ink),
        (role.Accent, colours.accent),
        (role.Link, colours.accent_ink),
        (role.Mid, colours.line_strong),
    ):
        result.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return result


def _font(text_percent: int) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(round(BODY_PX * text_percent / 100))
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width: running times do not jitter
    return font
