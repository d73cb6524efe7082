"""The page on which a person sees what they covered and how they sounded, and listens back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.feedback import PointFinding
from app.core.own_view import own_view
from app.core.replay import Stretch, with_breath
from app.gui import look
from app.gui.evidence import is_heard
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.events import AnswerWith, OpenSettings, Retake
from app.gui.pages.export_offers import AttemptExport
from app.gui.pages.review_advice import Advice, advice_of, why_no_words, written_in
from app.gui.pages.review_content import OwnWords, content_of
from app.gui.pages.review_editing import Editing
from app.gui.pages.review_events import (
    Close,
    Compare,
    Confirm,
    Delete,
    Export,
    KeepNote,
    MarkPart,
    Next,
    OpenTake,
    Pause,
    Play,
    ReadAgain,
    Recheck,
    ReviewPageEvent,
    Seek,
    SetBest,
    SetNote,
    TickPoint,
)
from app.gui.pages.review_jumps import Jumps
from app.gui.pages.review_listening import Listening
from app.gui.pages.review_parts import (
    SIDE_PX,
    FurtherReading,
    ReadingPanel,
    ReviewFoot,
    ReviewHead,
    has_sound,
    shown_transcript,
    transcript_of,
)
from app.gui.pages.review_story import StoryShape, spoken_of
from app.gui.pages.review_takes import AmongTakes
from app.gui.widgets.bars import TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.content_panel import ContentPanel
from app.gui.widgets.delivery_panel import DeliveryPanel
from app.gui.widgets.focus_keys import press_focused
from app.gui.widgets.key_points import KeyPoints
from app.gui.widgets.note_to_keep import NoteToKeep
from app.gui.widgets.notice import NoticeBar
from app.gui.widgets.own_view_panel import OwnViewPanel
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.player_card import PlayerCard
from app.gui.widgets.side_column import GUTTER_PX, SideColumn
from app.gui.widgets.story_panel import StoryPanel
from app.session.views import ReviewView

# With the page come the events it sends.
__all__ = [
    "AnswerWith",
    "Close",
    "Compare",
    "Confirm",
    "Delete",
    "Export",
    "KeepNote",
    "MarkPart",
    "Next",
    "OpenSettings",
    "OpenTake",
    "Pause",
    "Play",
    "ReadAgain",
    "Retake",
    "ReviewPage",
    "ReviewPageEvent",
    "Seek",
    "SetBest",
    "SetNote",
    "TickPoint",
]

STEP_S: Final = 3.0
POINT_KEYS: Final = 9
LEFT_PX: Final = 484
LEFT_SHARE: Final = 0.41
# Below this width, at the normal text size, the player stands above the key points.
NARROW_PX: Final = 920
CARD_PX: Final = 440


class ReviewPage(QWidget):
    """Shows a ReviewView.

    Signals:
        happened: A ReviewPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming earlier takes."""
        super().__init__()
        self._view: ReviewView | None = None
        self._advice: Advice | None = None
        self._built: object = None  # what of the page has been built anew last
        self._position_s = 0.0
        self._playing = False
        self.top = TopBar()
        self.delete = Button("Delete", "quiet", icon=Icon.TRASH, size="small")
        self.export = AttemptExport()
        self.head = ReviewHead(now)
        self.notice = NoticeBar()
        self.earlier = NoteToKeep()
        self.reading = ReadingPanel()
        self.points = KeyPoints()
        self.story = StoryPanel()
        self.own_view = OwnViewPanel()
        self.delivery = DeliveryPanel()
        self.further = FurtherReading()
        self.player = PlayerCard()
        self.foot = ReviewFoot()
        self.words = ContentPanel()
        self._listening = Listening(self.player, self._send)
        self._own_words = OwnWords(self.words, self.further, self._send)
        self._among = AmongTakes(self.top, self.earlier, self._send)
        self._jumps = Jumps(self.player, self.points, self._send, self._show_row)
        self._editing = Editing(self.player, self._send, self._take_focus)
        self._shape = StoryShape(self.story, self.player, self._send, self._show_words)
        self._lay_out()
        self._connect()
        self._bind_keys()

    def show_state(self, view: ReviewView) -> None:
        """Make the page look like view; cheap where nothing has changed."""
        before, self._view = self._view, view
        if before is None or before.attempt.id != view.attempt.id:
            self.foot.note.start_anew(view.attempt.note)
            self._take_focus()
            self._side.verticalScrollBar().setValue(0)
        self.foot.note.show_note(view.attempt.note)
        self._show_place(view)
        self.head.show_view(view)
        self._among.show_view(view)
        self.export.show_view(view)
        self._advice = advice_of(view)
        self.notice.show_message(self._advice.message if self._advice else None)
        self._show_feedback(view)
        take = view.attempt.take
        problem = written_in(take) if view.attempt.typed else view.sound_problem
        self.player.show_take(view.waveform, take.duration_s, problem, wanted=not take.name)
        self.player.offer_sound(not view.attempt.typed)
        self._listening.show_view(view)
        self._jumps.show_view(view)
        self._editing.show_view(view)
        self._shape.show_view(view)
        runs = len(self.player.band.blocks)
        built = (len(self.points.rows), self.notice.message, content_of(view), runs)
        if built != self._built:
            self._built = built
            left = (self.points, self.story, self.own_view, self.delivery, self.words, self.further)
            above = (self.top, self.head, self.notice, self.earlier)
            reading_order(*above, *left, self.player, self.foot)

    def show_position(self, position_s: float, playing: bool) -> None:
        """Show which moment of the take is heard, in seconds; called 30 times a second."""
        self._position_s = self._listening.position_s = position_s
        self._jumps.position_s = self._editing.position_s = position_s
        self._editing.playing = playing
        self._shape.position_s = position_s
        if playing and not self._playing:
            self.player.transcript.follow()
        self._playing = playing
        self.player.show_position(position_s, playing)

    def set_single_keys(self, on: bool) -> None:
        """Switch single letters and digits as shortcuts on or off."""
        self._keys.set_single_keys(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the player above the key points where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.BottomToTop if narrow else direction.LeftToRight)
        self.head.fold(self.width() - 2 * SIDE_PX, narrow=narrow)
        self._side.set_unrolled(narrow)
        width = min(look.px(LEFT_PX), round((self.width() - 3 * SIDE_PX) * LEFT_SHARE))
        self._side.setMinimumWidth(0 if narrow else width)
        self._side.setMaximumWidth(self.width() if narrow else width)
        self.player.setMinimumHeight(look.px(CARD_PX) if narrow else look.px(260))

    # What is shown ----------------------------------------------------------------------

    def _show_place(self, view: ReviewView) -> None:
        self.foot.next.setVisible(view.place is not None)
        if view.place is None:
            self.top.show_alone("Review")
            return
        self.top.show_place(view.place.index, view.place.total)
        last = view.place.index + 1 >= view.place.total
        self.foot.next.setText("Finish" if last else "Next question")

    def _show_feedback(self, view: ReviewView) -> None:
        transcript = transcript_of(view)
        spoke = transcript is not None and bool(transcript.words)
        feedback = view.feedback if spoke else None
        coverage = feedback.coverage if feedback and feedback.coverage.findings else None
        draft = transcript is not None and transcript.draft and not view.attempt.confirmed
        typed = transcript is not None and transcript.typed
        # What is known of a text the person has just changed is shown until it is judged again.
        self.reading.show_reading(view.reading, known=feedback is not None)
        self.player.offer_reading(view.can_read_whole and transcript is not None)
        self.points.show_coverage(coverage, draft=draft)
        self.points.set_playable(has_sound(view), timed=not typed)
        self.points.show_parts([point.part for point in view.attempt.question.key_points])
        own = own_view(view.attempt.self_rating, coverage) if coverage and not draft else None
        self.own_view.show_view(own, [point.text for point in view.attempt.question.key_points])
        self.delivery.show_delivery(feedback.delivery if feedback and not typed else None)
        self.further.show_question(view.attempt.question)
        self._own_words.show_view(view, draft=draft)
        self._show_words()

    def _show_words(self) -> None:
        view = self._view
        transcript = transcript_of(view) if view else None
        if view is None or transcript is None or not transcript.words:
            self.player.show_spoken(None, why_no_words(view) if view else "")
            return
        spoken = spoken_of(view, transcript, letters=self._shape.letters)
        self.player.show_spoken(spoken, "")

    # What the person does ---------------------------------------------------------------

    def _send(self, event: ReviewPageEvent | None) -> None:
        """Send an event, after a note that is still being typed: leaving must not lose it."""
        self.foot.note.keep()
        if event is not None:
            self.happened.emit(event)

    def _toggle_play(self) -> None:
        if self._view and self._view.waveform:
            self._send(Pause() if self._playing else Play())

    def _press_space(self) -> None:
        if not press_focused(self):
            self._toggle_play()

    def _step(self, seconds: float) -> None:
        if self._view and self._view.waveform:
            end_s = self._view.attempt.take.duration_s
            self._send(Seek(max(0.0, min(end_s, self._position_s + seconds))))

    def _play_point(self, index: int) -> None:
        findings: tuple[PointFinding, ...] = ()
        if self._view and self._view.feedback and self._view.waveform:
            findings = self._view.feedback.coverage.findings
        if index < len(findings) and is_heard(findings[index]):
            evidence = findings[index].evidence
            assert evidence is not None  # is_heard says so
            self._play_stretch(with_breath(evidence.start_s, evidence.end_s))

    def _play_stretch(self, stretch: Stretch) -> None:
        if self._view and self._view.waveform:
            self._send(Play(stretch.from_s, stretch.until_s))

    def _show_row(self, index: int) -> None:
        """Bring a key point into view, with the focus on what can be done about it."""
        row = self.points.rows[index]
        self._side.ensureWidgetVisible(row)
        self._page.ensureWidgetVisible(row)
        row.take_focus()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _play_word(self, index: int) -> None:
        transcript = shown_transcript(self._view) if self._view else None
        if transcript is not None and self._view and self._view.waveform:
            self._send(Play(transcript.words[index].start_s))

    def _press_esc(self) -> None:
        if not self._listening.let_go():
            self._send(Close())

    def _go_on(self) -> None:
        if self._view and self._view.place is not None:
            self._send(Next())

    # Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = self._page = ScrollPage((SIDE_PX, 20, SIDE_PX, 20))
        page.column.addWidget(self.head)
        page.column.addSpacing(16)
        self.notice.setContentsMargins(0, 0, 0, 16)
        page.column.addWidget(self.notice)
        self.earlier.setContentsMargins(0, 0, 0, 16)
        page.column.addWidget(self.earlier)
        self._side = SideColumn()
        self._side.column.setSpacing(16)
        found = (self.points, self.story, self.own_view, self.delivery, self.words, self.further)
        for widget in (self.reading, *found):
            self._side.column.addWidget(widget)
        self._side.column.addStretch()
        self._halves = QHBoxLayout()
        self._halves.setSpacing(SIDE_PX - GUTTER_PX)
        self._halves.addWidget(self._side)
        self._halves.addWidget(self.player, 1)
        page.column.addLayout(self._halves, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.delete.setToolTip("Move this take to the trash (Ctrl+Delete)")
        self.delete.setAccessibleName("Delete this take")
        self.top.add_action(self.delete)
        column.addWidget(self.top)
        column.addWidget(page, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.top.left.connect(lambda: self._send(Close()))
        self.delete.clicked.connect(lambda: self._send(Delete()))
        self.top.add_action(self.export)
        self.export.chosen.connect(lambda kind: self._send(Export(kind)))
        self.head.story.chosen.connect(lambda uid: self._send(AnswerWith(uid)))
        self.head.take_chosen.connect(lambda attempt_id: self._send(OpenTake(attempt_id)))
        self.notice.acted.connect(lambda: self._send(self._advice.act if self._advice else None))
        self.notice.declined.connect(
            lambda: self._send(self._advice.decline if self._advice else None)
        )
        self.points.ticked.connect(lambda index, said: self._send(TickPoint(index, said)))
        self.points.played.connect(lambda index: self._play_point(index))
        self.points.recheck_wanted.connect(lambda: self._send(Recheck()))
        self.points.settings_wanted.connect(lambda: self._send(OpenSettings()))
        self.player.toggled.connect(lambda: self._toggle_play())
        self.player.sought.connect(lambda position_s: self._send(Seek(position_s)))
        self.player.reread.connect(lambda: self._send(ReadAgain()))
        self.player.wanted.connect(lambda stretch: self._play_stretch(stretch))
        self.player.word_picked.connect(lambda index: self._play_word(index))
        self.foot.note.kept.connect(lambda text: self.happened.emit(SetNote(text)))
        self.foot.note.left.connect(lambda: self._take_focus())
        self.foot.retake.clicked.connect(lambda: self._send(Retake()))
        self.foot.next.clicked.connect(lambda: self._go_on())

    def _bind_keys(self) -> None:
        self._keys = Keys(self)
        self._keys.bind("Space", self._press_space)
        self._keys.bind("Esc", self._press_esc)
        self._keys.bind("Return", self._go_on)
        self._keys.bind("Enter", self._go_on)
        self._keys.bind("Left", lambda: self._step(-STEP_S))
        self._keys.bind("Right", lambda: self._step(STEP_S))
        self._listening.bind(self._keys)
        self._among.bind(self._keys)
        self._jumps.bind(self._keys)
        self._editing.bind(self._keys)
        self._shape.bind(self._keys)
        self._keys.bind("Ctrl+E", self.export.click)
        self._keys.bind("R", lambda: self._send(Retake()))
        self._keys.bind("T", self.head.open_stories)
        self._keys.bind("Ctrl+Delete", self.delete.click)
        self._keys.bind("N", self.foot.note.setFocus)
        self._keys.bind("A", lambda: self.further.toggle(self.further.answer))
        self._keys.bind("P", lambda: self.further.toggle(self.further.probes))
        for index in range(POINT_KEYS):
            self._keys.bind(str(index + 1), partial(self._play_point, index))
