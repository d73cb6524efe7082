"""The pages of a rehearsed interview in every state, to look at.

    python -m tests.gui.interview_pictures FOLDER [NAME ...]

writes NAME-light.png and -dark.png of 1280 x 800, -large.png with 200 % text and -narrow.png of the
smallest window; only names that begin with one of those given.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from app.core import practice as p
from app.core.interview import InterviewRules
from app.gui.pages.interview_rating import InterviewRatingPage
from app.gui.pages.interview_report import InterviewReportPage
from app.gui.pages.interview_report_values import ReportState
from app.gui.pages.interview_run import InterviewPage
from app.gui.pages.interview_setup import InterviewSetUpPage
from app.gui.pages.interview_values import SetUpState
from app.session.interview_views import InterviewView
from app.session.ports import Loudness
from tests.gui import answers
from tests.gui import interview_examples as examples
from tests.gui.pictures import take, window


def set_up(state: SetUpState, *, typed: bool = False) -> QWidget:
    page = InterviewSetUpPage(typed=typed)
    page.show_state(state)
    return window(page, "home")


def run(view: InterviewView) -> QWidget:
    page = InterviewPage()
    page.show_state(view)
    page.show_level(Loudness(-24.0, -12.0, clipped=False, noise_dbfs=-52.0))
    page.show_microphones(answers.MICROPHONES, "headset")
    return page


def rating() -> QWidget:
    page = InterviewRatingPage()
    page.show_state(examples.GIVEN)
    page.rows[0].grades.set_value(4)
    return page


def report(state: ReportState, *, playing: bool = False) -> QWidget:
    page = InterviewReportPage()
    page.show_state(state)
    if playing:
        page.show_playing(examples.BITES[0])
    return window(page, "home")


def report_end() -> QWidget:
    shown = report(examples.reported())
    bar = shown.findChildren(InterviewReportPage)[0].verticalScrollBar()
    bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
    return shown


RULES: Final = examples.RULES
ALOUD: Final = replace(examples.interview(), rules=InterviewRules(read_aloud=True))
LOST: Final = p.Interrupted(RULES, 47.0, answers.LOST)
PAGES: Final[dict[str, Callable[[], QWidget]]] = {
    "setup": lambda: set_up(examples.set_up()),
    "setup-left": lambda: set_up(
        examples.set_up(unfinished=examples.interview(3), voice=True, earlier=examples.earlier(7)),
        typed=True,
    ),
    "setup-few": lambda: set_up(
        examples.set_up(
            settings=replace(examples.set_up().settings, interview_count=20, follow_ups=False)
        )
    ),
    "run-ready": lambda: run(examples.resting("ready")),
    "run-on": lambda: run(examples.resting("ready", 3)),
    "run-think": lambda: run(examples.asked(p.Think(RULES, 0.0, 18.2))),
    "run-aloud": lambda: run(
        examples.asked(p.Think(RULES, 0.0, 0.0), interview=ALOUD, speaking=True)
    ),
    "run-follow-up": lambda: run(examples.asked(p.Think(RULES, 0.0, 0.0), 1)),
    "run-problem": lambda: run(examples.asked(p.Think(RULES, 0.0, 0.0, answers.LOST))),
    "run-answer": lambda: run(examples.asked(p.Answer(RULES, 0.0, 47.0), 3)),
    "run-last": lambda: run(examples.asked(p.Answer(RULES, 0.0, 112.6), 3)),
    "run-lost": lambda: run(examples.asked(LOST, 3)),
    "run-writing": lambda: run(
        examples.asked(p.Typing(replace(RULES, typed=True), answers.SAID[:240], 0.0, 47.0), 3)
    ),
    "run-saving": lambda: run(examples.asked(p.Saving(RULES), 3)),
    "run-listening": lambda: run(
        examples.asked(p.Rate(answers.TAKE, p.Transcribing(0.4)), phase="listening")
    ),
    "run-break": lambda: run(examples.resting("break", 2, break_left_s=7.4)),
    "rating": rating,
    "report": lambda: report(examples.reported(), playing=True),
    "report-end": report_end,
    "report-half": lambda: report(examples.reported(examples.half_report())),
    "setup-reading": lambda: set_up(examples.set_up(packs=())),
}


if __name__ == "__main__":
    take(PAGES, Path(sys.argv[1]), sys.argv[2:])
