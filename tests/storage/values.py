"""Small values to put into files and databases."""

from datetime import UTC, datetime
from typing import Final

from hypothesis import HealthCheck, settings

from app.core.attempt import Take
from app.core.question import KeyPoint, Question

NOW: Final = datetime(2026, 3, 14, 18, 42, 5, tzinfo=UTC)

# Every example uses the same folder anew, and the machine may be slow.
FUZZ: Final = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def question(name: str = "drift", pack: str = "mlops") -> Question:
    return Question(
        id=name,
        pack_id=pack,
        pack_title="MLOps",
        group="Basics",
        ask="What is drift?",
        key_points=(
            KeyPoint("Inputs change.", aliases=("The data shifts.",), must=(("drift", "shift"),)),
            KeyPoint("Targets change.", weight=0.5),
        ),
        anchors={1: "Words.", 3: "One way.", 5: "Both, with an example."},
        tags=("drift",),
    )


def take(name: str = "20260314-184205-7f3a.wav") -> Take:
    return Take(name, 61.5)
