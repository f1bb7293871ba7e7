-- The cases that are asked for, of one municipality, each with its way through the bodies.
WITH wanted AS MATERIALIZED (
    SELECT s.*, i.meeting_id, i.number, i.journal_number, i.is_closed, a.anchor
    FROM page_steps s
    JOIN agenda_items i ON i.item_id = s.item_id
    JOIN item_addresses a ON a.item_id = s.item_id
    WHERE s.municipality IS NOT DISTINCT FROM $municipality
        AND s.case_number IN (SELECT unnest($ids::VARCHAR[]))
), asked AS (
    SELECT item_id, list({proposer: proposer, text: text} ORDER BY position) AS rows
    FROM recommendations WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), decided AS (
    SELECT d.item_id, list({
            body: d.body, decided_on: d.decided_on, text: d.text, outcome: d.outcome,
            is_own: d.decided_on = w.meeting_date AND lower(d.body) = lower(w.body)
        } ORDER BY d.position) AS rows
    FROM decisions d JOIN wanted w ON w.item_id = d.item_id GROUP BY d.item_id
), consulted AS (
    SELECT item_id, list(body ORDER BY position) AS rows
    FROM consultations WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
)
SELECT w.municipality, w.case_number, bool_or(w.is_container) AS is_container,
    arg_max(w.journal_number, w.step) AS journal_number, list({
        step: w.step, meeting_date: w.meeting_date, body: w.body, meeting_id: w.meeting_id, anchor: w.anchor,
        number: w.number, title: w.title, is_closed: w.is_closed, outcome: w.outcome,
        recommendations: coalesce(q.rows, []), decisions: coalesce(d.rows, []),
        consultations: coalesce(c.rows, [])
    } ORDER BY w.step) AS steps
FROM wanted w
LEFT JOIN asked q ON q.item_id = w.item_id
LEFT JOIN decided d ON d.item_id = w.item_id
LEFT JOIN consulted c ON c.item_id = w.item_id
GROUP BY w.municipality, w.case_number ORDER BY w.municipality, w.case_number;
