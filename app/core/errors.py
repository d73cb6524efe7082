"""Every error this program raises on purpose."""


class AppError(Exception):
    """A foreseen problem whose text may be shown to the person as it is.

    The text says what happened and what is safe, the hint what to do. Anything
    that is not an AppError is a bug and is reported with its traceback.
    """

    def __init__(self, text: str, *, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the hint when the error crosses a process border."""
        return (_rebuild, (type(self), str(self), self.hint))


def _rebuild(kind: type[AppError], text: str, hint: str) -> AppError:
    return kind(text, hint=hint)


class StorageError(AppError):
    """The history, the settings or a take could not be read or written."""


class PackError(AppError):
    """A question pack or a question could not be found or read."""


class StoryError(AppError):
    """A file of stories could not be read, or a story could not be found."""


class AudioError(AppError):
    """The microphone or the loudspeaker could not be used."""


class SpeechError(AppError):
    """The speech engine could not start, or failed on a take."""


class AnalysisError(AppError):
    """The embedding model is missing or damaged."""


class HubError(AppError):
    """Something could not be fetched from the model hub."""
