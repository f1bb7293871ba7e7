-- What standing items are decided by. All of it is derived, so the tables that change are made anew.

DROP TABLE empty_phrases;
DROP TABLE content_sentences;
DROP TABLE standing_occurrences;

CREATE TABLE content_sentences (
    content_id VARCHAR,
    position INTEGER,
    sentence_key VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    says_nothing BOOLEAN NOT NULL,
    PRIMARY KEY (content_id, position)
);
COMMENT ON TABLE content_sentences IS 'Internt: sætningerne i faste punkters indhold · Internal: the sentences of what standing items say';
COMMENT ON COLUMN content_sentences.content_id IS 'Indholdet · The content';
COMMENT ON COLUMN content_sentences.position IS 'Rækkefølge, fra 1 · Order, from 1';
COMMENT ON COLUMN content_sentences.sentence_key IS 'Ens for to sætninger, der siger det samme · Equal for two sentences that say the same';
COMMENT ON COLUMN content_sentences.words IS 'Antal ord · Number of words';
COMMENT ON COLUMN content_sentences.text IS 'Sætningen · The sentence';
COMMENT ON COLUMN content_sentences.says_nothing IS 'En vending som Intet (vocabulary/empty_phrases.toml) · A phrase such as Intet (vocabulary/empty_phrases.toml)';

CREATE TABLE standing_occurrences (
    item_id VARCHAR PRIMARY KEY,
    known_as VARCHAR NOT NULL,
    is_repeat BOOLEAN NOT NULL,
    novelty DOUBLE,
    new_text VARCHAR
);
COMMENT ON TABLE standing_occurrences IS 'Internt: hvad der var nyt ved hver forekomst af et fast punkt · Internal: what was new in each occurrence of a standing item';
COMMENT ON COLUMN standing_occurrences.item_id IS 'Punktet · The item';
COMMENT ON COLUMN standing_occurrences.known_as IS 'Det faste punkt før rettelser i hånden · The standing item before people''s corrections';
COMMENT ON COLUMN standing_occurrences.is_repeat IS 'Som agenda_items.is_repeat · As agenda_items.is_repeat';
COMMENT ON COLUMN standing_occurrences.novelty IS 'Som agenda_items.novelty, 0 til 1 · As agenda_items.novelty, 0 to 1';
COMMENT ON COLUMN standing_occurrences.new_text IS 'Sætninger, som ingen tidligere forekomst i organet havde · Sentences that no earlier occurrence in the body had';

CREATE TABLE item_titles (
    title VARCHAR NOT NULL,
    catalogue_key VARCHAR,
    exact VARCHAR,
    exact_title VARCHAR,
    nameless VARCHAR,
    nameless_title VARCHAR,
    head VARCHAR,
    head_title VARCHAR,
    period VARCHAR,
    period_year INTEGER
);
COMMENT ON TABLE item_titles IS 'Internt: hver forskellig overskrift, og hvad den kendes på · Internal: every distinct title, and what it is known by';
COMMENT ON COLUMN item_titles.title IS 'Overskriften som trykt · The title as printed';
COMMENT ON COLUMN item_titles.catalogue_key IS 'Det faste punkt, kataloget kender den som · The standing item that the catalogue knows it as';
COMMENT ON COLUMN item_titles.exact IS 'Overskriften uden datoer og tal, som nøgle; NULL hvor den kun nævner en slags sag · The title without dates and numbers, as a slug; NULL where it only names a kind of case';
COMMENT ON COLUMN item_titles.exact_title IS 'Det samme, læseligt · The same, readable';
COMMENT ON COLUMN item_titles.nameless IS 'Også uden steder og navne · Without places and names too';
COMMENT ON COLUMN item_titles.nameless_title IS 'Det samme, læseligt · The same, readable';
COMMENT ON COLUMN item_titles.head IS 'Det, der står før en tankestreg eller et kolon · What stands before a dash or a colon';
COMMENT ON COLUMN item_titles.head_title IS 'Det samme, læseligt · The same, readable';
COMMENT ON COLUMN item_titles.period IS 'Måneden (m01 til m12) eller kvartalet (k1 til k4), den nævner · The month (m01 to m12) or quarter (k1 to k4) that it names';
COMMENT ON COLUMN item_titles.period_year IS 'Året ved siden af · The year beside it';

CREATE TABLE standing_corrections (
    position INTEGER PRIMARY KEY,
    correction VARCHAR NOT NULL,
    standing_item_id VARCHAR NOT NULL,
    into_id VARCHAR,
    item_id VARCHAR,
    problem VARCHAR
);
COMMENT ON TABLE standing_corrections IS 'Rettelser af faste punkter fra standing-corrections.toml, og om de virker · Corrections of standing items from standing-corrections.toml, and whether they hold';
COMMENT ON COLUMN standing_corrections.position IS 'Løbenummer, fra 1 · Running number, from 1';
COMMENT ON COLUMN standing_corrections.correction IS 'merge (hører til et andet), split (er et selv), not (ingen forekomst) · What was corrected';
COMMENT ON COLUMN standing_corrections.standing_item_id IS 'Det faste punkt, der rettes · The standing item that is corrected';
COMMENT ON COLUMN standing_corrections.into_id IS 'Det, som det bliver til; NULL ved not · What it becomes; NULL for not';
COMMENT ON COLUMN standing_corrections.item_id IS 'Punktet, der ingen forekomst er; NULL ellers · The item that is no occurrence; NULL otherwise';
COMMENT ON COLUMN standing_corrections.problem IS 'Hvorfor rettelsen intet ændrer; NULL hvor den virker · Why the correction changes nothing; NULL where it holds';

ALTER TABLE warehouse_state ADD COLUMN rules VARCHAR;
COMMENT ON COLUMN warehouse_state.rules IS 'Det, hjemmemappen lægger til kataloget, og dens rettelser, som JSON · What the home folder adds to the catalogue, and its corrections, as JSON';
UPDATE warehouse_state SET rules_sha256 = NULL;
