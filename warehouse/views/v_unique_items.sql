-- An occurrence of a standing item has a novelty where it has a content.
CREATE OR REPLACE VIEW v_unique_items AS
SELECT * FROM v_agenda WHERE standing_item_id IS NULL OR (novelty IS NOT NULL AND NOT is_repeat);
