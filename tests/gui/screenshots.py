"""Takes the pictures of the README: the whole program answers a question on the bench.

    python -m tests.gui.screenshots

A voice speaks into the virtual microphone, the tiny Whisper of the tests writes it down, and what
the window shows is stored in packaging/screenshots.
"""

import os
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core import practice as p
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from tests.bench.bench import Bench, render
from tests.driver import Program, settings_with_tiny_model

FOLDER: Final = Path(__file__).parents[2] / "packaging" / "screenshots"
SAID: Final = (
    "In production, we monitored feature drift every day.",
    "After that, the model was rolled back automatically when the error rate went up.",
    "Um, we versioned the data with DVC so the team could reproduce the results.",
    "In practice, we packaged the service in a Docker image and it saved us a lot of time.",
)


def take_pictures(program: Program, bench: Bench, sounds: list[Path]) -> None:
    """Answer once, and keep what the window shows on the way."""

    def speak() -> None:
        for sound in sounds:
            bench.speak(sound)
            time.sleep(0.4)

    program.press(Qt.Key.Key_Return)
    program.wait_for_page(PracticePage)
    program.press(Qt.Key.Key_Space)
    page = program.page
    assert isinstance(page, PracticePage)
    program.wait(lambda: page.main.text() == "Stop")
    speaker = threading.Thread(target=speak)
    speaker.start()
    QTest.qWait(9000)
    program.window.grab().save(str(FOLDER / "answer.png"))
    program.wait(lambda: not speaker.is_alive())
    program.press(Qt.Key.Key_Space)
    program.wait_for_page(RatingPage)
    program.press(Qt.Key.Key_3)
    program.press(Qt.Key.Key_Return)
    program.wait_for_page(ReviewPage)
    room = program.services.room
    program.wait(lambda: room.view is not None and isinstance(room.view.reading, p.Read))
    room.seek(7.0)
    program.press(Qt.Key.Key_Space)
    QTest.qWait(800)
    program.window.grab().save(str(FOLDER / "review.png"))


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder / "bench")
        os.environ.update(bench.start().variables)
        try:
            sounds = [render(text, folder / f"{i}.wav") for i, text in enumerate(SAID)]
            app = QApplication([])
            settings = replace(settings_with_tiny_model(), auto_start=False, theme="light")
            program = Program(folder / "data", settings)
            program.window.resize(1280, 800)
            program.wait(lambda: not program.services.assistant.busy)
            take_pictures(program, bench, sounds)
            program.close()
            app.quit()
        finally:
            bench.stop()


if __name__ == "__main__":
    main()
