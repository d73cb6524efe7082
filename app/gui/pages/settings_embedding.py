"""Settings, Sound and speech: the model that compares meanings, and fetching it."""

from PySide6.QtWidgets import QHBoxLayout

from app.gui.icons import Icon
from app.gui.pages.settings_part import Part
from app.gui.pages.settings_values import CancelFetch, Embedding, FetchEmbedding
from app.gui.widgets.button import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text


class EmbeddingPart(Part):
    """The model that tells which key points an answer has; fetched when asked for."""

    def __init__(self) -> None:
        super().__init__("Key point model", "Compares meanings, on this computer only")
        self.fetch = Button("Fetch", icon=Icon.DOWNLOAD_SIMPLE, size="small")
        self.cancel = Button("Cancel", size="small")
        self.progress = Progress("Fetching the key point model")
        self.problem = NoticeBar()
        self._glyph = Glyph(Icon.CHECK_CIRCLE, 18, ink="accent_ink")
        self._words = Text("", "second", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self._glyph, self._words, self.fetch, self.cancel):
            row.addWidget(widget, 1 if widget is self._words else 0)
        self.column.addWidget(self.problem)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)
        self.fetch.clicked.connect(lambda: self.happened.emit(FetchEmbedding()))
        self.cancel.clicked.connect(lambda: self.happened.emit(CancelFetch()))

    def show_embedding(self, embedding: Embedding) -> None:
        """Show whether it is there, or how far the fetch is."""
        fetching = embedding.fetched is not None
        self._glyph.set_icon(
            Icon.CHECK_CIRCLE if embedding.ready else Icon.INFO,
            ink="accent_ink" if embedding.ready else "amber_ink",
        )
        self._words.setText(_embedding_words(embedding))
        self.fetch.setText(f"Fetch ({embedding.size_mb} MB)")
        self.fetch.setVisible(not embedding.ready and not fetching)
        self.cancel.setVisible(fetching)
        self.progress.setVisible(fetching)
        self.progress.set_fraction(embedding.fetched or 0.0)
        problem = embedding.problem
        message = Message("The model could not be fetched", problem) if problem else None
        self.problem.show_message(message)


def _embedding_words(embedding: Embedding) -> str:
    if embedding.fetched is not None:
        arrived = round(embedding.fetched * embedding.size_mb)
        return f"{arrived} of {embedding.size_mb} MB. What has arrived is kept if you cancel."
    if embedding.ready:
        return "MiniLM is ready: an answer may use other words than the key point."
    return (
        "MiniLM is not here, so only the words of an answer are compared, not what they mean."
        " Fetching it is the one thing that uses the network."
    )
