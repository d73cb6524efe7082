"""The files of the published MiniLM model, and how to know that they are whole."""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

from app.core.errors import AnalysisError


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of the published model, and how to know it is whole."""

    name: str
    size_bytes: int
    sha256: str


# sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), the same in the package and on the hub.
CONFIG: Final = WeightFile(
    "config.json", 612, "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"
)
VOCABULARY: Final = WeightFile(
    "vocab.txt", 231_508, "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
)
TOKENIZER: Final = WeightFile(
    "tokenizer.json", 466_247, "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
)
WEIGHTS: Final = WeightFile(
    "model.safetensors",
    90_868_376,
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
FILES: Final = (CONFIG, VOCABULARY, TOKENIZER, WEIGHTS)
TOTAL_BYTES: Final = sum(file.size_bytes for file in FILES)
REPOSITORY: Final = "sentence-transformers/all-MiniLM-L6-v2"
REVISION: Final = "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"


def check(path: Path, expected: WeightFile) -> None:
    """Raise AnalysisError unless a file is there, whole and unchanged."""
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise AnalysisError(
            f"The embedding model is incomplete: {expected.name} cannot be read.",
            hint="Install or fetch the embedding weights again.",
        ) from error
    if found != expected.sha256:
        raise AnalysisError(
            f"The embedding model is damaged: {expected.name} is not the published file.",
            hint="Install or fetch the embedding weights again.",
        )
