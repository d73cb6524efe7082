"""What is shown of an interview while an answer is being read."""

from app.core import practice as p
from tests.session.conftest import Stage
from tests.session.test_interview_session import PROBED, Room, answer
from tests.session.tools import TEXT


def test_it_is_shown_how_far_an_answer_has_been_read(stage: Stage) -> None:
    room = Room(stage)
    session = room.begin(PROBED)
    answer(session)
    assert session.view.phase == "listening"
    stage.listener.waiting.pop()()  # its words have come
    shown = room.views[-1].answer
    assert shown is not None
    assert isinstance(shown.state, p.Rate)
    assert shown.state.reading == p.Analysing(TEXT)
