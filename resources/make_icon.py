"""Draw the program's icon into resources/icons, for desktops and installers.

python resources/make_icon.py
"""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

ROOT: Final = Path(__file__).parents[1]
ICONS: Final = ROOT / "resources" / "icons"
SIZES_PX: Final = (48, 128, 256)


def svg() -> str:
    """Return the mark as an SVG picture."""
    from app.gui.palette import LIGHT
    from app.gui.widgets.brand import BARS, EDGE_PX

    bars = "".join(
        f'<rect x="{left:g}" y="{top:g}" width="3" height="{height:g}" rx="1.5"/>'
        for left, top, height in BARS
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {EDGE_PX} {EDGE_PX}">'
        f'<rect width="{EDGE_PX}" height="{EDGE_PX}" rx="6" fill="{LIGHT.accent}"/>'
        f'<g fill="{LIGHT.on_accent}">{bars}</g></svg>\n'
    )


def main() -> None:
    """Write the pictures."""
    sys.path.insert(0, str(ROOT))
    from app.gui.app_icon import mark  # needs the line above

    ICONS.mkdir(exist_ok=True)
    app = QApplication(["greenroom", "-platform", "offscreen"])
    (ICONS / "greenroom.svg").write_text(svg(), encoding="utf-8")
    for size in SIZES_PX:
        mark(size).save(str(ICONS / f"greenroom-{size}.png"))
    app.quit()


if __name__ == "__main__":
    main()
