"""Says what works on this computer, and how to get what does not."""

import platform
from collections.abc import Iterator
from typing import Final

import app
from app.cli.parser import Arguments
from app.core.errors import AnalysisError
from app.core.sizes import size_in_words
from app.session import models
from app.session.about import libraries
from app.session.inbox import Inbox
from app.session.model_views import ModelView
from app.session.services import OpenServices, Services

NO_MODEL: Final = (
    "none in use; for good text: greenroom models download base.en, or Settings, Sound and speech"
)
VOICE: Final = "the computer's own voice reads questions aloud, if wished"
NO_VOICE: Final = "no voice was found; on Linux, install espeak-ng"
GOOD, MISSING = "ok", "--"


def doctor(open_services: OpenServices, arguments: Arguments) -> int:
    """Print a line for each thing that matters; 1 when something needed is missing."""
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        looked = []
        services.hooks.microphones = lambda: looked.append(True)
        services.microphones.look(services.preferences.value.microphone)
        services.shelf.refresh()
        inbox.run_until(lambda: bool(looked) and not services.shelf.busy)
        lines = list(_lines(services))
    for mark, what, detail in lines:
        print(f"{mark}  {what:18} {detail}")
    return 1 if any(mark == MISSING for mark, _, _ in lines) else 0


def _lines(services: Services) -> Iterator[tuple[str, str, str]]:
    yield GOOD, "Greenroom", f"{app.__version__}, Python {platform.python_version()}"
    for part in libraries():
        missing = "is not installed: install Greenroom again"
        yield GOOD if part.version else MISSING, part.name, part.version or missing
    yield from _microphones(services)
    yield GOOD, "Reading aloud", VOICE if services.voice.available else NO_VOICE
    yield from _models(services)
    library = services.library()
    yield GOOD, "Questions", f"{len(library.questions)} in {len(library.packs)} packs"
    for problem in library.problems:
        yield MISSING, "Pack", str(problem)
    for notice in services.notices:
        yield MISSING, "Settings", notice
    places = services.places
    for what, folder in (
        ("Data", places.data),
        ("Own packs", places.packs),
        ("Whisper models", places.models),
        ("Logs", places.logs),
    ):
        yield GOOD, what, str(folder)


def _microphones(services: Services) -> Iterator[tuple[str, str, str]]:
    found = services.microphones.list
    if found.problem:
        yield MISSING, "Microphone", found.problem
    elif not found.inputs:
        yield MISSING, "Microphone", "none was found; connect one, or allow programs to use it"
    for device in found.inputs:
        mark = "  <- in use" if device.name == found.chosen.name else ""
        yield GOOD, "Microphone", f"{device.label}{mark}"


def _models(services: Services) -> Iterator[tuple[str, str, str]]:
    yield GOOD, "Draft engine", "built in: rough text at once, marked as a draft"
    folder = services.preferences.engine().folder
    if folder is None:
        yield GOOD, "Whisper model", NO_MODEL
    else:
        model = models.look_at(folder)
        yield (MISSING if model.problem else GOOD), "Whisper model", model.problem or model.title
    for each in services.shelf.view.models:
        yield from _model_here(each)
    if models.embedding_ready(services.places.embedding):
        yield GOOD, "Embedding model", "ready: key points are compared by meaning"
    else:
        yield MISSING, "Embedding model", "missing: key points are compared by words only"


def _model_here(model: ModelView) -> Iterator[tuple[str, str, str]]:
    if model.phase == "ready":
        yield GOOD, "Model here", f"{model.title} ({size_in_words(model.size_bytes)})"
    elif model.phase == "damaged":
        yield MISSING, "Model here", f"{model.title}: {model.problem}"
    elif model.kept_bytes:
        goes_on = f"it goes on with: greenroom models download {model.key}"
        yield GOOD, "Model begun", f"{size_in_words(model.kept_bytes)} of {model.title}; {goes_on}"


def prepare_models(open_services: OpenServices, arguments: Arguments) -> int:
    """Convert the packaged embedding weights, so that the first answer need not wait for it."""
    with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
        if not models.prepare_embedding(services.places.embedding):
            raise AnalysisError(
                "The embedding weights are not installed.",
                hint="Key points are compared by words until they are; see Settings.",
            )
    print("The embedding model is ready.")
    return 0
