CREATE OR REPLACE VIEW v_decisions AS
SELECT i.item_id, m.meeting_id, m.municipality, m.meeting_date, m.body AS meeting_body, i.number, i.title,
    i.case_number, d.body AS decided_by, d.decided_on, d.outcome, d.remark, d.text,
    d.decided_on = m.meeting_date AND lower(d.body) = lower(m.body) AS is_own
FROM decisions d
JOIN agenda_items i ON i.item_id = d.item_id
JOIN meetings m ON m.meeting_id = i.meeting_id;
