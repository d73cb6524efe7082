"""The history's schema, as an append-only list of steps.

A released step is never edited: `tests/storage/test_migrations.py` holds its hash. A new step goes
to the end of `STEPS`, under a name that sorts last. Tables are STRICT, so that SQLite refuses a
value of the wrong type. `sqlite-utils` keeps the names of the applied steps in the file.
"""

from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from app.storage.word_times import times_of_words

Steps = tuple[tuple[str, str], ...]

STEPS: Final[Steps] = (
    (
        "0001_attempts",
        """
        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            made_at TEXT NOT NULL,
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            question_json TEXT NOT NULL,
            take_name TEXT NOT NULL,
            duration_s REAL NOT NULL CHECK (duration_s >= 0),
            take_problem TEXT NOT NULL DEFAULT '',
            self_score INTEGER CHECK (self_score BETWEEN 1 AND 5),
            remembered_json TEXT NOT NULL DEFAULT '[]',
            note TEXT NOT NULL DEFAULT '',
            confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
            recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered IN (0, 1)),
            session_id TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX attempts_by_time ON attempts (made_at, id);
        CREATE INDEX attempts_by_question ON attempts (pack_id, question_id, made_at, id);
        CREATE UNIQUE INDEX attempts_by_take ON attempts (take_name) WHERE take_name != '';

        CREATE TABLE transcripts (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            engine TEXT NOT NULL,
            model TEXT NOT NULL,
            language TEXT NOT NULL,
            draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
            text TEXT NOT NULL,
            words_json TEXT NOT NULL
        ) STRICT;

        CREATE TABLE ticks (
            attempt_id INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE,
            point INTEGER NOT NULL CHECK (point >= 0),
            said INTEGER NOT NULL CHECK (said IN (0, 1)),
            PRIMARY KEY (attempt_id, point)
        ) STRICT;

        CREATE TABLE review_cache (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            version TEXT NOT NULL,
            coverage_json TEXT NOT NULL,
            pace_wpm REAL,
            fillers_per_min REAL
        ) STRICT;
        """,
    ),
    (
        "0002_gaps",
        """
        ALTER TABLE transcripts ADD COLUMN gaps_json TEXT NOT NULL DEFAULT '[]';
        """,
    ),
    (
        # Each wording of a question is kept once, words as text and compressed times, and of a
        # review what lists show: 20,000 answers take a tenth of the space they took before.
        "0003_review_room",
        """
        CREATE TABLE questions (
            id INTEGER PRIMARY KEY,
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            pack_title TEXT NOT NULL,
            group_name TEXT NOT NULL,
            ask TEXT NOT NULL,
            answer_s REAL NOT NULL,
            tags_json TEXT NOT NULL,
            question_json TEXT NOT NULL
        ) STRICT;
        CREATE INDEX questions_by_key ON questions (pack_id, question_id);
        INSERT INTO questions (
            pack_id, question_id, pack_title, group_name, ask, answer_s, tags_json, question_json
        )
        SELECT
            pack_id, question_id,
            coalesce(json_extract(known, '$.pack_title'), ''),
            coalesce(json_extract(known, '$.group'), ''),
            coalesce(json_extract(known, '$.ask'), ''),
            coalesce(json_extract(known, '$.answer_s'), 120.0),
            coalesce(json_extract(known, '$.tags'), '[]'),
            question_json
        FROM (
            SELECT DISTINCT
                pack_id, question_id, question_json,
                CASE WHEN json_valid(question_json) THEN question_json ELSE '{}' END AS known
            FROM attempts
        );

        ALTER TABLE attempts ADD COLUMN snapshot_id INTEGER REFERENCES questions;
        ALTER TABLE attempts ADD COLUMN uid TEXT NOT NULL DEFAULT '';
        ALTER TABLE attempts ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
        ALTER TABLE attempts ADD COLUMN mode TEXT NOT NULL DEFAULT 'practice';
        ALTER TABLE attempts ADD COLUMN best INTEGER NOT NULL DEFAULT 0 CHECK (best IN (0, 1));
        ALTER TABLE attempts ADD COLUMN note_kept_by INTEGER
            REFERENCES attempts ON DELETE SET NULL;
        ALTER TABLE attempts ADD COLUMN deleted_at TEXT;
        UPDATE attempts SET
            snapshot_id = (
                SELECT q.id FROM questions AS q
                WHERE q.pack_id = attempts.pack_id AND q.question_id = attempts.question_id
                AND q.question_json = attempts.question_json
            ),
            uid = lower(hex(randomblob(16))),
            changed_at = made_at;
        ALTER TABLE attempts DROP COLUMN question_json;
        DROP INDEX attempts_by_question;
        CREATE INDEX attempts_by_question
            ON attempts (pack_id, question_id, deleted_at, made_at, id);
        CREATE UNIQUE INDEX attempts_by_uid ON attempts (uid);
        CREATE INDEX attempts_by_session ON attempts (session_id, made_at)
            WHERE session_id != '';
        CREATE INDEX attempts_deleted ON attempts (deleted_at) WHERE deleted_at IS NOT NULL;
        CREATE INDEX attempts_by_note_kept ON attempts (note_kept_by)
            WHERE note_kept_by IS NOT NULL;

        ALTER TABLE transcripts ADD COLUMN times BLOB NOT NULL DEFAULT x'';
        UPDATE transcripts SET times = times_of_words(words_json);
        ALTER TABLE transcripts DROP COLUMN words_json;
        CREATE INDEX transcripts_drafts ON transcripts (attempt_id) WHERE draft;
        CREATE TABLE originals (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            text TEXT NOT NULL,
            times BLOB NOT NULL
        ) STRICT;

        ALTER TABLE review_cache RENAME TO old_cache;
        CREATE TABLE review_cache (
            attempt_id INTEGER PRIMARY KEY REFERENCES attempts ON DELETE CASCADE,
            version TEXT NOT NULL,
            states_json TEXT NOT NULL,
            covered_share REAL,
            pace_wpm REAL,
            fillers_per_min REAL
        ) STRICT;
        INSERT INTO review_cache (attempt_id, version, states_json, pace_wpm, fillers_per_min)
        SELECT
            attempt_id, version,
            (
                SELECT json_group_array(json_extract(value, '$.state'))
                FROM json_each(coverage_json, '$.findings')
            ),
            pace_wpm, fillers_per_min
        FROM old_cache WHERE json_valid(coverage_json);
        DROP TABLE old_cache;
        UPDATE review_cache SET covered_share = (
            SELECT avg(coalesce(t.said, s.value = 'covered'))
            FROM json_each(states_json) AS s
            LEFT JOIN ticks AS t ON t.attempt_id = review_cache.attempt_id AND t.point = s.key
        );

        CREATE VIEW search_source AS
        SELECT
            a.id AS attempt_id, coalesce(t.text, '') AS said, a.note AS noted, q.ask AS asked
        FROM attempts AS a
        JOIN questions AS q ON q.id = a.snapshot_id
        LEFT JOIN transcripts AS t ON t.attempt_id = a.id;
        CREATE VIRTUAL TABLE search USING fts5 (
            said, noted, asked,
            content='search_source', content_rowid='attempt_id',
            tokenize='unicode61 remove_diacritics 2'
        );
        INSERT INTO search (search) VALUES ('rebuild');
        CREATE TRIGGER search_attempt_added AFTER INSERT ON attempts BEGIN
            INSERT INTO search (rowid, said, noted, asked)
            SELECT * FROM search_source WHERE attempt_id = new.id;
        END;
        CREATE TRIGGER search_attempt_changes BEFORE UPDATE OF note, snapshot_id ON attempts BEGIN
            INSERT INTO search (search, rowid, said, noted, asked)
            SELECT 'delete', * FROM search_source WHERE attempt_id = old.id;
        END;
        CREATE TRIGGER search_attempt_changed AFTER UPDATE OF note, snapshot_id ON attempts BEGIN
            INSERT INTO search (rowid, said, noted, asked)
            SELECT * FROM search_source WHERE attempt_id = new.id;
        END;
        CREATE TRIGGER search_attempt_goes BEFORE DELETE ON attempts BEGIN
            INSERT INTO search (search, rowid, said, noted, asked)
            SELECT 'delete', * FROM search_source WHERE attempt_id = old.id;
        END;
        CREATE TRIGGER search_words_come BEFORE INSERT ON transcripts BEGIN
            INSERT INTO search (search, rowid, said, noted, asked)
            SELECT 'delete', * FROM search_source WHERE attempt_id = new.attempt_id;
        END;
        CREATE TRIGGER search_words_added AFTER INSERT ON transcripts BEGIN
            INSERT INTO search (rowid, said, noted, asked)
            SELECT * FROM search_source WHERE attempt_id = new.attempt_id;
        END;
        CREATE TRIGGER search_words_change BEFORE UPDATE OF text ON transcripts BEGIN
            INSERT INTO search (search, rowid, said, noted, asked)
            SELECT 'delete', * FROM search_source WHERE attempt_id = old.attempt_id;
        END;
        CREATE TRIGGER search_words_changed AFTER UPDATE OF text ON transcripts BEGIN
            INSERT INTO search (rowid, said, noted, asked)
            SELECT * FROM search_source WHERE attempt_id = new.attempt_id;
        END;
        CREATE TRIGGER search_words_go BEFORE DELETE ON transcripts
        WHEN EXISTS (SELECT 1 FROM attempts WHERE id = old.attempt_id) BEGIN
            INSERT INTO search (search, rowid, said, noted, asked)
            SELECT 'delete', * FROM search_source WHERE attempt_id = old.attempt_id;
        END;
        CREATE TRIGGER search_words_gone AFTER DELETE ON transcripts
        WHEN EXISTS (SELECT 1 FROM attempts WHERE id = old.attempt_id) BEGIN
            INSERT INTO search (rowid, said, noted, asked)
            SELECT * FROM search_source WHERE attempt_id = old.attempt_id;
        END;

        CREATE VIEW answers AS
        SELECT
            a.id, a.made_at, q.pack_title AS pack, q.group_name AS part, q.ask AS question,
            t.text AS said, a.duration_s, a.self_score AS rating,
            round(100 * r.covered_share) AS covered_percent,
            r.pace_wpm, r.fillers_per_min, a.note, a.best, a.mode, t.engine, t.model, t.language,
            coalesce(t.draft AND NOT a.confirmed, 0) AS draft, a.session_id, a.take_name, a.uid
        FROM attempts AS a
        JOIN questions AS q ON q.id = a.snapshot_id
        LEFT JOIN transcripts AS t ON t.attempt_id = a.id
        LEFT JOIN review_cache AS r ON r.attempt_id = a.id
        WHERE a.deleted_at IS NULL;
        """,
    ),
    (
        # Stories, the person's view of the structure, interviews, and what the scheduler knows.
        # cards can be made anew at any time; stale_cards says of which questions they must be.
        "0004_rehearsal",
        """
        ALTER TABLE questions ADD COLUMN story_uid TEXT NOT NULL DEFAULT '';
        ALTER TABLE questions ADD COLUMN story_title TEXT NOT NULL DEFAULT '';
        CREATE INDEX questions_by_story ON questions (story_uid) WHERE story_uid != '';

        CREATE TABLE stories (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            made_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            deleted_at TEXT,
            title TEXT NOT NULL,
            situation_json TEXT NOT NULL DEFAULT '[]',
            task_json TEXT NOT NULL DEFAULT '[]',
            action_json TEXT NOT NULL DEFAULT '[]',
            result_json TEXT NOT NULL DEFAULT '[]',
            competencies_json TEXT NOT NULL DEFAULT '[]',
            numbers_json TEXT NOT NULL DEFAULT '[]'
        ) STRICT;
        CREATE TABLE story_questions (
            story_id INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            PRIMARY KEY (story_id, pack_id, question_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX story_questions_by_question ON story_questions (pack_id, question_id);

        CREATE TABLE marked_parts (
            attempt_id INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE,
            at_s REAL NOT NULL CHECK (at_s >= 0),
            part TEXT NOT NULL CHECK (part IN ('situation', 'task', 'action', 'result')),
            PRIMARY KEY (attempt_id, at_s)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE interviews (
            id INTEGER PRIMARY KEY,
            uid TEXT NOT NULL UNIQUE,
            made_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            ended_at TEXT,
            position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
            rules_json TEXT NOT NULL,
            steps_json TEXT NOT NULL
        ) STRICT;

        CREATE TABLE cards (
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            due_at TEXT NOT NULL,
            last_at TEXT NOT NULL,
            stability_days REAL NOT NULL,
            difficulty REAL NOT NULL,
            answers INTEGER NOT NULL,
            last_score INTEGER,
            last_share REAL,
            PRIMARY KEY (pack_id, question_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stale_cards (
            pack_id TEXT NOT NULL,
            question_id TEXT NOT NULL,
            PRIMARY KEY (pack_id, question_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO stale_cards SELECT DISTINCT pack_id, question_id FROM attempts;
        CREATE TRIGGER card_answer_added AFTER INSERT ON attempts BEGIN
            INSERT OR IGNORE INTO stale_cards VALUES (new.pack_id, new.question_id);
        END;
        CREATE TRIGGER card_answer_changed
        AFTER UPDATE OF self_score, confirmed, deleted_at, snapshot_id ON attempts BEGIN
            INSERT OR IGNORE INTO stale_cards VALUES (new.pack_id, new.question_id);
        END;
        CREATE TRIGGER card_answer_gone AFTER DELETE ON attempts BEGIN
            INSERT OR IGNORE INTO stale_cards VALUES (old.pack_id, old.question_id);
        END;
        CREATE TRIGGER card_review_added AFTER INSERT ON review_cache BEGIN
            INSERT OR IGNORE INTO stale_cards
            SELECT pack_id, question_id FROM attempts WHERE id = new.attempt_id;
        END;
        CREATE TRIGGER card_review_changed AFTER UPDATE OF covered_share ON review_cache BEGIN
            INSERT OR IGNORE INTO stale_cards
            SELECT pack_id, question_id FROM attempts WHERE id = new.attempt_id;
        END;
        CREATE TRIGGER card_review_gone AFTER DELETE ON review_cache BEGIN
            INSERT OR IGNORE INTO stale_cards
            SELECT pack_id, question_id FROM attempts WHERE id = old.attempt_id;
        END;

        DROP VIEW answers;
        CREATE VIEW answers AS
        SELECT
            a.id, a.made_at, q.pack_title AS pack, q.group_name AS part, q.ask AS question,
            t.text AS said, a.duration_s, a.self_score AS rating,
            round(100 * r.covered_share) AS covered_percent,
            r.pace_wpm, r.fillers_per_min, a.note, a.best, a.mode, t.engine, t.model, t.language,
            coalesce(t.draft AND NOT a.confirmed, 0) AS draft, a.session_id, a.take_name, a.uid,
            coalesce(t.engine = 'typed', 0) AS typed, q.story_title AS story
        FROM attempts AS a
        JOIN questions AS q ON q.id = a.snapshot_id
        LEFT JOIN transcripts AS t ON t.attempt_id = a.id
        LEFT JOIN review_cache AS r ON r.attempt_id = a.id
        WHERE a.deleted_at IS NULL;
        """,
    ),
)


def migrations(steps: Steps = STEPS) -> Migrations:
    """Return the steps in the form sqlite-utils applies."""
    registry = Migrations("greenroom")
    for name, sql in steps:
        _register(registry, name, sql)
    return registry


def _register(registry: Migrations, name: str, sql: str) -> None:
    @registry(name=name)
    def step(db: Database) -> None:
        db.register_function(times_of_words)
        db.executescript(sql)


def unknown_steps(db: Database, steps: Steps = STEPS) -> list[str]:
    """Return the applied steps that only a newer version can have made. Only reads."""
    known = {name for name, _ in steps}
    return [step.name for step in migrations(steps).applied(db) if step.name not in known]
