-- A mark for each case: what its page shows.
WITH asked AS (
    SELECT r.item_id, sum(hash(r)) AS mark FROM recommendations r GROUP BY r.item_id
), decided AS (
    SELECT d.item_id, sum(hash(d)) AS mark FROM decisions d GROUP BY d.item_id
), consulted AS (
    SELECT c.item_id, sum(hash(c)) AS mark FROM consultations c GROUP BY c.item_id
)
SELECT s.municipality, s.case_number, CAST(sum(hash(
        s, i.meeting_id, i.number, i.journal_number, i.is_closed, a.anchor, q.mark, d.mark, c.mark
    )) AS VARCHAR) AS mark
FROM page_steps s
JOIN agenda_items i ON i.item_id = s.item_id
JOIN item_addresses a ON a.item_id = s.item_id
LEFT JOIN asked q ON q.item_id = s.item_id
LEFT JOIN decided d ON d.item_id = s.item_id
LEFT JOIN consulted c ON c.item_id = s.item_id
GROUP BY s.municipality, s.case_number
ORDER BY s.municipality, s.case_number;
