"""Which rows a list of answers has, and what is known of those that are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from app.core.attempt import AttemptSummary
from app.core.listing import Entry, Piece
from app.core.sitting import points_covered, spoken_s

PAGE_ROWS: Final = 50
KEPT_PAGES: Final = 20
# A snippet is looked for one by one, so there are fewer at a time.
SNIPPET_ROWS: Final = 25
# Of a sitting with more answers than anybody gives at once, only their number is told.
MOST_MEMBERS: Final = 100

T = TypeVar("T")


class SessionHead(NamedTuple):
    """A row above the answers of one sitting; without a session_id they belong to none."""

    session_id: str
    ids: tuple[int, ...]


Row = Entry | SessionHead


@dataclass(frozen=True, slots=True)
class Head:
    """What the row above the answers of one sitting says.

    Attributes:
        session_id: The sitting; empty for answers that belong to none.
        count: How many of its answers the list holds.
        began_at: When the earliest of them was made; None when that is not known.
        covered: Key points covered in the best takes.
        total: Key points there were; 0 when nothing was compared.
        spoken_s: How long the answers are together, in seconds.
    """

    session_id: str
    count: int
    began_at: datetime | None = None
    covered: int = 0
    total: int = 0
    spoken_s: float = 0.0


class Source(Protocol):
    """Reads what a part of a list shows; see `app.gui.pages.history_values.RowSource`."""

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        """Return what the rows of some attempts show."""

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        """Return where a text was found in some attempts."""


def grouped(entries: Sequence[Entry]) -> list[Row]:
    """Return the entries with a head above those of each sitting, where its first one stood."""
    groups: dict[str, list[Entry]] = {}
    alone = 0
    previous = None
    for entry in entries:
        if entry.session_id:
            key = entry.session_id
        else:  # what belongs to no sitting stays where it is
            alone += previous != ""
            key = f"\0{alone}"
        groups.setdefault(key, []).append(entry)
        previous = entry.session_id
    rows: list[Row] = []
    for members in groups.values():
        ids = tuple(entry.attempt_id for entry in members)
        rows.append(SessionHead(members[0].session_id, ids))
        rows += members
    return rows


class Pages(Generic[T]):
    """Reads a long list page by page, and keeps the last few pages."""

    def __init__(self, read: Callable[[range], T], size: int, kept: int = KEPT_PAGES) -> None:
        """Prepare an empty store.

        Args:
            read: Returns what is known of the rows of a page.
            size: Rows of a page.
            kept: How many pages are kept.
        """
        self._read = read
        self._size = size
        self._kept = kept
        self._pages: OrderedDict[int, T] = OrderedDict()

    def of(self, row: int) -> T:
        """Return what is known of the page a row is on."""
        number = row // self._size
        if number not in self._pages:
            start = number * self._size
            self._pages[number] = self._read(range(start, start + self._size))
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]

    def __len__(self) -> int:
        return len(self._pages)


class Listing:
    """A list of answers. What its rows show is read when they are looked at, a page at a time."""

    def __init__(
        self, entries: Sequence[Entry], source: Source, *, text: str = "", by_session: bool = False
    ) -> None:
        """Prepare the rows.

        Args:
            entries: The answers, from top to bottom.
            source: Reads what they show.
            text: What was searched; empty for nothing.
            by_session: Whether each sitting has a head of its own.
        """
        self.text = text
        self.rows: Sequence[Row] = grouped(entries) if by_session else entries
        self._source = source
        self._summaries = Pages(self._read_summaries, PAGE_ROWS)
        self._snippets = Pages(self._read_snippets, SNIPPET_ROWS)

    def summary(self, row: int) -> AttemptSummary | None:
        """Return what is known of the answer in a row; None for a head and what is unreadable."""
        entry = self.rows[row]
        if isinstance(entry, SessionHead):
            return None
        return self._summaries.of(row).get(entry.attempt_id)

    def head(self, row: int) -> Head | None:
        """Return what a row says of a sitting; None for an answer."""
        head = self.rows[row]
        if not isinstance(head, SessionHead):
            return None
        known = self._summaries.of(row)
        members = [known[each] for each in head.ids if each in known]
        if len(head.ids) > MOST_MEMBERS or not members:
            return Head(head.session_id, len(head.ids))
        covered, total = points_covered(members)
        began_at = min(each.made_at for each in members)
        spoken = spoken_s(members)
        return Head(head.session_id, len(head.ids), began_at, covered, total, spoken)

    def snippet(self, row: int) -> tuple[Piece, ...]:
        """Return where the text was found in the answer in a row."""
        entry = self.rows[row]
        if not self.text or isinstance(entry, SessionHead):
            return ()
        return self._snippets.of(row).get(entry.attempt_id, ())

    def place_of(self, attempt_id: int) -> int | None:
        """Return the row of an answer; None when it is not in the list."""
        for number, row in enumerate(self.rows):
            if isinstance(row, Entry) and row.attempt_id == attempt_id:
                return number
        return None

    def _read_summaries(self, numbers: range) -> Mapping[int, AttemptSummary]:
        ids: list[int] = []
        for row in self.rows[numbers.start : numbers.stop]:
            if isinstance(row, Entry):
                ids.append(row.attempt_id)
            elif len(row.ids) <= MOST_MEMBERS:
                ids += row.ids
        return self._source.summaries(list(dict.fromkeys(ids)))

    def _read_snippets(self, numbers: range) -> Mapping[int, tuple[Piece, ...]]:
        rows = self.rows[numbers.start : numbers.stop]
        ids = [row.attempt_id for row in rows if isinstance(row, Entry)]
        return self._source.snippets(ids, self.text)
