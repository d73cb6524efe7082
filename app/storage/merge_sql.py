"""The statements of a merge: `main` is the history here, `other` the one that comes.

Words are written before the answer they belong to, for their foreign key waits until the end: the
triggers of the search then see each new answer once, when it is whole, and not three times.
"""

from typing import Final

# pairs: an answer there, its number here (the number it will get, when it is new), and whether
# what the person changed there is later than what they changed here.
PAIR: Final = (
    """
    CREATE TEMP TABLE pairs (
        there INTEGER PRIMARY KEY,
        here INTEGER NOT NULL UNIQUE,
        known INTEGER NOT NULL,
        wins INTEGER NOT NULL
    )
    """,
    """
    INSERT INTO pairs
    SELECT o.id, a.id, 1, o.changed_at > a.changed_at
    FROM other.attempts AS o JOIN main.attempts AS a ON a.uid = o.uid
    """,
    """
    INSERT INTO pairs
    SELECT o.id, min(a.id), 1, o.changed_at > a.changed_at
    FROM other.attempts AS o
    JOIN main.attempts AS a ON a.made_at = o.made_at
        AND a.pack_id = o.pack_id AND a.question_id = o.question_id
    WHERE o.id NOT IN (SELECT there FROM pairs) AND a.id NOT IN (SELECT here FROM pairs)
    GROUP BY o.id
    HAVING count(*) = 1 AND NOT EXISTS (
        SELECT 1 FROM other.attempts AS twin
        WHERE twin.made_at = o.made_at AND twin.id != o.id
        AND twin.pack_id = o.pack_id AND twin.question_id = o.question_id
    )
    """,
    """
    INSERT INTO pairs
    SELECT id, (SELECT coalesce(max(id), 0) FROM main.attempts)
        + row_number() OVER (ORDER BY made_at, id), 0, 1
    FROM other.attempts WHERE id NOT IN (SELECT there FROM pairs)
    """,
)

_WINNERS: Final = "SELECT here FROM pairs WHERE known AND wins"
# Answers whose words come from there: new ones, those changed later there, and those without.
_REWORDED: Final = "SELECT here FROM words"

