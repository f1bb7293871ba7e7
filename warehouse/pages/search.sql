-- What is searched for: items of one year, those of the newest meetings first.
SELECT i.meeting_id, a.anchor, m.municipality, m.body, m.meeting_date, i.number, i.title, i.case_number,
    i.is_closed, p.decision, p.outcome
FROM agenda_items i
JOIN meetings m ON m.meeting_id = i.meeting_id
JOIN item_addresses a ON a.item_id = i.item_id
JOIN page_agenda p ON p.item_id = i.item_id
WHERE year(m.meeting_date) = $year
ORDER BY m.meeting_date DESC, m.meeting_id, i.position LIMIT $count OFFSET $start;
