"""Where everything lives on this computer."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import app
from app.core.errors import StorageError
from app.storage.files import explained, make_private_file, make_private_folder

HOME_VARIABLE: Final = "GREENROOM_HOME"
_NAME: Final = "greenroom"


@dataclass(frozen=True, slots=True)
class Places:
    """The files and folders of one person.

    Attributes:
        data: The folder that holds all that must not be lost.
        logs: Folder of the log and of crash reports.
        settings_file: What the person chose.
    """

    data: Path
    logs: Path
    settings_file: Path

    @property
    def history(self) -> Path:
        """The database of attempts."""
        return self.data / "history.db"

    @property
    def takes(self) -> Path:
        """Folder of the recordings."""
        return self.data / "takes"

    @property
    def packs(self) -> Path:
        """Folder of question packs of one's own."""
        return self.data / "packs"

    @property
    def models(self) -> Path:
        """Folder of Whisper models; among the data, where no cache cleaner takes 150 MB away."""
        return self.data / "models"

    @property
    def embedding(self) -> Path:
        """Folder of the converted embedding model."""
        return self.data / "embedding"

    @property
    def speed_file(self) -> Path:
        """How fast this computer is with each speech model; may be lost."""
        return self.data / "speed.json"

    @property
    def trash_ages(self) -> Path:
        """How long attempts have been in the trash; may be lost."""
        return self.data / "trash.json"

    @property
    def backups(self) -> Path:
        """Folder of copies of the history."""
        return self.data / "backups"


def chosen_folder(data_dir: Path | None, environ: Mapping[str, str]) -> Path | None:
    """Return the folder that holds everything; None when things are in their usual places.

    Args:
        data_dir: A folder that was given on the command line, which comes first.
        environ: The environment; its GREENROOM_HOME is such a folder, too.
    """
    chosen = data_dir or environ.get(HOME_VARIABLE, "").strip()
    return Path(chosen).expanduser().absolute() if chosen else None


def find_places(data_dir: Path | None, environ: Mapping[str, str]) -> Places:
    """Say where things are; nothing is made.

    Args:
        data_dir: See `chosen_folder`.
        environ: See there.
    """
    folder = chosen_folder(data_dir, environ)
    if folder is not None:
        return Places(folder, folder / "logs", folder / "settings.json")
    import platformdirs  # late: the first paint needs this module, but not this, for 25 ms

    dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
    return Places(
        data=dirs.user_data_path,
        logs=dirs.user_log_path,
        settings_file=dirs.user_config_path / "settings.json",
    )


def make(places: Places) -> None:
    """Make the folders that are missing, for the owner only.

    The data folder itself keeps its permissions when it is there already: it may be one the
    person uses for other things as well.

    Raises:
        StorageError: A folder cannot be made or written.
    """
    tops = dict.fromkeys((places.data, places.settings_file.parent))
    ours = (places.logs, places.takes, places.packs, places.models, places.embedding)
    for folder in (*tops, *ours, places.backups):
        with explained("The data folder cannot be used", folder):
            if folder not in tops or not folder.is_dir():
                make_private_folder(folder)
    for folder in (*tops, places.takes, places.logs):
        with explained("The data folder cannot be used", folder):
            _try_to_write(folder)


def _try_to_write(folder: Path) -> None:
    """Write for a trial: permission bits say nothing about read-only disks."""
    trial = folder / f".trial-{os.urandom(4).hex()}"
    make_private_file(trial, must_be_new=True)
    trial.unlink()


def shipped_questions() -> Path:
    """Return the folder of the question packs that come with the program."""
    return _shipped("questions")


def shipped_resources() -> Path:
    """Return the folder of icons, fonts and sounds that come with the program."""
    return _shipped("resources")


def _shipped(name: str, package: Path = Path(app.__file__).parent) -> Path:
    """Find a folder beside the package (source tree) or inside it (installed)."""
    in_tree = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and in_tree.is_dir():
        return in_tree
    installed = package / "_data" / name
    if installed.is_dir():
        return installed
    raise StorageError(
        f'The folder "{name}" that belongs to the program is missing.',
        hint=f"Install Greenroom again; it was looked for in {in_tree} and {installed}.",
    )
