"""Writes down answer.wav, word by word, into words.json: so that it can be shown without an engine.

    python resources/demo/write_transcript.py

Uses the test model of tests/tinywhisper, which knows these sentences; what it heard must be what
answer.txt says. The words are stored as the text has them.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
ROOT: Final = FOLDER.parents[1]
MODEL: Final = ROOT / "tests" / "tinywhisper" / "model"


def bare(word: str) -> str:
    """Return a word without its punctuation."""
    return word.strip(".,").lower()


def main() -> None:
    """Write words.json."""
    sys.path.insert(0, str(ROOT))
    from app.core.transcript import Transcript
    from app.speech.engine import WHISPER, EngineChoice
    from app.speech.transcribe import transcribe_file
    from app.storage.codec import WORDS

    *_, heard = transcribe_file(FOLDER / "answer.wav", EngineChoice(WHISPER, MODEL))
    assert isinstance(heard, Transcript)
    said = (FOLDER / "answer.txt").read_text("utf-8").split()
    assert [bare(word.text) for word in heard.words] == [bare(word) for word in said], heard.text
    words = tuple(
        replace(
            word,
            text=text,
            start_s=round(word.start_s, 2),
            end_s=round(word.end_s, 2),
            probability=1.0,
        )
        for word, text in zip(heard.words, said, strict=True)
    )
    (FOLDER / "words.json").write_text(WORDS.dump(words) + "\n", "utf-8")


if __name__ == "__main__":
    main()
