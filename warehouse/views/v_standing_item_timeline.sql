CREATE OR REPLACE VIEW v_standing_item_timeline AS
WITH told AS (
    SELECT i.standing_item_id, i.meeting_id, i.item_id,
        CASE
            WHEN i.content_id IS NULL AND i.is_closed THEN 'closed'
            WHEN o.is_empty THEN 'empty'
            WHEN i.is_repeat THEN 'repeat'
            ELSE 'new'
        END AS occurrence,
        i.novelty, CASE WHEN NOT o.is_empty AND NOT i.is_repeat THEN o.new_text END AS new_text, i.content_id
    FROM agenda_items i
    JOIN standing_occurrences o ON o.item_id = i.item_id
    WHERE i.standing_item_id IS NOT NULL
    UNION ALL
    SELECT standing_item_id, meeting_id, NULL, 'absent', NULL, NULL, NULL FROM standing_absences
)
SELECT t.standing_item_id, s.title, m.municipality, m.body, m.meeting_date, t.meeting_id, t.item_id,
    t.occurrence, t.novelty, t.new_text, t.content_id
FROM told t
JOIN meetings m ON m.meeting_id = t.meeting_id
JOIN standing_items s ON s.standing_item_id = t.standing_item_id;
