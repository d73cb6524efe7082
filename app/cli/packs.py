"""Lists questions, and finds the mistakes in packs."""

from rich.console import Console
from rich.table import Table

from app.cli.parser import Arguments
from app.core.errors import PackError
from app.session.inbox import Inbox
from app.session.library import Library, open_library
from app.session.services import OpenServices


def list_questions(open_services: OpenServices, arguments: Arguments) -> int:
    """Print the names of the questions, by group."""
    with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
        library = services.library()
    chosen = library.chosen(arguments.pack, arguments.group)
    if not chosen:
        names = ", ".join(f"{pack.id} ({', '.join(pack.groups)})" for pack in library.packs)
        raise PackError("There are no such questions.", hint=f"Packs and groups: {names}")
    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "Group", "Question"):
        table.add_column(heading, overflow="fold")
    for question in chosen:
        table.add_row(question.key, question.group, question.ask)
    Console().print(table)
    return 0


def check(open_services: OpenServices, arguments: Arguments) -> int:
    """Print every mistake in the packs; 1 when there is any."""
    if arguments.path is not None:
        library = open_library([arguments.path])
    else:
        with open_services(arguments.data_dir, Inbox().post, debug=arguments.debug) as services:
            library = services.library()
    for problem in library.problems:
        print(problem)
    print(_summary(library))
    return 1 if library.problems or not library.packs else 0


def _summary(library: Library) -> str:
    questions, packs = len(library.questions), len(library.packs)
    problems = len(library.problems) or "no"
    return f"{packs} pack(s), {questions} question(s), {problems} problem(s)."
