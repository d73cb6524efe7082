"""States of the first run and of Help, for tests and pictures."""

from typing import Final

from app.core.question import Question
from app.gui.pages.help_values import HelpState
from app.gui.pages.settings_values import SettingsState
from app.gui.pages.welcome_values import ALL_STEPS, Step, WelcomeState
from app.gui.shortcuts import KEYS
from tests.gui import agendas, examples

QUESTION: Final = Question(
    id="tell-me",
    pack_id="behavioural",
    pack_title="General behavioural",
    group="About you",
    ask="Tell me a little about yourself and how you got to where you are today.",
)


def welcome(step: Step, sound: SettingsState | None = None, **changes: object) -> WelcomeState:
    """Return the state of a step of the whole run, with a microphone and the draft engine."""
    values: dict[str, object] = {
        "step": step,
        "steps": ALL_STEPS,
        "sound": sound or examples.settings(),
        "question": QUESTION,
        "think_s": 20.0,
        "answer_s": 90.0,
        "demo": agendas.question(1),
    }
    return WelcomeState(**(values | changes))  # type: ignore[arg-type]  # checked where it is used


HELP: Final = HelpState(
    title="Greenroom 0.1.0, build 4e6d95f0a",
    parts=(
        ("System", "Linux 6.8 x86_64"),
        ("Python", "3.11.7"),
        ("PySide6-Essentials", "6.11.3"),
        ("faster-whisper", "1.2.1"),
        ("pocketsphinx", ""),
    ),
    data_folder="/home/ana/.local/share/greenroom",
    log_folder="/home/ana/.local/state/greenroom/log",
    licence="MIT License\n\nCopyright (c) 2026 The Greenroom authors",
    notices="# Third-party notices\n\n| What | Licence |\n|---|---|\n| Inter | OFL 1.1 |\n",
    keys=KEYS,
)
