from app.analysis.embedder import Embedder
from app.analysis.review import ANALYSIS_VERSION, Analyst
from app.core.feedback import PointState
from tests.analysis.answers import CONTAINER, DEPLOY, spoken


def test_feedback_holds_coverage_and_delivery_of_the_same_answer(embedder: Embedder) -> None:
    transcript = spoken("Um, I'd build a Docker image with every dependency locked.")
    feedback = Analyst(embedder).assess(DEPLOY, transcript, 30.0)
    assert feedback.coverage.findings[CONTAINER].state is PointState.COVERED
    assert feedback.delivery.fillers == (0,)
    assert feedback.delivery.duration_s == 30.0
    assert feedback.delivery.length.high == 1.1 * DEPLOY.answer_s


def test_the_version_changes_with_the_method(embedder: Embedder) -> None:
    assert Analyst(embedder).version != Analyst(None).version
    assert Analyst(None).version.startswith(ANALYSIS_VERSION)
