SELECT standing_item_id, title, origin, occurrences, distinct_contents, first_seen, last_seen
FROM standing_items ORDER BY occurrences DESC, standing_item_id;
