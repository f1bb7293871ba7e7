-- When the night tries a refused file again. Rows from before are tried once, as by a new version.

ALTER TABLE quarantine ADD COLUMN attempts INTEGER;
COMMENT ON COLUMN quarantine.attempts IS 'Antal forsøg på at læse filen · Number of times that reading it was tried';
ALTER TABLE quarantine ADD COLUMN next_attempt_at TIMESTAMP;
COMMENT ON COLUMN quarantine.next_attempt_at IS 'Hvornår natkørslen prøver igen, UTC; NULL hvor den venter på et menneske · When the night tries again, UTC; NULL where it waits for a person';
ALTER TABLE quarantine ADD COLUMN parser_version VARCHAR;
COMMENT ON COLUMN quarantine.parser_version IS 'Version af koden, der afviste den · Version of the code that refused it';
