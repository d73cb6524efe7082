"""The colours can be read: every pair in use has the contrast that WCAG 2.1 AA asks for."""

import pytest

from app.gui.palette import DARK, LIGHT, Palette

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("text", "bg surface sunken raised hover line accent_soft amber_soft brick_soft band", TEXT),
    ("text_2", "bg surface sunken raised accent_soft amber_soft brick_soft", TEXT),
    ("text_3", "bg surface sunken raised hover accent_soft amber_soft", TEXT),
    ("on_accent", "accent accent_hover accent_press", TEXT),
    ("accent_ink", "bg surface sunken raised accent_soft", TEXT),
    ("amber_ink", "bg surface amber_soft", TEXT),
    ("brick", "bg surface brick_soft", TEXT),
    ("accent", "bg surface sunken hover accent_soft band line", SHAPE),
    ("amber", "bg surface amber_soft line", SHAPE),
    ("line_strong", "bg surface sunken raised hover accent_soft", SHAPE),
    ("wave", "bg surface", SHAPE),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "backs", "least"), PAIRS)
def test_every_pair_in_use_can_be_read(
    palette: Palette, front: str, backs: str, least: float
) -> None:
    for back in backs.split():
        assert contrast(getattr(palette, front), getattr(palette, back)) >= least, back
