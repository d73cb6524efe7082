from app.analysis.embedder import Embedder
from app.analysis.meaning import meaning_scores
from app.analysis.overlap import Phrasing

QUESTION = "How would you deploy a model on the cloud?"
ECHO = "I would deploy the model on the cloud."
POINTS = [
    Phrasing(0, "A model on the cloud is deployed in a container."),
    Phrasing(1, "A model on the cloud is scaled with the traffic."),
    Phrasing(2, "A model on the cloud is watched by dashboards."),
]


def test_what_the_question_says_already_brings_no_nearness(embedder: Embedder) -> None:
    said = embedder.encode([ECHO])
    unasked = meaning_scores(embedder, POINTS[:1], "", said)[0, 0]
    asked = meaning_scores(embedder, POINTS[:1], QUESTION, said)[0, 0]
    assert unasked > 0.5
    assert asked < unasked - 0.2


def test_what_all_points_share_brings_no_nearness(embedder: Embedder) -> None:
    said = embedder.encode([ECHO])
    alone = meaning_scores(embedder, POINTS[2:], "", said)[0, 0]
    among_others = meaning_scores(embedder, POINTS, "", said)[2, 0]
    assert among_others < alone - 0.2


def test_aliases_do_not_change_what_the_points_share(embedder: Embedder) -> None:
    said = embedder.encode([ECHO, "Grafana shows latency."])
    aliased = [*POINTS[:1], Phrasing(0, "I use Docker."), *POINTS[1:]]
    bare = meaning_scores(embedder, POINTS, QUESTION, said)
    assert abs(meaning_scores(embedder, aliased, QUESTION, said)[[0, 2, 3]] - bare).max() < 1e-5
