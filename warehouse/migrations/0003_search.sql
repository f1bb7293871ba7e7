-- What the file says of itself, and the words that search() looks up. What each table and column means stands in
-- dictionary.toml from here on.

CREATE TABLE glossary (
    english_name VARCHAR NOT NULL,
    danish_term VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    meaning_da VARCHAR NOT NULL,
    meaning_en VARCHAR NOT NULL
);

-- The numbers count upwards as texts and forms arrive, so that they are small; nothing else depends on them.
CREATE TABLE search_forms (
    form_number INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    stem VARCHAR
);
CREATE TABLE search_texts (
    text_number INTEGER NOT NULL,
    content_id VARCHAR,
    title VARCHAR,
    words INTEGER NOT NULL,
    is_stale BOOLEAN NOT NULL
);
CREATE TABLE search_words (
    form_number INTEGER NOT NULL,
    text_number INTEGER NOT NULL,
    times UTINYINT NOT NULL
);

ALTER TABLE warehouse_state ADD COLUMN search_sha256 VARCHAR;
ALTER TABLE warehouse_state ADD COLUMN published_at TIMESTAMP;
ALTER TABLE warehouse_state ADD COLUMN program_version VARCHAR;
