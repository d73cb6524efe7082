"""Speaks the grammar and keeps what a Whisper would hear of it.

python -m tests.tinywhisper.data clips.pickle [--count 3600]
"""

import argparse
import random
from pathlib import Path

from tests.tinywhisper.clips import Clip, log_mel, save
from tests.tinywhisper.grammar import sentences
from tests.tinywhisper.shape import MEL_FRAMES_PER_S
from tests.tinywhisper.voices import Espeak, speak


def make_clips(count: int, seed: int = 1) -> list[Clip]:
    """Speak `count` sentences; every other one is one of the fixed."""
    rng, espeak, known = random.Random(seed), Espeak(), sentences()
    clips: list[Clip] = []
    while len(clips) < count:
        at = len(clips)
        text = known.fixed[at % len(known.fixed)] if at % 2 == 0 else rng.choice(known.others)
        spoken = speak(text, rng, espeak)
        if spoken.words:  # without times it cannot guide the attention
            clips.append(Clip(text, log_mel(spoken.sound), spoken.words))
    return clips


def main() -> None:
    """Write the clips."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=3600)
    options = parser.parse_args()
    clips = make_clips(options.count)
    save(clips, options.out)
    minutes = sum(clip.length for clip in clips) / MEL_FRAMES_PER_S / 60
    print(f"{len(clips)} sentences, {minutes:.1f} minutes")


if __name__ == "__main__":
    main()
