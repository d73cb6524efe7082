"""What has changed between two views of an answer, so that a tick redraws no more than it must."""

from app.core import practice as p
from app.session.views import PracticeView


def is_new(before: PracticeView, view: PracticeView) -> bool:
    """Return whether another question, or another take of the same, is shown."""
    return (before.question, before.index, before.total, before.take_number, before.note) != (
        (view.question, view.index, view.total, view.take_number, view.note)
    )


def has_changed(before: PracticeView, view: PracticeView) -> bool:
    """Return whether more has changed than the time."""
    if is_new(before, view) or before.captions != view.captions:
        return True
    return _without_time(before.state) != _without_time(view.state)


def _without_time(state: p.State) -> object:
    match state:
        case p.Think(problem=problem):
            return "think", problem
        case p.Answer(notice=notice, calm=calm):
            return "answer", notice, calm
        case p.Interrupted(notice=notice, opening=opening):
            return "interrupted", notice, opening
        case _:
            return type(state)
