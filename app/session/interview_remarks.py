"""What went well in an interview and what is worth work, by plain rules, with the places."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from app.core.interview import InterviewRules
from app.core.interviewing import answer_rules
from app.session.interview_evidence import Candidate, Judged
from app.session.interview_views import AnswerReport, Remark
from app.session.remarks_on_content import on_content
from app.session.remarks_on_delivery import on_delivery
from app.session.remarks_on_stories import on_stories

MOST_REMARKS: Final = 3
# Half a minute of speech: of less nothing can be said that the next answer might not turn round.
MIN_WORDS: Final = 60
# Whoever is to pause instead of filling is not told in the same breath to pause less.
ASK_FOR_PAUSES: Final = frozenset({"fillers", "phrases"})

TOO_LITTLE: Final = "Too little was said to judge."
ONLY_DRAFTS: Final = (
    "The words are drafts, too rough to say what was in them. Remarks are about time and pace only."
)
ORDINARY: Final = "Nothing stood out, neither for good nor as worth work."


def remark_on(
    answers: Sequence[AnswerReport], rules: InterviewRules
) -> tuple[tuple[Remark, ...], tuple[Remark, ...], str]:
    """Return the strengths and the things to work on, at most three each, and a note.

    The clearest strengths and the most rewarding things to work on come first. Each shows in at
    least one place, and nothing is remarked on in both lists.

    Args:
        answers: The answers, step by step.
        rules: How the interview went.

    Returns:
        Strengths, things to work on, and why there are few or none; empty when there are some.
    """
    judged = _judged(answers, rules)
    if sum(len(each.words) for each in judged) < MIN_WORDS:
        return (), (), TOO_LITTLE
    made = chain(on_content(judged), on_stories(judged), on_delivery(judged))
    found = _without_clashes([each for each in made if each is not None])
    found.sort(key=lambda each: -each.weight)
    strengths, to_work_on = _best(found, good=True), _best(found, good=False)
    if not any(each.exact for each in judged):
        return strengths, to_work_on, ONLY_DRAFTS
    return strengths, to_work_on, "" if found else ORDINARY


def _without_clashes(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what asks for the contrary of something that is more worth saying."""
    bad = {each.subject for each in found if not each.good}
    if bad & ASK_FOR_PAUSES:
        return [each for each in found if each.subject != "pauses"]
    return list(found)


def _judged(answers: Sequence[AnswerReport], rules: InterviewRules) -> list[Judged]:
    return [
        Judged(each.step, each.attempt, each.feedback, answer_rules(each.step, rules).answer_s)
        for each in answers
        if each.attempt is not None and each.feedback is not None and each.attempt.transcript
    ]


def _best(found: Sequence[Candidate], *, good: bool) -> tuple[Remark, ...]:
    return tuple(each.remark for each in found if each.good is good)[:MOST_REMARKS]
