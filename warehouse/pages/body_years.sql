-- One row per body and year: its meetings in order, each with its agenda in short.
WITH items AS (
    SELECT i.meeting_id, list({
            anchor: a.anchor, number: i.number, title: i.title, is_closed: i.is_closed, outcome: p.outcome,
            standing_item_id: i.standing_item_id, is_repeat: i.is_repeat
        } ORDER BY i.position) AS rows
    FROM agenda_items i
    JOIN item_addresses a ON a.item_id = i.item_id
    JOIN page_agenda p ON p.item_id = i.item_id
    WHERE i.meeting_id IN (SELECT unnest($ids::VARCHAR[]))
    GROUP BY i.meeting_id
)
SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, list({
        meeting_id: m.meeting_id, meeting_date: m.meeting_date, start_time: m.start_time, place: m.place,
        document_kind: m.document_kind, is_cancelled: m.is_cancelled, items: coalesce(items.rows, [])
    } ORDER BY m.meeting_date, m.start_time NULLS FIRST, m.meeting_id) AS meetings
FROM meetings m LEFT JOIN items ON items.meeting_id = m.meeting_id
WHERE m.meeting_id IN (SELECT unnest($ids::VARCHAR[]))
GROUP BY m.municipality, m.body, year(m.meeting_date)
ORDER BY ALL;
