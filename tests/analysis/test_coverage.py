"""Which points of hand-made answers count as covered, and what shows it."""

from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis import coverage as coverage_module
from app.analysis import weights
from app.analysis.coverage import CoverageChecker, analyse, score
from app.analysis.embedder import Embedder
from app.core.feedback import PointState
from app.core.question import KeyPoint, Question
from app.core.transcript import Transcript
from tests.analysis.answers import CONTAINER, DEPLOY, MONITORING, ROLE, SCALING, STEP_S, spoken

ANSWER = (
    "Um, so first I'd put the inference code into a Docker image with every dependency locked. "
    "Then I turn on, uh, autoscaling so replicas come and go with the traffic. "
    "And once it is live I have dashboards for latency and error rates."
)
SILENCE = Transcript((), "test")


@pytest.fixture
def checker(embedder: Embedder) -> CoverageChecker:
    return CoverageChecker(embedder)


def states(checker: CoverageChecker, answer: str, question: Question = DEPLOY) -> list[PointState]:
    return [finding.state for finding in checker.assess(question, spoken(answer)).findings]


def test_said_points_are_covered_and_an_unsaid_one_is_not(checker: CoverageChecker) -> None:
    found = states(checker, ANSWER)
    assert found[CONTAINER] is found[SCALING] is found[MONITORING] is PointState.COVERED
    assert found[ROLE] is PointState.NOT_FOUND


def test_evidence_is_where_the_point_was_said(checker: CoverageChecker) -> None:
    finding = checker.assess(DEPLOY, spoken(ANSWER)).findings[SCALING]
    evidence = finding.evidence
    assert evidence is not None
    assert "autoscaling" in evidence.text
    words = ANSWER.split()
    assert " ".join(words[evidence.first_word : evidence.last_word + 1]) == evidence.text
    assert evidence.start_s == pytest.approx(evidence.first_word * STEP_S)
    assert evidence.end_s == pytest.approx(evidence.last_word * STEP_S + 0.3)


def test_matched_and_missing_words_are_those_of_the_point(checker: CoverageChecker) -> None:
    finding = checker.assess(DEPLOY, spoken(ANSWER)).findings[SCALING]
    assert "replicas" in finding.matched
    assert "traffic" in finding.matched
    assert "falls" in finding.missing
    assert not set(finding.matched) & set(finding.missing)


def test_a_transcript_without_punctuation_shows_the_same_points(checker: CoverageChecker) -> None:
    bare = ANSWER.lower().replace(",", "").replace(".", "")
    found = states(checker, bare)
    assert found[SCALING] is found[MONITORING] is PointState.COVERED
    assert found[ROLE] is PointState.NOT_FOUND


def test_an_alias_covers_its_point(checker: CoverageChecker) -> None:
    alias = "The endpoint gets least-privilege access and nothing more."
    assert states(checker, alias)[ROLE] is PointState.COVERED


def test_more_phrasings_of_the_same_point_do_not_change_its_score(checker: CoverageChecker) -> None:
    text = "The service runs under a role with only the permissions it needs."
    answer = "We gave the service a role of its own."
    one, four = (
        checker.match([KeyPoint(text, (text,) * aliases)], answer, DEPLOY.ask)[0].score
        for aliases in (0, 3)
    )
    assert four == pytest.approx(one, abs=1e-5)


def test_points_compete_for_what_was_said() -> None:
    points = [KeyPoint("Replicas scale."), KeyPoint("Replicas crash."), KeyPoint("Alerts page.")]
    scores = [match.score for match in CoverageChecker(None).match(points, "Replicas scale.", "")]
    assert scores[0] > 0.7
    assert scores[1] < 0.0  # the shared word is claimed by the point that was said in full


def test_repeating_the_question_covers_nothing(checker: CoverageChecker) -> None:
    echo = "So you ask how I would deploy a model on the cloud, how I would deploy it."
    assert PointState.COVERED not in states(checker, echo)


@pytest.mark.parametrize("answer", ["", "...", "Yes.", "um"])
def test_an_answer_without_content_covers_nothing(checker: CoverageChecker, answer: str) -> None:
    assert PointState.COVERED not in states(checker, answer)


def test_an_empty_transcript_has_no_evidence(checker: CoverageChecker) -> None:
    for finding in checker.assess(DEPLOY, SILENCE).findings:
        assert finding.evidence is None
        assert finding.state is PointState.NOT_FOUND
        assert finding.missing


