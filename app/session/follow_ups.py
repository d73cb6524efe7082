"""Has the worker choose which follow-up probes best what an answer left out."""

from collections.abc import Callable
from typing import Final

from app.core.feedback import Coverage
from app.core.question import Question
from app.session.assistant import Assistant, Reply
from app.session.toolbox import RankFollowUps

# Some ten short texts, most of them known from before: milliseconds. The interview does not wait
# longer than for the words either.
PATIENCE_S: Final = 30.0


class FollowUpChooser:
    """Asks the assistant; lives on one thread."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def choose(
        self, question: Question, coverage: Coverage, on_chosen: Callable[[int | None], None]
    ) -> None:
        """Choose one of the follow-ups of a question, and return at once.

        Calls on_chosen once, with the index of the one that probes best what is missing, or with
        None when none does, or nobody can tell.
        """

        def hear(value: object) -> None:
            best = value[0] if isinstance(value, tuple) and value else None
            on_chosen(best if isinstance(best, int) else None)

        reply = Reply(hear, lambda _problem: on_chosen(None))
        job = RankFollowUps(question, coverage)
        self._assistant.ask(job, reply, patience_s=PATIENCE_S)
