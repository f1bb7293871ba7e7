-- The meetings that are asked for, each with all that its page shows.
WITH wanted AS MATERIALIZED (
    SELECT i.*, a.anchor, p.standing_title
    FROM agenda_items i
    JOIN item_addresses a ON a.item_id = i.item_id
    JOIN page_agenda p ON p.item_id = i.item_id
    WHERE i.meeting_id IN (SELECT unnest($ids::VARCHAR[]))
), said AS (
    SELECT item_id, list({position: position, kind: kind, heading: heading, text: text} ORDER BY position) AS rows
    FROM sections WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), decided AS (
    SELECT d.item_id, list({
            body: d.body, decided_on: d.decided_on, text: d.text, outcome: d.outcome,
            is_own: d.decided_on = m.meeting_date AND lower(d.body) = lower(m.body)
        } ORDER BY d.position) AS rows
    FROM decisions d
    JOIN wanted i ON i.item_id = d.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    GROUP BY d.item_id
), away AS (
    SELECT item_id, list({name: name, party: party, status: status, note: note} ORDER BY position) AS rows
    FROM item_attendance WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), voted AS (
    SELECT item_id, list({voter: voter, choice: choice, votes: votes} ORDER BY position) AS rows
    FROM votes WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), consulted AS (
    SELECT item_id, list(body ORDER BY position) AS rows
    FROM consultations WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), attached AS (
    SELECT item_id, list({title: title, document_number: document_number} ORDER BY position) AS rows
    FROM attachments WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), ruled AS (
    SELECT item_id, list({header: header, cells: rows, section: section_position, page: page} ORDER BY position)
        AS rows
    FROM item_tables WHERE item_id IN (SELECT item_id FROM wanted) GROUP BY item_id
), items AS (
    SELECT i.meeting_id, list({
            item_id: i.item_id, anchor: i.anchor, number: i.number, title: i.title, is_closed: i.is_closed,
            case_number: i.case_number, journal_number: i.journal_number, document_number: i.document_number,
            item_type: i.item_type, standing_item_id: i.standing_item_id, standing_title: i.standing_title,
            is_repeat: i.is_repeat, novelty: i.novelty, page_first: i.page_first, document_id: i.document_id,
            sections: coalesce(said.rows, []), decisions: coalesce(decided.rows, []), away: coalesce(away.rows, []),
            votes: coalesce(voted.rows, []), consultations: coalesce(consulted.rows, []),
            attachments: coalesce(attached.rows, []), tables: coalesce(ruled.rows, [])
        } ORDER BY i.position) AS rows
    FROM wanted i
    LEFT JOIN said ON said.item_id = i.item_id
    LEFT JOIN decided ON decided.item_id = i.item_id
    LEFT JOIN away ON away.item_id = i.item_id
    LEFT JOIN voted ON voted.item_id = i.item_id
    LEFT JOIN consulted ON consulted.item_id = i.item_id
    LEFT JOIN attached ON attached.item_id = i.item_id
    LEFT JOIN ruled ON ruled.item_id = i.item_id
    GROUP BY i.meeting_id
), present AS (
    SELECT meeting_id, list({name: name, role: role, party: party, status: status, note: note} ORDER BY position)
        AS rows
    FROM attendance WHERE meeting_id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY meeting_id
), files AS (
    SELECT d.meeting_id, list({
            document_id: d.document_id, file_name: d.file_name, stored_path: d.stored_path,
            page_count: d.page_count, document_kind: d.document_kind, status: d.status,
            text_accounted: d.text_accounted
        } ORDER BY d.document_id <> m.document_id, d.status, d.file_name, d.document_id) AS rows
    FROM documents d JOIN meetings m ON m.meeting_id = d.meeting_id
    WHERE d.meeting_id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY d.meeting_id
), found AS (
    SELECT d.meeting_id, list({
            document_id: f.document_id, item_id: f.item_id, severity: f.severity, rule: f.rule,
            message: f.message, page: f.page
        } ORDER BY d.document_id, f.position) AS rows
    FROM findings f JOIN documents d ON d.document_id = f.document_id AND d.status = 'current'
    WHERE d.meeting_id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY d.meeting_id
), changed AS (
    SELECT c.meeting_id, list({
            item_id: c.item_id, field: c.field, old_value: c.old_value, new_value: c.new_value
        } ORDER BY c.position) AS rows
    FROM field_changes c WHERE c.meeting_id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY c.meeting_id
)
SELECT m.meeting_id, m.municipality, m.body, m.meeting_date, m.start_time, m.end_time, m.place,
    m.document_kind, m.title, m.is_cancelled, m.document_id, n.before_id, n.before_date, n.after_id,
    n.after_date, coalesce(items.rows, []) AS items, coalesce(present.rows, []) AS attendance,
    coalesce(files.rows, []) AS files, coalesce(found.rows, []) AS findings,
    coalesce(changed.rows, []) AS changes
FROM meetings m
JOIN page_neighbours n ON n.meeting_id = m.meeting_id
LEFT JOIN items ON items.meeting_id = m.meeting_id
LEFT JOIN present ON present.meeting_id = m.meeting_id
LEFT JOIN files ON files.meeting_id = m.meeting_id
LEFT JOIN found ON found.meeting_id = m.meeting_id
LEFT JOIN changed ON changed.meeting_id = m.meeting_id
WHERE m.meeting_id IN (SELECT unnest($ids::VARCHAR[]))
ORDER BY m.meeting_id;
