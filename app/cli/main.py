"""Runs a command of the command line."""

import sys

from app.cli import analyse, doctor, keep, models, packs, practise, trends
from app.cli.parser import Arguments
from app.core.errors import AppError
from app.session.services import OpenServices

EXIT_PROBLEM = 1
EXIT_INTERRUPTED = 130


def run_command(open_services: OpenServices, arguments: Arguments) -> int:
    """Do what is asked for; return the exit code, 0 when all is well."""
    try:
        return _run(open_services, arguments)
    except AppError as error:
        print(f"greenroom: {error} {error.hint}".strip(), file=sys.stderr)
        return EXIT_PROBLEM
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return EXIT_INTERRUPTED


def _run(open_services: OpenServices, arguments: Arguments) -> int:
    match arguments.command:
        case "demo":
            return analyse.demo(open_services, arguments)
        case "analyse":
            return analyse.analyse(open_services, arguments)
        case "practise":
            return practise.practise(open_services, arguments)
        case "questions":
            return packs.list_questions(open_services, arguments)
        case "trends":
            return trends.trends(open_services, arguments)
        case "packs":
            return packs.check(open_services, arguments)
        case "models":
            return models.models(open_services, arguments)
        case "storage":
            return keep.storage(open_services, arguments)
        case "trash":
            return keep.trash(open_services, arguments)
        case "doctor":
            return doctor.doctor(open_services, arguments)
        case _:
            raise AssertionError(f"the parser let {arguments.command} through")
