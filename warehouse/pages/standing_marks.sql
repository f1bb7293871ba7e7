-- A mark for each standing item and body: what its timeline shows.
SELECT t.standing_item_id, t.title, t.municipality, t.body, count(*) AS occurrences,
    CAST(sum(hash(t, a.anchor, i.position, x.text)) AS VARCHAR) || ' ' || hash(s) AS mark
FROM page_timeline t
JOIN standing_items s ON s.standing_item_id = t.standing_item_id
LEFT JOIN agenda_items i ON i.item_id = t.item_id
LEFT JOIN item_addresses a ON a.item_id = t.item_id
LEFT JOIN contents x ON x.content_id = t.content_id
GROUP BY t.standing_item_id, t.title, t.municipality, t.body, hash(s)
ORDER BY t.standing_item_id, t.municipality, t.body;
