SELECT (SELECT count(*) FROM meetings) AS meetings,
    (SELECT count(DISTINCT (municipality, body)) FROM meetings) AS bodies,
    (SELECT count(*) FROM agenda_items) AS items,
    (SELECT count(*) FROM agenda_items WHERE is_closed) AS closed,
    (SELECT count(*) FROM decisions) AS decisions,
    (SELECT count(DISTINCT (municipality, case_number)) FROM agenda_items i JOIN meetings m
        ON m.meeting_id = i.meeting_id WHERE case_number IS NOT NULL) AS cases,
    (SELECT count(*) FROM standing_items) AS standing,
    (SELECT count(*) FROM quarantine WHERE closed_at IS NULL) AS refusals,
    (SELECT min(meeting_date) FROM meetings) AS first_date,
    (SELECT max(meeting_date) FROM meetings) AS last_date;
