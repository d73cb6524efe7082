from app.analysis.embedder import Embedder
from app.analysis.meaning import meaning_scores

QUESTION = "How would you deploy a model on the cloud?"
ECHO = "I would deploy the model on the cloud."
POINTS = [
    ["A model on the cloud is deployed in a container."],
    ["A model on the cloud is scaled with the traffic."],
    ["A model on the cloud is watched by dashboards."],
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
    aliased = [[*POINTS[0], "I use Docker."], *POINTS[1:]]
    bare = meaning_scores(embedder, POINTS, QUESTION, said)
    assert abs(meaning_scores(embedder, aliased, QUESTION, said)[1:] - bare[1:]).max() < 1e-5


def test_what_only_one_phrasing_says_counts_less(embedder: Embedder) -> None:
    said = embedder.encode(["Docker is a company in California.", "The model is in a container."])
    one = ["I use Docker."]
    three = [*one, "Everything is packed into a container.", "It ships as an image."]
    by_one, by_three = (meaning_scores(embedder, [way], "", said)[0] for way in (one, three))
    assert by_three[0] < by_one[0]
    assert by_three[1] > by_one[1]
