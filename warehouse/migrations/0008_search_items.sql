-- In which two texts search() finds an item, as numbers: to join the items of every hit by the letters of their
-- contents and titles was most of what a question cost. The next publish fills it.

CREATE TABLE search_items (
    item_id VARCHAR NOT NULL,
    content_number INTEGER,
    title_number INTEGER,
    words INTEGER NOT NULL,
    mark UBIGINT NOT NULL
);
