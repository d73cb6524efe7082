"""What went well in an interview and what is worth work, by plain rules, with the places."""

from collections.abc import Sequence

from app.session.interview_views import AnswerReport, Remark


def remark_on(answers: Sequence[AnswerReport]) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
    """Return the strengths and the things to work on, at most three each."""
    return (), ()
