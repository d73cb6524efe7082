"""Question packs, out of folders of YAML files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.question import Pack, Question
from app.storage.pack_problem import PackProblem, Words
from app.storage.pack_reader import ReadFile, read_pack_file

_SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class LoadedPacks:
    """All packs that were found, and all that was wrong with their files.

    Attributes:
        packs: In the order of the folders, then of the files' `order`, then of their names.
        problems: In the order of the files, then of the lines.
    """

    packs: tuple[Pack, ...]
    problems: tuple[PackProblem, ...]


def load_packs(sources: Sequence[Path]) -> LoadedPacks:
    """Read all packs; what is wrong in one place costs nothing elsewhere.

    Files with the same pack id and title make one pack, also over several folders.

    Args:
        sources: Folders, and single files; what a folder's subfolders hold is not read.
    """
    shelf = _Shelf()
    whole = all(source.is_dir() for source in sources)  # else other files of a pack may be missing
    mixing: list[ReadFile] = []
    for source in dict.fromkeys(source.absolute() for source in sources):
        found: list[ReadFile] = []
        for file in _files_of(source, shelf):
            read, problems = read_pack_file(file)
            shelf.problems += problems
            if read is not None:
                found.append(read)
        for read in sorted(found, key=lambda read: (read.order, read.file.name)):
            shelf.add(read)
            if whole:
                mixing.append(read)
    shelf.check_mixes(mixing)
    return shelf.loaded()


class _Shelf:
    """Puts files together to packs."""

    def __init__(self) -> None:
        self.problems: list[PackProblem] = []
        self._titles: dict[str, str] = {}
        self._questions: dict[str, dict[str, Question]] = {}
        self._mixes: dict[str, dict[str, Mapping[str, float]]] = {}

    def add(self, read: ReadFile) -> None:
        """Add the questions of one file to its pack."""
        title = self._titles.setdefault(read.pack.id, read.pack.title)
        if title != read.pack.title:
            text = f'the id "{read.pack.id}" belongs to the pack "{title}"'
            advice = "Give this pack another id, or the same title."
            self.problems.append(PackProblem.about(read.file, Words(text, advice)))
            return
        mixes = self._mixes.setdefault(read.pack.id, {})
        for name, mix in read.pack.mixes.items():
            mixes.setdefault(name, mix)
        questions = self._questions.setdefault(read.pack.id, {})
        for line, question in read.questions:
            if question.id in questions:
                text = f'the question id "{question.id}" stands in this pack already'
                problem = PackProblem(read.file, line, text, "Choose another.", question.id)
                self.problems.append(problem)
            else:
                questions[question.id] = question

    def check_mixes(self, files: Iterable[ReadFile]) -> None:
        """Tell which mixes name a group that no question of their pack is in."""
        for read in files:
            questions = self._questions.get(read.pack.id, {}).values()
            groups = list(dict.fromkeys(question.group for question in questions))
            for name, mix in read.pack.mixes.items():
                for group in (each for each in mix if each not in groups):
                    text = f'the mix "{name}" names the group "{group}", which this pack has not'
                    advice = f"Its groups are {', '.join(groups)}."
                    words = Words(text, advice)
                    self.problems.append(PackProblem.about(read.file, words, read.mix_lines[name]))

    def loaded(self) -> LoadedPacks:
        """Return the packs that have questions."""
        packs = tuple(
            Pack(pack_id, self._titles[pack_id], tuple(questions.values()), self._mixes[pack_id])
            for pack_id, questions in self._questions.items()
            if questions
        )
        return LoadedPacks(packs, tuple(self.problems))


def _files_of(source: Path, shelf: _Shelf) -> Iterator[Path]:
    """Return the pack files of a folder by name; a file stands for itself."""
    try:
        if not source.is_dir():
            yield source
            return
        names = sorted(source.iterdir())
    except OSError as error:
        words = Words(f"the folder cannot be read: {error.strerror}")
        shelf.problems.append(PackProblem.about(source, words))
        return
    yield from (p for p in names if p.suffix.lower() in _SUFFIXES and not p.name.startswith("."))
