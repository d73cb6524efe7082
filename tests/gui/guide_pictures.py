"""The steps of the first run and the sections of Help, to look at.

    python -m tests.gui.guide_pictures FOLDER [NAME ...]

writes NAME-light.png and -dark.png of 1280 x 800, -large.png with 200 % text and -small.png of
800 x 560, as the window frames them; only names that begin with one of those given.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.icons import Icon
from app.gui.pages.help import SECTIONS, HelpPage
from app.gui.pages.welcome import WelcomePage
from app.gui.pages.welcome_values import WelcomeState
from app.gui.style import ARGUMENTS, Style
from app.gui.window import Window
from app.session.ports import Loudness
from app.session.views import CheckView
from tests.gui import examples
from tests.gui.gallery import FONTS
from tests.gui.guide_examples import HELP, welcome
from tests.gui.look import LOOKS

SMALL: Final = QSize(800, 560)
GONE: Final = examples.settings(microphones=(), microphone_problem="No microphone was found.")


def step(state: WelcomeState, level: bool = False) -> QWidget:
    page = WelcomePage()
    page.show_state(state)
    if level:
        page.show_level(Loudness(-24.0, -12.0, clipped=False))
    return page


def help_section(key: str) -> QWidget:
    page = HelpPage()
    page.show_state(HELP)
    page.open_section(key)
    if key == "about":
        page.about.open_notices.set_open(True)
    return page


def checked(check: CheckView) -> WelcomeState:
    return welcome("microphone", examples.settings(check=check))


PAGES: Final[dict[str, Callable[[], QWidget]]] = {
    "welcome-hello": lambda: step(welcome("hello")),
    "welcome-microphone": lambda: step(welcome("microphone")),
    "welcome-listening": lambda: step(checked(CheckView("listening", 3.2)), level=True),
    "welcome-heard": lambda: step(checked(CheckView(verdict="Clear, loudest −9 dB."))),
    "welcome-quiet": lambda: step(
        checked(CheckView(verdict="Almost nothing was heard. Is it switched on?", good=False))
    ),
    "welcome-gone": lambda: step(welcome("microphone", GONE, can_record=False)),
    "welcome-speech": lambda: step(welcome("speech")),
    "welcome-sample": lambda: step(welcome("sample")),
    "welcome-silent": lambda: step(welcome("sample", GONE, can_record=False)),
    "welcome-alone": lambda: step(welcome("microphone", steps=("microphone",))),
    **{f"help-{entry.key}": partial(help_section, entry.key) for entry in SECTIONS},
}


def framed(page: QWidget, key: str) -> Window:
    """Return the window as it shows a page."""
    window = Window()
    window.add_page(key, page)
    lines = [(Icon.MICROPHONE, "Desk microphone"), (Icon.CPU, "Draft engine")]
    window.show_footer([*lines, (Icon.LOCK_SIMPLE, "Works offline")])
    window.show_page(key)
    return window


def main(folder: Path, names: list[str]) -> None:
    """Write the pictures."""
    app = QApplication(list(ARGUMENTS))
    style = Style(app, FONTS)
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        style.show(look.theme, look.text_percent)
        for name, build in PAGES.items():
            if names and not name.startswith(tuple(names)):
                continue
            window = framed(build(), name.partition("-")[0])
            window.resize(SMALL if look.name == "small" else look.size)
            window.show()
            app.processEvents()
            window.grab().save(str(folder / f"{name}-{look.name}.png"))
            window.close()
            window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
