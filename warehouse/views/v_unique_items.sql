CREATE OR REPLACE VIEW v_unique_items AS
SELECT a.*
FROM v_agenda a
JOIN agenda_items i ON i.item_id = a.item_id
WHERE i.standing_item_id IS NULL OR (i.content_id IS NOT NULL AND NOT i.is_repeat);
