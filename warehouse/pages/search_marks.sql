-- A mark for each year of what is searched for.
SELECT CAST(year(m.meeting_date) AS INTEGER) AS year, count(*) AS items, CAST(sum(hash(
        i.item_id, i.position, a.anchor, m.meeting_id, m.municipality, m.body, m.meeting_date, i.number, i.title,
        i.case_number, i.is_closed, p.decision, p.outcome
    )) AS VARCHAR) AS mark
FROM agenda_items i
JOIN meetings m ON m.meeting_id = i.meeting_id
JOIN item_addresses a ON a.item_id = i.item_id
JOIN page_agenda p ON p.item_id = i.item_id
GROUP BY ALL ORDER BY year DESC;
