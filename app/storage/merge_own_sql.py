"""The statements that bring stories and interviews over; for `main` and `other` see merge_sql.

They are known by their uid, and the version that was changed later holds, in the trash or not.
"""

from typing import Final

# What comes: `known` says whether it changes something here or is new.
PAIR_OWN: Final = (
    """
    CREATE TEMP TABLE coming_stories AS
    SELECT o.id AS there, o.uid, o.deleted_at, s.id IS NOT NULL AS known
    FROM other.stories AS o LEFT JOIN main.stories AS s ON s.uid = o.uid
    WHERE s.id IS NULL OR o.changed_at > s.changed_at
    """,
    """
    CREATE TEMP TABLE coming_interviews AS
    SELECT o.id AS there, o.uid, i.id IS NOT NULL AS known
    FROM other.interviews AS o LEFT JOIN main.interviews AS i ON i.uid = o.uid
    WHERE i.id IS NULL OR o.changed_at > i.changed_at
    """,
)
COUNT_OWN: Final = """
    SELECT
        (SELECT count(*) FROM coming_stories WHERE NOT known AND deleted_at IS NULL),
        (SELECT count(*) FROM coming_stories WHERE NOT known AND deleted_at IS NOT NULL),
        (SELECT count(*) FROM coming_stories WHERE known),
        (SELECT count(*) FROM coming_interviews WHERE NOT known),
        (SELECT count(*) FROM coming_interviews WHERE known)
"""

_STORY: Final = (
    "made_at, changed_at, deleted_at, title, situation_json, task_json, action_json, result_json, "
    "competencies_json, numbers_json"
)
_INTERVIEW: Final = "made_at, changed_at, ended_at, position, rules_json, steps_json"


def _changed(columns: str) -> str:
    return ", ".join(f"{name} = o.{name}" for name in columns.split(", "))


MERGE_OWN: Final = (
    f"""
    UPDATE main.stories SET {_changed(_STORY)}
    FROM other.stories AS o JOIN coming_stories AS c ON c.there = o.id
    WHERE stories.uid = o.uid AND c.known
    """,
    f"""
    INSERT INTO main.stories (uid, {_STORY})
    SELECT uid, {_STORY} FROM other.stories
    WHERE id IN (SELECT there FROM coming_stories WHERE NOT known) ORDER BY changed_at, id
    """,
    """
    DELETE FROM main.story_questions WHERE story_id IN (
        SELECT s.id FROM main.stories AS s JOIN coming_stories AS c ON c.uid = s.uid
    )
    """,
    """
    INSERT INTO main.story_questions (story_id, pack_id, question_id)
    SELECT s.id, q.pack_id, q.question_id
    FROM other.story_questions AS q
    JOIN coming_stories AS c ON c.there = q.story_id
    JOIN main.stories AS s ON s.uid = c.uid
    """,
    f"""
    UPDATE main.interviews SET {_changed(_INTERVIEW)}
    FROM other.interviews AS o JOIN coming_interviews AS c ON c.there = o.id
    WHERE interviews.uid = o.uid AND c.known
    """,
    f"""
    INSERT INTO main.interviews (uid, {_INTERVIEW})
    SELECT uid, {_INTERVIEW} FROM other.interviews
    WHERE id IN (SELECT there FROM coming_interviews WHERE NOT known) ORDER BY made_at, id
    """,
)
TEMPORARY_OWN: Final = ("coming_stories", "coming_interviews")
