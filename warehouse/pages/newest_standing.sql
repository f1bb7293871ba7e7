-- What the standing items said last that nobody had said before; a line that only decides (`Godkendt.`) is no news.
SELECT t.standing_item_id, t.title, t.municipality, t.body, t.meeting_date, t.meeting_id, a.anchor, t.novelty,
    t.new_text
FROM page_timeline t JOIN item_addresses a ON a.item_id = t.item_id
JOIN agenda_items i ON i.item_id = t.item_id
WHERE t.occurrence = 'new' AND length(t.new_text) > 40
ORDER BY t.meeting_date DESC, t.municipality, t.body, i.position LIMIT $count;
