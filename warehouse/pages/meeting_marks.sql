-- A mark for each meeting that changes when anything changes that its page shows.
WITH items AS (
    SELECT i.meeting_id, i.item_id, hash(i, a.anchor, p.standing_title) AS mark
    FROM agenda_items i
    JOIN item_addresses a ON a.item_id = i.item_id
    JOIN page_agenda p ON p.item_id = i.item_id
), parts AS (
    SELECT item_id, hash('sections', t) AS mark FROM sections t
    UNION ALL SELECT item_id, hash('decisions', t) FROM decisions t
    UNION ALL SELECT item_id, hash('item_attendance', t) FROM item_attendance t
    UNION ALL SELECT item_id, hash('votes', t) FROM votes t
    UNION ALL SELECT item_id, hash('consultations', t) FROM consultations t
    UNION ALL SELECT item_id, hash('attachments', t) FROM attachments t
    UNION ALL SELECT item_id, hash('item_tables', t) FROM item_tables t
), marks AS (
    SELECT meeting_id, mark FROM items
    UNION ALL SELECT i.meeting_id, p.mark FROM parts p JOIN items i ON i.item_id = p.item_id
    UNION ALL SELECT meeting_id, hash('meetings', t) FROM meetings t
    UNION ALL SELECT meeting_id, hash('neighbours', t) FROM page_neighbours t
    UNION ALL SELECT meeting_id, hash('attendance', t) FROM attendance t
    UNION ALL SELECT meeting_id, hash('changes', t) FROM field_changes t
    UNION ALL SELECT meeting_id, hash('documents', file_name, stored_path, page_count, document_kind, status,
            document_id, text_accounted)
        FROM documents WHERE meeting_id IS NOT NULL
    UNION ALL SELECT d.meeting_id, hash('findings', t)
        FROM findings t JOIN documents d ON d.document_id = t.document_id WHERE d.meeting_id IS NOT NULL
)
SELECT meeting_id, CAST(sum(mark) AS VARCHAR) AS mark
FROM marks WHERE meeting_id IN (SELECT meeting_id FROM meetings)
GROUP BY meeting_id ORDER BY meeting_id;
