CREATE OR REPLACE VIEW v_agenda AS
SELECT i.item_id, m.meeting_id, m.municipality, m.body, m.meeting_date, i.number, i.title, i.is_closed,
    i.case_number, i.journal_number, i.item_type, i.standing_item_id, s.title AS standing_title, i.is_repeat,
    i.novelty, i.decision, i.outcome, i.page_first, f.file_name
FROM agenda_items i
JOIN meetings m ON m.meeting_id = i.meeting_id
JOIN documents f ON f.document_id = i.document_id
LEFT JOIN standing_items s ON s.standing_item_id = i.standing_item_id;
