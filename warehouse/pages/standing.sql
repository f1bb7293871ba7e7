-- A standing item's occurrences in one body after another, the newest first.
SELECT t.standing_item_id, t.municipality, t.body, list({
        meeting_id: t.meeting_id, meeting_date: t.meeting_date, occurrence: t.occurrence, novelty: t.novelty,
        new_text: t.new_text, anchor: a.anchor, printed: i.title, outcome: p.outcome,
        text: CASE WHEN t.occurrence = 'new' THEN x.text END
    } ORDER BY t.meeting_date DESC, t.meeting_id DESC, i.position DESC NULLS LAST) AS occurrences
FROM page_timeline t
LEFT JOIN agenda_items i ON i.item_id = t.item_id
LEFT JOIN page_agenda p ON p.item_id = t.item_id
LEFT JOIN item_addresses a ON a.item_id = t.item_id
LEFT JOIN contents x ON x.content_id = t.content_id
WHERE t.standing_item_id IN (SELECT unnest($ids::VARCHAR[]))
    AND ($bodies::VARCHAR[] IS NULL OR list_contains($bodies::VARCHAR[], t.body))
GROUP BY ALL ORDER BY t.standing_item_id, t.municipality, t.body;
