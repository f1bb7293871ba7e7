-- Meetings are joined on each side of the union, so that a question about one body looks no other's occurrences up.
CREATE OR REPLACE VIEW v_standing_item_timeline AS
SELECT i.standing_item_id, s.title, m.municipality, m.body, m.meeting_date, i.meeting_id, i.item_id,
    CASE
        WHEN i.content_id IS NULL AND i.is_closed THEN 'closed'
        WHEN o.is_empty THEN 'empty'
        WHEN i.is_repeat THEN 'repeat'
        ELSE 'new'
    END AS occurrence,
    i.novelty, CASE WHEN NOT o.is_empty AND NOT i.is_repeat THEN o.new_text END AS new_text, i.content_id
FROM agenda_items i
JOIN meetings m ON m.meeting_id = i.meeting_id
JOIN standing_occurrences o ON o.item_id = i.item_id
JOIN standing_items s ON s.standing_item_id = i.standing_item_id
UNION ALL
SELECT a.standing_item_id, s.title, m.municipality, m.body, m.meeting_date, a.meeting_id, NULL, 'absent', NULL,
    NULL, NULL
FROM standing_absences a
JOIN meetings m ON m.meeting_id = a.meeting_id
JOIN standing_items s ON s.standing_item_id = a.standing_item_id;
