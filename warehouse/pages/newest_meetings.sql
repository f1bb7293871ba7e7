SELECT m.meeting_id, m.municipality, m.body, m.meeting_date, m.start_time, m.document_kind, m.is_cancelled,
    count(i.item_id) AS items, count(i.item_id) FILTER (i.is_closed) AS closed, count(p.outcome) AS decided
FROM (FROM meetings ORDER BY meeting_date DESC, start_time DESC NULLS LAST, meeting_id LIMIT $count) m
LEFT JOIN agenda_items i ON i.meeting_id = m.meeting_id
LEFT JOIN page_agenda p ON p.item_id = i.item_id
GROUP BY ALL ORDER BY m.meeting_date DESC, m.start_time DESC NULLS LAST, m.meeting_id;
