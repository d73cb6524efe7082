"""Stories by their titles, and in files."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from app.core.errors import StorageError, StoryError
from app.core.story import Story
from app.session.story_markdown import read_stories, write_stories
from app.storage.files import explained, write_private

# A life's stories are some hundred kilobytes; a recording that was chosen by mistake is more.
MOST_BYTES: Final = 5_000_000


def story_called(name: str, stories: Sequence[Story]) -> Story:
    """Return a story by its title, in capitals or not, or its uid, or the beginning of either.

    Raises:
        StoryError: There is none of that name, or more than one.
    """
    wanted = " ".join(name.split()).casefold()
    found = [story for story in stories if story.title.casefold() == wanted]
    found = found or [story for story in stories if wanted and _begins(story, wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{story.uid} (“{story.title}”)" for story in found)
        raise StoryError(f"'{name}' may be more than one story.", hint=f"Say which: {names}")
    titles = {story.title.casefold(): story.title for story in stories}
    close = [titles[each] for each in get_close_matches(wanted, list(titles), n=3, cutoff=0.4)]
    hint = f"Did you mean “{'” or “'.join(close)}”?" if close else "See: greenroom stories"
    raise StoryError(f"There is no story called '{name}'.", hint=hint)


def _begins(story: Story, name: str) -> bool:
    return story.uid.startswith(name) or story.title.casefold().startswith(name)


def read_story_file(path: Path) -> tuple[Story, ...]:
    """Return the stories of a Markdown file, without uids.

    Raises:
        StoryError: It is no text, or too large, or a line has no place in it; then it names file
            and line.
        StorageError: It cannot be read.
    """
    with explained("The stories could not be read", path):
        if path.stat().st_size > MOST_BYTES:
            raise StoryError(
                f"{path.name} is too large to hold stories.", hint="Choose another file."
            )
        data = path.read_bytes()
    try:
        stories = read_stories(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise StoryError(
            f"{path.name} is no text that can be read.",
            hint="Save it as UTF-8 text, then try again.",
        ) from None
    except StoryError as error:
        raise StoryError(f"{path.name}: {error}", hint=error.hint) from None
    if not stories:
        raise _no_stories(path)
    return stories


def write_story_file(path: Path, stories: Sequence[Story]) -> None:
    """Write stories into a new Markdown file, readable by the owner only.

    Raises:
        StorageError: There is a file of that name already, or it cannot be written.
    """
    if path.exists():
        raise StorageError(f"{path} is there already.", hint="Choose another name.")
    with explained("The stories could not be saved", path):
        write_private(path, write_stories(stories).encode())


def _no_stories(path: Path) -> StoryError:
    return StoryError(
        f"{path.name}: there are no stories in it.",
        hint='It should be Markdown text, each story with its title first: "# The late hour".',
    )
