"""The style sheet of the window: what Qt's own widgets and our labels look like."""

from dataclasses import asdict
from string import Template
from typing import Final

from app.gui.palette import Palette

# size in px, weight, colour
ROLES: Final = {
    "caption": (12, 400, "text_3"),
    "second": (13, 400, "text_2"),
    "label": (13, 500, "text_2"),
    "body": (14, 400, "text"),
    "strong": (14, 500, "text"),
    "bold": (14, 600, "text"),
    "lead": (16, 400, "text"),
    "section": (16, 600, "text"),
    "title": (20, 600, "text"),
    "page": (26, 600, "text"),
    "figures": (26, 600, "text"),
    "question": (32, 600, "text"),
}

_SHEET: Final = Template("""
Card { background: $surface; border: 1px solid $line; border-radius: 10px; }
Rule { background: $line; border: 0; }
Note, NoteGround, Notice { border: 0; border-radius: 8px; }
Note, NoteGround { background: $accent_soft; }
Notice[tone="amber"] { background: $amber_soft; }
Notice[tone="brick"] { background: $brick_soft; }
Notice[tone="accent"] { background: $accent_soft; }
Chip { background: $raised; color: $text_2; border: 1px solid $line;
  border-radius: ${chip_radius}px; padding: 0 8px; min-height: ${px20}px; max-height: ${px20}px;
  font-size: ${px12}px; }
Chip[tone="accent"] { background: $accent_soft; color: $accent_ink; border-color: $accent_soft; }
Chip[tone="part"] { background: $band; color: $text; border: none; border-radius: 4px;
  padding: 0 5px; min-height: ${px18}px; max-height: ${px18}px; font-weight: 600; }
Chip[tone="amber"] { background: $amber_soft; color: $amber_ink; border-color: $amber_soft; }

QLineEdit, QPlainTextEdit, QDateEdit { background: $surface; color: $text;
  border: 1px solid $line_strong; border-radius: 6px; padding: 0 11px;
  selection-background-color: $band; selection-color: $text; }
QLineEdit, QDateEdit { min-height: ${px34}px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus {
  border: 2px solid $accent; padding: 0 10px; }
QLineEdit:focus, QDateEdit:focus { min-height: ${px32}px; }
AnswerEdit { font-size: ${px16}px; padding: 9px 15px; }
AnswerEdit:focus { font-size: ${px16}px; padding: 8px 14px; }
QDateEdit QLineEdit, QDateEdit QLineEdit:focus { border: 0; padding: 0; min-height: 0;
  background: transparent; }
QDateEdit::up-button, QDateEdit::down-button { width: 0; border: 0; }
WordEdit, WordEdit:focus { border: 2px solid $accent; padding: 0 10px; min-height: ${px20}px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $bg;
  color: $disabled; border-color: $line; }

QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line_strong;
  padding: 4px; outline: 0; selection-background-color: $accent_soft;
  selection-color: $accent_ink; }
QComboBox QAbstractItemView::item { min-height: ${px32}px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $accent_ink; }

QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 4px 8px; }
QMenu { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 16px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QListView#proposals { background: $surface; color: $text; border: 1px solid $line_strong;
  outline: 0; }
QListView#proposals::item { min-height: ${px32}px; padding: 0 8px; border-radius: 4px; }
QListView#proposals::item:selected { background: $accent_soft; color: $accent_ink; }

StoryMatrix QHeaderView, StoryMatrix QTableCornerButton::section { background: $surface;
  border: 0; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def sheet(palette: Palette, scale: float) -> str:
    """Return the style sheet in the colours of a palette; scale 1.0 is the normal text size."""
    colours = asdict(palette)
    lengths = {f"px{n}": str(round(n * scale)) for n in (12, 16, 18, 20, 32, 34)}
    # Qt draws square corners when a radius is more than half the height.
    lengths["chip_radius"] = str((round(20 * scale) + 2) // 2)
    roles = [
        f'QLabel[role="{role}"] {{ font-size: {round(size * scale)}px; font-weight: {weight};'
        f" color: {colours[colour]}; }}"
        for role, (size, weight, colour) in ROLES.items()
    ]
    tones = [f'QLabel[ink="{name}"] {{ color: {value}; }}' for name, value in colours.items()]
    return "\n".join((_SHEET.substitute(colours | lengths), *roles, *tones))
