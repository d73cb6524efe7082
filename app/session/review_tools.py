"""What a review needs from the rest of the program."""

from collections.abc import Callable
from dataclasses import dataclass

from app.audio.player import Player
from app.core.errors import AppError
from app.session.ports import Listener
from app.session.record import Record
from app.session.review_sound import Aside, at_once
from app.session.views import ReviewView
from app.speech.engine import EngineChoice
from app.storage.history import History
from app.storage.recordings import Recordings

OnReview = Callable[[ReviewView], None]
"""Takes the view of a review, on the session's thread."""


@dataclass(frozen=True, slots=True)
class ReviewTools:
    """What a review needs.

    Attributes:
        history: The attempts.
        record: Writes feedback beside them.
        recordings: The takes.
        listener: Writes down and judges.
        player: Plays a take; reports to `ReviewRoom.playing_ended`.
        engine: Says which engine the settings choose.
        complain: Shows a problem that does not stop the review.
        speed: Says how fast the person listens.
        keep_speed: Remembers how fast.
        aside: Reads a take without making the person wait.
    """

    history: History
    record: Record
    recordings: Recordings
    listener: Listener
    player: Player
    engine: Callable[[], EngineChoice]
    complain: Callable[[AppError], None]
    speed: Callable[[], float] = lambda: 1.0
    keep_speed: Callable[[float], None] = lambda speed: None
    aside: Aside = at_once
