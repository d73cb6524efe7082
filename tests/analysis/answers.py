"""Hand-made transcripts and questions."""

from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript, Word

WORD_S = 0.3
STEP_S = 0.4

DEPLOY = Question(
    id="deploy",
    pack_id="mlops",
    pack_title="MLOps interview",
    group="Cloud",
    ask="How would you deploy a model on the cloud?",
    key_points=(
        KeyPoint(
            "A container packs the serving code together with pinned library versions.",
            aliases=("I'd build a Docker image with every dependency locked.",),
        ),
        KeyPoint(
            "Replicas are added and removed automatically as traffic rises and falls.",
            aliases=("I turn on autoscaling with a minimum and a maximum.",),
        ),
        KeyPoint(
            "The service runs under a role with only the permissions it needs.",
            aliases=("I give the endpoint least-privilege access.",),
        ),
        KeyPoint(
            "After release, dashboards follow latency, failures and the predictions themselves.",
            aliases=("I monitor response times, error rates and the scores.",),
        ),
    ),
    answer_s=60.0,
)

CONTAINER, SCALING, ROLE, MONITORING = range(4)


def spoken(text: str, *, draft: bool = False, start_s: float = 0.0) -> Transcript:
    """Return a transcript with one word each 0.4 s, each 0.3 s long."""
    words = tuple(
        Word(word, start_s + index * STEP_S, start_s + index * STEP_S + WORD_S)
        for index, word in enumerate(text.split())
    )
    return Transcript(words, engine="test", draft=draft)
