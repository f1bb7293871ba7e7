-- Everything counts within one case, so that a question about one case reads no other.
CREATE OR REPLACE VIEW v_case_history AS
WITH cased AS (
    SELECT m.municipality, i.case_number, m.meeting_date, m.start_time, m.body, i.item_id, i.title, i.meeting_id,
        i.position, i.standing_item_id, coalesce(i.standing_item_id, lower(i.title), '') AS subject, i.outcome
    FROM agenda_items i
    JOIN meetings m ON m.meeting_id = i.meeting_id
    WHERE i.case_number IS NOT NULL
), compared AS (
    -- Two subjects in one meeting, whatever the case is called later.
    SELECT *, min(subject) OVER (PARTITION BY municipality, case_number, meeting_id)
        <> max(subject) OVER (PARTITION BY municipality, case_number, meeting_id) AS is_mixed
    FROM cased
)
SELECT municipality, case_number,
    bool_or(is_mixed) OVER one_case
        OR (count(standing_item_id) OVER one_case > 0 AND min(subject) OVER one_case <> max(subject) OVER one_case
            -- A title that comes back in one body and not in the next is the same subject in both.
            AND min(lower(title)) OVER one_case <> max(lower(title)) OVER one_case)
        AS is_container,
    meeting_date, body, item_id, title, outcome,
    row_number() OVER (
        PARTITION BY municipality, case_number
        ORDER BY meeting_date, start_time NULLS FIRST, meeting_id, position
    ) AS step
FROM compared
WINDOW one_case AS (PARTITION BY municipality, case_number);
