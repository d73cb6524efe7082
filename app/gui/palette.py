"""The colours of the window, light and dark.

Every pair that is used for text has a contrast of at least 4.5, every pair for shapes at least 3
(WCAG 2.1 AA); tests/gui/test_palette.py measures all of them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as "#RRGGBB".

    Attributes:
        bg: The window.
        surface: Cards, fields.
        sunken: The sidebar.
        raised: Chips.
        hover: Under the pointer.
        line: Dividers, empty tracks; decoration only.
        line_strong: Borders of controls, 'not found'.
        text: Body and headings.
        text_2: The second level.
        text_3: Captions and placeholders.
        accent: The primary button, the ring, 'covered'.
        accent_hover: The primary button under the pointer.
        accent_press: The primary button while pressed.
        on_accent: Text on the accent.
        accent_soft: Selections, evidence, notes.
        accent_ink: Text on accent_soft, links.
        band: The band of a gauge.
        amber: 'Unclear', outside a band, overtime.
        amber_ink: Amber text.
        amber_soft: The ground of an amber notice.
        brick: Deleting, data at risk; never while a person speaks.
        brick_soft: The ground of a brick notice.
        wave: A waveform not yet played.
        disabled: Text that cannot be used now.
    """

    bg: str
    surface: str
    sunken: str
    raised: str
    hover: str
    line: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    band: str
    amber: str
    amber_ink: str
    amber_soft: str
    brick: str
    brick_soft: str
    wave: str
    disabled: str


LIGHT: Final = Palette(
    bg="#F6F7F4",
    surface="#FFFFFF",
    sunken="#ECEFEA",
    raised="#F2F4F0",
    hover="#E7EBE4",
    line="#DCE0D9",
    line_strong="#7C857D",
    text="#1A201C",
    text_2="#47504A",
    text_3="#5B645D",
    accent="#1B6A4F",
    accent_hover="#165A43",
    accent_press="#114936",
    on_accent="#FFFFFF",
    accent_soft="#DFECE5",
    accent_ink="#14543F",
    band="#C3DCD0",
    amber="#A86D06",
    amber_ink="#83540A",
    amber_soft="#FAF0DB",
    brick="#A23A2E",
    brick_soft="#F8E9E6",
    wave="#7C8E83",
    disabled="#8B938C",
)

DARK: Final = Palette(
    bg="#141815",
    surface="#1C211D",
    sunken="#0F1310",
    raised="#252B26",
    hover="#2A312B",
    line="#323A34",
    line_strong="#77827A",
    text="#E9EDE8",
    text_2="#BBC4BC",
    text_3="#9AA59C",
    accent="#6CC5A1",
    accent_hover="#84D3B3",
    accent_press="#58B08D",
    on_accent="#0B1F16",
    accent_soft="#1F3A2F",
    accent_ink="#9ADCC0",
    band="#2F5544",
    amber="#D9A441",
    amber_ink="#E5B65C",
    amber_soft="#352B15",
    brick="#F09C90",
    brick_soft="#3F221D",
    wave="#64746A",
    disabled="#6C756E",
)
