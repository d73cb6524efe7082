"""What the model can understand: sentences made of an opener, a core and a tail."""

import itertools
import random
from dataclasses import dataclass
from typing import Final

OPENERS: Final = (
    "",
    "In my last role,",
    "First of all,",
    "For example,",
    "Um,",
    "So,",
    "You know,",
    "In practice,",
    "After that,",
    "To be honest,",
    "Well, uh,",
    "In production,",
)
CORES: Final = (
    "we used Kubeflow to run the training pipelines",
    "we versioned the data with DVC",
    "I set up a canary deployment for the new model",
    "we monitored feature drift every day",
    "the model was rolled back automatically",
    "we tracked every experiment with MLflow",
    "I wrote unit tests for the feature store",
    "we served the model behind a REST endpoint",
    "latency was our biggest problem",
    "we retrained the model every week",
    "the accuracy dropped by five percent",
    "we packaged the service in a Docker image",
    "I compared the new model with the baseline",
    "the alerts were sent to the team channel",
    "we validated the schema of the input data",
    "a small part of the traffic went to the new version",
    "I automated the release with a simple script",
    "we stored the artifacts in a model registry",
)
TAILS: Final = (
    "",
    "because the data changed quickly",
    "so the team could reproduce the results",
    "and it saved us a lot of time",
    "before it reached production",
    "on a Kubernetes cluster",
    "when the error rate went up",
    "with a small team of engineers",
    "after the code review",
)

FIXED_COUNT: Final = 120
HELD_OUT_COUNT: Final = 60


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences of the grammar, divided for training.

    Attributes:
        fixed: Spoken in training again and again, by many voices.
        held_out: Never spoken in training: they test whether words are heard, not sentences.
        others: Spoken in training now and then.
    """

    fixed: tuple[str, ...]
    held_out: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def for_training(self) -> tuple[str, ...]:
        """Every sentence training may use."""
        return self.fixed + self.others


def sentence(opener: str, core: str, tail: str) -> str:
    """Return the sentence of three parts, of which the first and the last may be empty."""
    joined = " ".join(part for part in (opener, core, tail) if part)
    return f"{joined[0].upper()}{joined[1:]}."


def sentences(seed: int = 7) -> Sentences:
    """Return the sentences of the grammar, shuffled and divided."""
    everything = sorted({sentence(*parts) for parts in itertools.product(OPENERS, CORES, TAILS)})
    random.Random(seed).shuffle(everything)
    held_out_end = FIXED_COUNT + HELD_OUT_COUNT
    return Sentences(
        fixed=tuple(everything[:FIXED_COUNT]),
        held_out=tuple(everything[FIXED_COUNT:held_out_end]),
        others=tuple(everything[held_out_end:]),
    )
