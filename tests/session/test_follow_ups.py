"""Choosing a follow-up in a real worker process."""

import time
from dataclasses import replace
from pathlib import Path

from app.core.feedback import PointState
from app.core.question import KeyPoint
from app.session.assistant import Assistant
from app.session.follow_ups import FollowUpChooser
from app.session.inbox import Inbox
from app.session.toolbox import Toolbox
from tests.analysis.converted import put_model
from tests.session.tools import FEEDBACK, QUESTION, broken_toolbox

PROBED = replace(
    QUESTION,
    key_points=(
        KeyPoint("Inputs change."),
        KeyPoint("Meaning changes."),
        KeyPoint("Alerts watch the latency of the service."),
    ),
    follow_ups=("Who pays for it?", "Which alerts on latency would you set?"),
)


def chosen(assistant: Assistant, inbox: Inbox) -> list[int | None]:
    found: list[int | None] = []
    FollowUpChooser(assistant).choose(PROBED, FEEDBACK.coverage, found.append)
    end_s = time.monotonic() + 60
    inbox.run_until(lambda: bool(found) or time.monotonic() > end_s, tick=assistant.watch)
    assistant.close()
    return found


def test_the_worker_chooses_what_probes_the_missing_point(tmp_path: Path) -> None:
    assert FEEDBACK.coverage.states[2] is PointState.NOT_FOUND
    inbox = Inbox()
    assert chosen(Assistant(Toolbox(put_model(tmp_path / "model")), inbox.post), inbox) == [1]


def test_a_worker_that_fails_chooses_nothing() -> None:
    inbox = Inbox()
    assert chosen(Assistant(broken_toolbox, inbox.post), inbox) == [None]
