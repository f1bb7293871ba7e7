-- What was erased on request: the hash alone, so that the same file is not loaded again.

CREATE TABLE forgotten (
    document_id VARCHAR PRIMARY KEY,
    reason VARCHAR NOT NULL,
    forgotten_at TIMESTAMP NOT NULL,
    purged_at TIMESTAMP
);
