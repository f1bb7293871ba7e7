CREATE OR REPLACE VIEW v_case_history AS
WITH cased AS (
    SELECT municipality, case_number, meeting_date, body, item_id, title, outcome, meeting_id, standing_item_id,
        coalesce(standing_item_id, lower(title), '') AS subject
    FROM v_agenda WHERE case_number IS NOT NULL
), repeated AS (
    -- Two subjects in one meeting, whatever the case is called later.
    SELECT municipality, case_number FROM cased
    GROUP BY municipality, case_number, meeting_id HAVING count(DISTINCT subject) > 1
), containers AS (
    SELECT municipality, case_number FROM cased
    GROUP BY municipality, case_number HAVING count(standing_item_id) > 0 AND count(DISTINCT subject) > 1
    UNION
    SELECT municipality, case_number FROM repeated
)
SELECT c.municipality, c.case_number, k.case_number IS NOT NULL AS is_container, c.meeting_date, c.body,
    c.item_id, c.title, c.outcome,
    row_number() OVER (
        PARTITION BY c.municipality, c.case_number
        ORDER BY c.meeting_date, m.start_time NULLS FIRST, c.meeting_id, i.position
    ) AS step
FROM cased c
JOIN meetings m ON m.meeting_id = c.meeting_id
JOIN agenda_items i ON i.item_id = c.item_id
LEFT JOIN containers k
    ON k.case_number = c.case_number AND k.municipality IS NOT DISTINCT FROM c.municipality;
