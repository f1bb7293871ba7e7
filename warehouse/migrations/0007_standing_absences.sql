-- Where a standing item was missed, and whether an occurrence says anything, is kept: to find it out for one standing
-- item, a view reads the sentences of all. Derived, so the next run fills both.

DROP TABLE standing_occurrences;
CREATE TABLE standing_occurrences (
    item_id VARCHAR PRIMARY KEY,
    known_as VARCHAR NOT NULL,
    is_repeat BOOLEAN NOT NULL,
    is_empty BOOLEAN NOT NULL,
    novelty DOUBLE,
    new_text VARCHAR
);
CREATE TABLE standing_absences (
    standing_item_id VARCHAR NOT NULL,
    meeting_id VARCHAR NOT NULL
);
UPDATE warehouse_state SET rules_sha256 = NULL;
