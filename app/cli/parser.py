"""The command line's grammar. Imports nothing heavy: it is read at every start."""

import argparse
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import app
from app.core.languages import LANGUAGES, base_code
from app.core.trend import Period

HOME_HELP: Final = "keep everything in this folder (also: GREENROOM_HOME)"
EPILOG: Final = (
    "Without a command the window opens. Nothing you say, and no text of it, leaves this computer."
)


@dataclass
class Arguments(argparse.Namespace):
    """What was asked for on the command line; only what belongs to the command is set."""

    command: str | None = None
    action: str = ""
    data_dir: Path | None = None
    debug: bool = False
    json: bool = False
    audio: Path = Path()
    question: str = ""
    engine: str = ""
    model: Path | None = None
    path: Path | None = None
    folder: Path = Path()
    name: str = ""
    pack: str = ""
    group: str = ""
    count: int = 0
    language: str = ""
    period: str = ""
    csv: Path | None = None
    ids: list[int] = field(default_factory=list)
    all: bool = False
    yes: bool = False
    attempt: int = 0
    format: str = ""
    sound: bool = False
    to: Path | None = None
    file: Path = Path()
    dry_run: bool = False
    settings: bool = False
    search: str = ""
    limit: int = 0
    on: date | None = None
    no_date: bool = False
    shuffle: bool = False
    mode: str = "practice"
    choice: str = ""
    mix: str = ""
    difficulty: str = ""
    no_follow_ups: bool = False
    read_aloud: bool = False
    resume: bool = False
    report: str = ""
    story: str = ""


def parse(arguments: list[str]) -> Arguments:
    """Return what is asked for; print help or a mistake and exit where that is due."""
    parser = argparse.ArgumentParser(
        "greenroom", description="Rehearse spoken interview answers.", epilog=EPILOG
    )
    parser.add_argument("--version", action="version", version=f"Greenroom {app.__version__}")
    _add_common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_demo(commands)
    _add_analyse(commands)
    _add_practise(commands)
    _add_due(commands)
    _add_interviews(commands)
    _add_questions(commands)
    _add_stories(commands)
    _add_trends(commands)
    _add_packs(commands)
    _add_models(commands)
    _add_storage(commands)
    _add_trash(commands)
    _add_history(commands)
    _add_export(commands)
    _add_import(commands)
    _add(commands, "doctor", "say what works on this computer, and how to get what does not")
    return parser.parse_args(arguments, Arguments())


_Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_common(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Add what every command takes, before or after its name."""
    # A command must not overwrite with its default what stood before its name.
    folder, debug = (argparse.SUPPRESS, argparse.SUPPRESS) if again else (None, False)
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=HOME_HELP, default=folder)
    parser.add_argument("--debug", action="store_true", help="log in detail", default=debug)


def _add(
    commands: "_Commands[argparse.ArgumentParser]", name: str, help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
    _add_common(parser, again=True)
    return parser


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine", choices=("whisper", "pocketsphinx"), default="", help="speech engine to use"
    )
    parser.add_argument("--model", type=Path, metavar="DIR", help="folder of a Whisper model")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_demo(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "demo", "analyse a spoken answer that comes with the program")
    _add_engine(parser)


def _add_analyse(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "analyse", "say what a recorded answer covered")
    parser.add_argument("audio", type=Path, metavar="AUDIO", help="WAV, FLAC, MP3, M4A, Opus ...")
    parser.add_argument("--question", required=True, metavar="ID", help="see: greenroom questions")
    parser.add_argument(
        "--language",
        type=_language,
        default=argparse.SUPPRESS,
        metavar="CODE",
        help="language that is spoken, such as en or de; else the one in the settings",
    )
    _add_engine(parser)


def _language(code: str) -> str:
    if base_code(code) not in LANGUAGES:
        raise argparse.ArgumentTypeError(f"Whisper knows no language '{code}'; try en, de or fr")
    return base_code(code)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of questions; say 3, for example")
    return int(text)


def _add_practise(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "practise", "practise in the terminal")
    parser.add_argument("--question", default="", metavar="ID", help="this question only")
    _add_choice(parser)
    parser.add_argument("--count", type=_count, default=0, metavar="N", help="how many questions")
    parser.add_argument("--story", default="", metavar="TITLE", help="tell this story")
    parser.add_argument(
        "--shuffle", action="store_true", help="any questions, not those that are due or new"
    )
    parser.add_argument(
        "--mode", choices=("practice", "interview"), default="practice", help="else practice"
    )
    only = parser.add_argument_group("with --mode interview", "else as in the settings")
    choices = ("mix", "weakest", "random")
    only.add_argument("--choice", choices=choices, default="", help="how questions are chosen")
    only.add_argument("--mix", default="", metavar="NAME", help="as an interview for this role")
    grades = ("easy", "ordinary", "hard")
    only.add_argument("--difficulty", choices=grades, default="", help="only such questions")
    only.add_argument("--no-follow-ups", action="store_true", help="ask on after no answer")
    only.add_argument("--read-aloud", action="store_true", help="read the questions aloud")
    only.add_argument("--resume", action="store_true", help="go on where the last one stopped")


def _add_interviews(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "interviews", "list your interviews, or say what came of one")
    named = "such as its first letters, or last"
    parser.add_argument("--report", default="", metavar="NAME", help=f"of this one: {named}")
    parser.add_argument("--to", type=Path, metavar="FILE.md", help="write that as Markdown")


def _add_due(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "due", "say what to practise today, and until the interview")
    _add_choice(parser)
    day = parser.add_mutually_exclusive_group()
    day.add_argument("--on", type=_day, metavar="DATE", help="the interview is on 2026-12-03, say")
    day.add_argument("--no-date", action="store_true", help="there is no interview")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2026-12-03") from None


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", default="", metavar="ID", help="questions of this pack")
    parser.add_argument("--group", default="", metavar="NAME", help="questions of this group")


def _add_questions(commands: "_Commands[argparse.ArgumentParser]") -> None:
    _add_choice(_add(commands, "questions", "list the questions and their names"))


def _add_stories(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "stories", "list your stories, and look after them")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    show = _add(actions, "show", "print one story")
    _add(actions, "matrix", "say which stories show what is asked for, and what has none")
    export = _add(actions, "export", "write all stories as Markdown")
    export.add_argument("--to", type=Path, metavar="FILE", help="a new file; else the terminal")
    bring_in = _add(actions, "import", "add the stories of a Markdown file; titles tell them apart")
    bring_in.add_argument("file", type=Path, metavar="FILE", help="see DATA.md for what it is like")
    bring_in.add_argument("--dry-run", action="store_true", help="only say what it would do")
    suggest = _add(actions, "suggest", "say which stories fit a question")
    suggest.add_argument("question", metavar="QUESTION", help="see: greenroom questions")
    delete = _add(actions, "delete", "put a story into the trash")
    restore = _add(actions, "restore", "bring a story back from the trash")
    for named in (show, delete, restore):
        named.add_argument("name", metavar="TITLE", help="its title, or its uid")


def _add_trends(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "trends", "say how your answers have changed over time")
    parser.add_argument("--question", default="", metavar="ID", help="answers to this question")
    parser.add_argument("--pack", default="", metavar="ID", help="answers to this pack")
    parser.add_argument("--group", default="", metavar="NAME", help="answers to this group")
    periods = [period.value for period in Period]
    parser.add_argument("--period", choices=periods, default="", help="how far back; else all")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write each answer's figures")


def _add_packs(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "packs", "work on question packs")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = _add(actions, "check", "find the mistakes in packs, with file and line")
    check.add_argument(
        "path", type=Path, nargs="?", metavar="PATH", help="a file or a folder; else all packs"
    )


def _add_models(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "models", "look after the speech models")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add(actions, "list", "list the models: those here, and those one can get")
    download = _add(actions, "download", "download a model, or go on with one; the one network use")
    copy = _add(actions, "import", "copy the models in a folder, on a USB stick say")
    delete = _add(actions, "delete", "delete a model, or what a download has left")
    check = _add(actions, "check", "compare a model with its checksums")
    for named in (download, delete, check):
        named.add_argument("name", metavar="NAME", help="such as base.en; see: models list")
    copy.add_argument("folder", type=Path, metavar="DIR", help="a model, or a folder of some")
    _add(actions, "prepare", "convert the installed embedding weights, once")


def _add_storage(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "storage", "say how much room everything takes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_trash(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "trash", "look after deleted answers")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = _add(actions, "list", "list what is in the trash")
    listed.add_argument("--json", action="store_true", help="print one JSON list")
    restore = _add(actions, "restore", "bring answers back into the history")
    empty = _add(actions, "empty", "delete answers in the trash for good, with their sound")
    for named in (restore, empty):
        named.add_argument("ids", type=int, nargs="*", metavar="NUMBER", help="see: trash list")
    restore.add_argument("--all", action="store_true", help="all there are")
    empty.add_argument("--yes", action="store_true", help="do not ask")


def _add_history(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "history", "list your answers with their numbers, newest first")
    parser.add_argument("--search", default="", metavar="TEXT", help="in what you said and noted")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many, else 20")


def _add_export(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "export", "save answers for other programs, or everything as one zip")
    actions = parser.add_subparsers(dest="action", metavar="WHAT", required=True)
    one = _add(actions, "attempt", "one answer, with what it showed")
    one.add_argument("attempt", type=int, metavar="NUMBER", help="see: greenroom history")
    formats = ("md", "html", "srt", "vtt")
    one.add_argument("--format", choices=formats, required=True, help="Markdown, web page, ...")
    one.add_argument(
        "--audio", dest="sound", action="store_true", help="put the recording into the web page"
    )
    whole = _add(actions, "history", "all answers as a table (CSV) or as data (JSON)")
    whole.add_argument("--format", choices=("csv", "json"), required=True, help="which of them")
    for each in (one, whole):
        each.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file")
    everything = _add(actions, "all", "answers, recordings, packs and settings as one zip")
    everything.add_argument("file", type=Path, metavar="FILE.zip", help="a new file")


def _add_import(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = _add(commands, "import", "bring in a zip that export all has made; nothing is doubled")
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="the zip")
    parser.add_argument("--dry-run", action="store_true", help="only say what it would bring")
    parser.add_argument("--settings", action="store_true", help="take over its settings, too")