MERGE: Final = (
    # Questions: each wording once.
    """
    INSERT INTO main.questions (
        pack_id, question_id, pack_title, group_name, ask, answer_s, tags_json, question_json,
        story_uid, story_title
    )
    SELECT
        pack_id, question_id, pack_title, group_name, ask, answer_s, tags_json, question_json,
        story_uid, story_title
    FROM other.questions AS o
    WHERE id IN (
        SELECT a.snapshot_id FROM other.attempts AS a
        JOIN pairs AS p ON p.there = a.id WHERE p.wins
    )
    AND NOT EXISTS (
        SELECT 1 FROM main.questions AS q
        WHERE q.pack_id = o.pack_id AND q.question_id = o.question_id
        AND q.question_json = o.question_json
    )
    GROUP BY pack_id, question_id, question_json
    """,
    "CREATE TEMP TABLE asked (there INTEGER PRIMARY KEY, here INTEGER NOT NULL)",
    """
    INSERT INTO asked
    SELECT o.id, min(q.id) FROM other.questions AS o
    JOIN main.questions AS q ON q.pack_id = o.pack_id AND q.question_id = o.question_id
        AND q.question_json = o.question_json
    GROUP BY o.id
    """,
    # Words.
    "CREATE TEMP TABLE words (there INTEGER PRIMARY KEY, here INTEGER NOT NULL UNIQUE)",
    """
    INSERT INTO words
    SELECT p.there, p.here FROM pairs AS p
    JOIN other.transcripts AS t ON t.attempt_id = p.there
    WHERE p.wins OR NOT EXISTS (
        SELECT 1 FROM main.transcripts WHERE attempt_id = p.here
    )
    """,
    f"DELETE FROM main.transcripts WHERE attempt_id IN ({_REWORDED})",
    f"DELETE FROM main.originals WHERE attempt_id IN ({_REWORDED})",
    f"DELETE FROM main.review_cache WHERE attempt_id IN ({_REWORDED})",
    """
    INSERT INTO main.transcripts (
        attempt_id, engine, model, language, draft, text, times, gaps_json
    )
    SELECT w.here, t.engine, t.model, t.language, t.draft, t.text, t.times, t.gaps_json
    FROM other.transcripts AS t JOIN words AS w ON w.there = t.attempt_id
    """,
    """
    INSERT INTO main.originals (attempt_id, text, times)
    SELECT w.here, o.text, o.times
    FROM other.originals AS o JOIN words AS w ON w.there = o.attempt_id
    """,
    """
    INSERT INTO main.review_cache (
        attempt_id, version, states_json, covered_share, pace_wpm, fillers_per_min
    )
    SELECT w.here, r.version, r.states_json, r.covered_share, r.pace_wpm, r.fillers_per_min
    FROM other.review_cache AS r JOIN words AS w ON w.there = r.attempt_id
    """,
    # New answers.
    """
    INSERT INTO main.attempts (
        id, made_at, pack_id, question_id, take_name, duration_s, take_problem, self_score,
        remembered_json, note, confirmed, recovered, session_id, snapshot_id, uid, changed_at,
        mode, best, deleted_at
    )
    SELECT
        p.here, o.made_at, o.pack_id, o.question_id, coalesce(s.name, ''), o.duration_s,
        o.take_problem, o.self_score, o.remembered_json, o.note, o.confirmed, o.recovered,
        o.session_id, k.here, o.uid, o.changed_at, o.mode, o.best, o.deleted_at
    FROM other.attempts AS o
    JOIN pairs AS p ON p.there = o.id
    LEFT JOIN asked AS k ON k.there = o.snapshot_id
    LEFT JOIN sounds AS s ON s.there = o.id
    WHERE NOT p.known
    ORDER BY p.here
    """,
    # Known answers that were told with another story there: their points are others.
    """
    CREATE TEMP TABLE retold AS
    SELECT p.here, p.wins, k.here AS snapshot_id
    FROM pairs AS p
    JOIN other.attempts AS o ON o.id = p.there
    JOIN main.attempts AS a ON a.id = p.here
    LEFT JOIN asked AS k ON k.there = o.snapshot_id
    WHERE p.known AND a.snapshot_id IS NOT k.here
    """,
    """
    UPDATE main.attempts SET snapshot_id = r.snapshot_id FROM retold AS r
    WHERE attempts.id = r.here AND r.wins
    """,
    # What was found belongs to the points of one side. Words and story may come from two.
    """
    DELETE FROM main.review_cache WHERE attempt_id IN (
        SELECT here FROM retold WHERE wins != (here IN (SELECT here FROM words))
    )
    """,
    # Known answers: what the person changed, from the side where they changed it later.
    f"""
    UPDATE main.attempts SET
        self_score = o.self_score, remembered_json = o.remembered_json, note = o.note,
        confirmed = CASE
            WHEN w.here IS NULL AND attempts.id IN (SELECT attempt_id FROM main.transcripts)
            THEN attempts.confirmed ELSE o.confirmed
        END,
        mode = o.mode, best = o.best, deleted_at = o.deleted_at, changed_at = o.changed_at
    FROM pairs AS p
    JOIN other.attempts AS o ON o.id = p.there
    LEFT JOIN words AS w ON w.there = p.there
    WHERE attempts.id = p.here AND attempts.id IN ({_WINNERS})
    """,
    """
    UPDATE main.attempts SET confirmed = o.confirmed
    FROM words AS w
    JOIN pairs AS p ON p.there = w.there
    JOIN other.attempts AS o ON o.id = p.there
    WHERE attempts.id = p.here AND p.known AND NOT p.wins
    """,
    f"DELETE FROM main.ticks WHERE attempt_id IN ({_WINNERS})",
    """
    INSERT INTO main.ticks (attempt_id, point, said)
    SELECT p.here, t.point, t.said
    FROM other.ticks AS t JOIN pairs AS p ON p.there = t.attempt_id
    WHERE p.wins
    """,
    f"DELETE FROM main.marked_parts WHERE attempt_id IN ({_WINNERS})",
    """
    INSERT INTO main.marked_parts (attempt_id, at_s, part)
    SELECT p.here, m.at_s, m.part
    FROM other.marked_parts AS m JOIN pairs AS p ON p.there = m.attempt_id
    WHERE p.wins
    """,
    # In which later answer a note was kept, which may itself be new.
    """
    UPDATE main.attempts SET note_kept_by = kept.here
    FROM pairs AS p
    JOIN other.attempts AS o ON o.id = p.there
    LEFT JOIN pairs AS kept ON kept.there = o.note_kept_by
    WHERE attempts.id = p.here AND p.wins AND attempts.note_kept_by IS NOT kept.here
    """,
    # Sound, where it is missing here.
    """
    UPDATE main.attempts SET take_name = s.name
    FROM sounds AS s JOIN pairs AS p ON p.there = s.there
    WHERE attempts.id = p.here AND p.known
    """,
    # A question has one best take: of several, one that is not in the trash, then the one that
    # was marked last.
    """
    UPDATE main.attempts SET best = 0
    WHERE best AND EXISTS (
        SELECT 1 FROM main.attempts AS better
        WHERE better.best AND better.id != attempts.id
        AND better.pack_id = attempts.pack_id AND better.question_id = attempts.question_id
        AND (better.deleted_at IS NULL, better.changed_at, better.uid)
            > (attempts.deleted_at IS NULL, attempts.changed_at, attempts.uid)
    )
    """,
    # The share of key points covered, with the ticks there are now (as `count_covered` has it).
    """
    UPDATE main.review_cache SET covered_share = (
        SELECT avg(coalesce(t.said, s.value = 'covered'))
        FROM json_each(review_cache.states_json) AS s
        LEFT JOIN main.ticks AS t
            ON t.attempt_id = review_cache.attempt_id AND t.point = s.key
    )
    WHERE attempt_id IN (SELECT here FROM pairs WHERE wins)
        OR attempt_id IN (SELECT here FROM words)
    """,
)
TEMPORARY: Final = ("pairs", "asked", "sounds", "words", "retold")
