-- Only of bodies whose numbers mostly run on from meeting to meeting: elsewhere a number tells nothing.
CREATE OR REPLACE VIEW v_number_gaps AS
WITH numbered AS (
    SELECT m.municipality, m.body, m.meeting_date, m.start_time, m.meeting_id,
        min(TRY_CAST(i.number AS INTEGER)) AS first_number, max(TRY_CAST(i.number AS INTEGER)) AS last_number
    FROM agenda_items i JOIN meetings m ON m.meeting_id = i.meeting_id
    GROUP BY ALL HAVING first_number IS NOT NULL
), followed AS (
    SELECT *, lag(meeting_date) OVER in_order AS date_before, lag(last_number) OVER in_order AS number_before
    FROM numbered
    WINDOW in_order AS (PARTITION BY municipality, body ORDER BY meeting_date, start_time NULLS FIRST, meeting_id)
), judged AS (
    SELECT *, count(*) FILTER (first_number = number_before + 1) OVER one_body AS running,
        count(*) FILTER (first_number > 1) OVER one_body AS followers
    FROM followed
    WINDOW one_body AS (PARTITION BY municipality, body)
)
SELECT municipality, body, date_before, meeting_date AS date_after, number_before + 1 AS first_missing,
    first_number - 1 AS last_missing
FROM judged
WHERE first_number > number_before + 1 AND running >= 3 AND running * 2 >= followers;
