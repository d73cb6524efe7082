"""Lists, downloads, imports, checks and deletes speech models."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table

from app.cli.doctor import prepare_models
from app.cli.parser import Arguments
from app.cli.report import clock
from app.core.errors import AppError, SpeechError
from app.core.sizes import size_in_words
from app.session.inbox import Inbox
from app.session.model_shelf import ModelShelf
from app.session.model_views import ModelView
from app.session.services import OpenServices, Services


def models(open_services: OpenServices, arguments: Arguments) -> int:
    """Do what is asked for with the models; 1 when it did not work."""
    if arguments.action == "prepare":
        return prepare_models(open_services, arguments)
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        services.hooks.complain = _complain
        return _ModelDesk(services, inbox).do(arguments)


def _complain(error: AppError) -> None:
    print(f"{error} {error.hint}".strip(), file=sys.stderr)


class _ModelDesk:
    """Does one thing with the models, and waits until it is done."""

    def __init__(self, services: Services, inbox: Inbox) -> None:
        self._services = services
        self._shelf: ModelShelf = services.shelf
        self._inbox = inbox
        self._shelf.refresh()
        self._wait()

    def do(self, arguments: Arguments) -> int:
        """Do what is asked for; return the exit code."""
        match arguments.action:
            case "list":
                self._list()
            case "download":
                self._download(arguments.name)
            case "import":
                self._import(arguments.folder)
            case "delete":
                self._delete(arguments.name)
            case "check":
                return self._check(arguments.name)
            case _:
                raise AssertionError(f"the parser let {arguments.action} through")
        return 0

    def _list(self) -> None:
        table = Table(box=None, pad_edge=False)
        for heading in ("Model", "Size", "Languages", "Good for", "Here"):
            table.add_column(heading, overflow="fold")
        view = self._shelf.view
        for model in view.models:
            size = size_in_words(model.size_bytes)
            title = f"{model.title} *" if model.suggested else model.title
            table.add_row(title, size, model.languages, model.remark, self._state(model))
        console = Console(markup=False, highlight=False)
        console.print(table)
        console.print(f"\n* suggested for this computer. Folder of models: {view.folder}")

    def _state(self, model: ModelView) -> str:
        if model.phase == "ready":
            in_use = self._services.preferences.value.whisper_folder == model.folder
            return "in use" if in_use else "yes"
        if model.phase == "damaged":
            return model.problem
        if model.kept_bytes:
            return f"{size_in_words(model.kept_bytes)} of it"
        return "" if model.fits else "too large for this computer's memory"

    def _download(self, name: str) -> None:
        key = self._shelf.model(name).key
        if self._shelf.model(key).phase == "ready":
            print(f"{key} is here already: {self._shelf.model(key).folder}")
            return
        self._shelf.download(key)
        try:
            self._follow()
        except KeyboardInterrupt:
            print("\nStopped. What has arrived is kept: the same command goes on.", file=sys.stderr)
            raise
        model = self._shelf.model(key)
        if model.phase != "ready":
            raise SpeechError(model.problem or f"{key} has not arrived.")
        self._say_arrived([model])

    def _import(self, folder: Path) -> None:
        before = {model.folder for model in self._shelf.view.models}
        self._shelf.import_folder(folder.absolute())
        self._follow()
        view = self._shelf.view
        self._say_arrived(
            [each for each in view.models if each.phase == "ready" and each.folder not in before]
        )
        if view.problem:
            raise SpeechError(view.problem)

    def _delete(self, name: str) -> None:
        model = self._shelf.model(name)
        if model.phase == "absent" and model.kept_bytes:
            self._shelf.discard(model.key)
        else:
            self._shelf.delete(model.key)
        self._wait()
        left = [each for each in self._shelf.view.models if each.key == model.key]
        if left and left[0].problem:
            raise SpeechError(left[0].problem)
        print(f"{model.title} is deleted.")

    def _check(self, name: str) -> int:
        told: list[tuple[str, bool]] = []
        self._shelf.check(self._shelf.model(name).key, lambda *words: told.append(words))
        self._wait()
        for words, _ in told:
            print(words)
        return 0 if all(whole for _, whole in told) else 1

    def _say_arrived(self, arrived: Sequence[ModelView]) -> None:
        for model in arrived:
            in_use = self._services.preferences.value.whisper_folder == model.folder
            print(f"{model.title} is here{', and in use' if in_use else ''}: {model.folder}")

    def _wait(self) -> None:
        self._inbox.run_until(lambda: not self._shelf.busy)

    def _follow(self) -> None:
        """Wait, and show on stderr how far everything is, so that stdout holds the result alone."""
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(30),
            TextColumn("{task.fields[how]}"),
        )
        with Progress(*columns, console=console, transient=True) as progress:
            progress.disable = not console.is_terminal
            tasks: dict[str, TaskID] = {}

            def show() -> None:
                for model in self._shelf.view.models:
                    if (arrival := model.arrival) is None:
                        continue
                    if model.key not in tasks:
                        tasks[model.key] = progress.add_task(model.title, how="")
                    progress.update(
                        tasks[model.key],
                        completed=arrival.done_bytes,
                        total=arrival.total_bytes,
                        how=_how_far(model),
                    )

            self._shelf.on_change = show
            self._wait()


def _how_far(model: ModelView) -> str:
    arrival = model.arrival
    if arrival is None or model.problem:
        return model.problem
    words = f"{size_in_words(arrival.done_bytes)} of {size_in_words(arrival.total_bytes)}"
    if arrival.rate_bytes_per_s:
        words += f", {size_in_words(arrival.rate_bytes_per_s)}/s"
    if arrival.left_s is not None:
        words += f", {clock(arrival.left_s)} left"
    return words
