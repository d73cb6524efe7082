"""Cut the two fonts of the window to the glyphs it uses.

    python resources/make_fonts.py FOLDER_OF_INTER

Needs fonttools and qtawesome, which the program itself does not. FOLDER_OF_INTER holds
Inter-Regular.otf, Inter-Medium.otf and Inter-SemiBold.otf (Debian: package fonts-inter). The icons
are the members of `app.gui.icons.Icon`, taken from the Phosphor 1.3.0 font inside qtawesome.
"""

import sys
from pathlib import Path
from typing import Final

import qtawesome
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).parents[1]
FONTS: Final = ROOT / "resources" / "fonts"
WEIGHTS: Final = ("Regular", "Medium", "SemiBold")

# Latin with its extensions, punctuation, currency, arrows, mathematics: what English, its
# neighbours and a technical answer are written in. Everything else falls back to a system font.
LATIN: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),
    *range(0x2010, 0x2040),
    *range(0x20A0, 0x20C0),
    *range(0x2190, 0x219A),
    0x2122,
    0x2212,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
    0x25CF,
)
FEATURES: Final = ["kern", "mark", "mkmk", "ccmp", "calt", "liga", "tnum", "locl"]


def cut(source: Path, target: Path, characters: tuple[int, ...]) -> None:
    """Write target with those characters of source only."""
    options = subset.Options(
        layout_features=FEATURES, name_IDs=["*"], hinting=False, desubroutinize=True
    )
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font.save(target)
    print(f"{target.name}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size} bytes")


def main(folder: Path) -> None:
    """Cut all fonts."""
    sys.path.insert(0, str(ROOT))
    from app.gui.icons import Icon  # needs Qt, and the line above

    for weight in WEIGHTS:
        cut(folder / f"Inter-{weight}.otf", FONTS / f"Inter-{weight}.otf", LATIN)
    phosphor = Path(qtawesome.__file__).parent / "fonts" / "phosphor-1.3.0.ttf"
    cut(phosphor, FONTS / "Phosphor.ttf", tuple(ord(icon.value) for icon in Icon))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