def test_a_question_without_points_has_no_findings(checker: CoverageChecker) -> None:
    question = Question("id", "pack", "Pack", "group", "Tell me about yourself.")
    assert checker.assess(question, spoken(ANSWER)).findings == ()


def test_a_long_answer_is_read_to_its_end(checker: CoverageChecker) -> None:
    ramble = "We talked about the weather and the football match for quite a while. " * 120
    assert len(ramble.split()) > 1500
    finding = checker.assess(DEPLOY, spoken(ramble + ANSWER)).findings[SCALING]
    assert finding.state is PointState.COVERED
    assert finding.evidence is not None
    assert finding.evidence.first_word >= len(ramble.split())


def test_a_missing_must_term_takes_the_point_down(checker: CoverageChecker) -> None:
    text = "Replicas are added automatically as traffic rises."
    groups = (("Kubernetes", "KServe"),)
    plain = Question("id", "p", "P", "g", "How do you scale?", key_points=(KeyPoint(text),))
    strict = Question(
        "id", "p", "P", "g", "How do you scale?", key_points=(KeyPoint(text, must=groups),)
    )
    without = "Replicas get added as the traffic rises."
    with_term = without + " That is what Kubernetes does."
    free = checker.assess(plain, spoken(without)).findings[0].score
    assert checker.assess(strict, spoken(without)).findings[0].score == pytest.approx(free - 0.25)
    met = checker.assess(strict, spoken(with_term)).findings[0].score
    assert met == pytest.approx(checker.assess(plain, spoken(with_term)).findings[0].score)


def test_without_a_model_words_are_compared_and_it_says_so() -> None:
    coverage = CoverageChecker(None).assess(DEPLOY, spoken(ANSWER))
    assert coverage.method == "lexical"
    assert coverage.findings[CONTAINER].state is PointState.COVERED
    assert coverage.findings[ROLE].state is PointState.NOT_FOUND


def test_with_a_model_it_says_semantic(checker: CoverageChecker) -> None:
    assert checker.assess(DEPLOY, spoken(ANSWER)).method == "semantic"


texts = st.lists(st.sampled_from([*ANSWER.split(), "—", "日本", "5%", "um"]), max_size=60)


@given(words=texts, points=st.lists(texts, max_size=4), ask=texts)
def test_any_answer_to_any_question_gets_findings_inside_it(
    words: list[str], points: list[list[str]], ask: list[str]
) -> None:
    question = Question(
        "id",
        "p",
        "P",
        "g",
        " ".join(ask),
        key_points=tuple(KeyPoint(" ".join(point)) for point in points),
    )
    coverage = CoverageChecker(None).assess(question, spoken(" ".join(words)))
    assert [finding.point for finding in coverage.findings] == [" ".join(p) for p in points]
    for finding in coverage.findings:
        assert -1.0 <= finding.score <= 1.0
        if finding.evidence:
            assert 0 <= finding.evidence.first_word <= finding.evidence.last_word < len(words)


@given(words=texts)
def test_a_longer_answer_never_lowers_a_score(words: list[str]) -> None:
    checker = CoverageChecker(None)
    short = checker.match(DEPLOY.key_points, ANSWER, DEPLOY.ask)
    longer = checker.match(DEPLOY.key_points, ANSWER + " " + " ".join(words), DEPLOY.ask)
    for before, after in zip(short, longer, strict=True):
        # The runs of 20 words near the end come to lie elsewhere; the clauses stay.
        assert after.score >= before.score - 0.1


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder that is not the person's, and nothing loaded yet."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / name)
    coverage_module._default_checker.cache_clear()
    yield tmp_path
    coverage_module._default_checker.cache_clear()


def test_plain_texts_are_scored_without_weights_too_and_it_says_so(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    scores = score([point.text for point in DEPLOY.key_points], ANSWER)
    assert scores[ROLE] < scores[SCALING]
    assert "by words only" in caplog.text
    assert not list(own_cache.rglob("model.bin"))


@pytest.mark.usefixtures("published", "own_cache")
def test_plain_texts_are_scored_with_spans_of_the_answer() -> None:
    points = [point.text for point in DEPLOY.key_points]
    scores = score(points, ANSWER, question=DEPLOY.ask)
    matches = analyse(points, ANSWER, DEPLOY.ask)
    assert scores == [match.score for match in matches]
    start, end = matches[SCALING].span
    assert "autoscaling" in ANSWER[start:end]
    assert scores[ROLE] == min(scores)
