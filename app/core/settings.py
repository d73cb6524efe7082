"""Every setting, with its type, default, limits and words."""

from dataclasses import dataclass, field
from typing import Literal

from app.core.attempt import Mode
from app.core.interview import Choice

Theme = Literal["system", "light", "dark"]
Welcome = Literal["new", "hello", "microphone", "speech", "sample", "done"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose. Empty text means 'let the program decide'.

    Attributes:
        microphone: Name of the microphone; empty for the system's default.
        whisper_folder: Folder of the Whisper model in use; empty for the draft engine.
        language: Language of the answers, as a code Whisper knows.
        prep_s: Time to think in seconds; None for each question's own.
        answer_s: Time to answer in seconds; None for each question's own.
        hard_stop: Whether recording ends when the time is up.
        auto_start: Whether recording begins when the time to think is up.
        theme: Light, dark, or as the system has it.
        text_percent: Size of all text, in percent.
        packs_folder: Folder with packs of one's own; empty for the one in the data folder.
        single_keys: Whether single letters work as shortcuts.
        last_pack: The pack chosen last; empty for all.
        last_group: The group chosen last; empty for all.
        question_count: How many questions a session has.
        ask_due: Whether Start asks what is due instead, however many that is.
        captions: Whether what is said is shown as text while the person speaks.
        microphone_label: What the microphone was called when it was chosen, for when it is missing.
        playback_speed: How fast takes are played, 1 being as they were spoken.
        welcome: Where the first run was left: at one of its steps, before it or after it.
        group_by_session: Whether the history shows the answers of one sitting together.
        mode: How Start rehearses.
        interview_on: Day of the interview, as ISO date; empty for none.
        interview_count: How many questions an interview has.
        interview_choice: How its questions are chosen.
        interview_difficulty: Only questions of this difficulty, 1 to 3; None for all.
        interview_mix: Name of the mix of a role in the packs; empty for an even one.
        interview_break_s: Time between two questions of an interview, in seconds.
        follow_ups: Whether an interview asks follow-ups.
        read_aloud: Whether questions are read aloud.
        typed: Whether answers are written with the keyboard.
        goal_min: Minutes a week the person wants to speak; 0 for no goal.
        show_habits: Whether Home shows how much was practised.
        show_self_view: Whether pages show how the person's own view and the measured one differ.
    """

    microphone: str = ""
    whisper_folder: str = ""
    language: str = "en"
    prep_s: float | None = field(default=None, metadata={"low": 0, "high": 180})
    answer_s: float | None = field(default=None, metadata={"low": 10, "high": 1800})
    hard_stop: bool = False
    auto_start: bool = True
    theme: Theme = "system"
    text_percent: int = field(default=100, metadata={"low": 80, "high": 200})
    packs_folder: str = ""
    single_keys: bool = True
    last_pack: str = ""
    last_group: str = ""
    question_count: int = field(default=3, metadata={"low": 1, "high": 50})
    ask_due: bool = True
    captions: bool = False
    microphone_label: str = ""
    playback_speed: float = field(default=1.0, metadata={"low": 0.75, "high": 1.5})
    welcome: Welcome = "new"
    group_by_session: bool = False
    mode: Mode = "practice"
    interview_on: str = ""
    interview_count: int = field(default=5, metadata={"low": 1, "high": 20})
    interview_choice: Choice = "mix"
    interview_difficulty: int | None = field(default=None, metadata={"low": 1, "high": 3})
    interview_mix: str = ""
    interview_break_s: float = field(default=10.0, metadata={"low": 0, "high": 120})
    follow_ups: bool = True
    read_aloud: bool = False
    typed: bool = False
    goal_min: int = field(default=0, metadata={"low": 0, "high": 600})
    show_habits: bool = True
    show_self_view: bool = True
