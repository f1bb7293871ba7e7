CREATE OR REPLACE VIEW v_decisions AS
SELECT i.item_id, m.meeting_id, m.municipality, m.meeting_date, m.body AS meeting_body, i.number, i.title,
    i.case_number, d.body AS decided_by, d.decided_on, d.outcome, d.remark, d.text,
    d.decided_on = m.meeting_date AND lower(d.body) = lower(m.body) AS is_own
FROM decisions d
JOIN agenda_items i ON i.item_id = d.item_id
JOIN meetings m ON m.meeting_id = i.meeting_id;
COMMENT ON VIEW v_decisions IS 'Beslutninger: én række pr. beslutning, også dem fra andre organer · Decisions: one row each, those of other bodies included';
COMMENT ON COLUMN v_decisions.item_id IS 'Punktet · The item';
COMMENT ON COLUMN v_decisions.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN v_decisions.municipality IS 'Kommune eller region · Municipality or region';
COMMENT ON COLUMN v_decisions.meeting_date IS 'Mødedato, dansk tid · Date of the meeting, Europe/Copenhagen';
COMMENT ON COLUMN v_decisions.meeting_body IS 'Organet, hvis referat det er · The body whose minutes these are';
COMMENT ON COLUMN v_decisions.number IS 'Punktnummer som trykt · Number as printed';
COMMENT ON COLUMN v_decisions.title IS 'Punktets overskrift · Title of the item';
COMMENT ON COLUMN v_decisions.case_number IS 'Sagsnr. · Case number';
COMMENT ON COLUMN v_decisions.decided_by IS 'Organet, der besluttede · The body that decided';
COMMENT ON COLUMN v_decisions.decided_on IS 'Datoen for beslutningen, dansk tid · Date of the decision, Europe/Copenhagen';
COMMENT ON COLUMN v_decisions.outcome IS 'Udfald · Outcome';
COMMENT ON COLUMN v_decisions.remark IS 'Bemærkning · Remark';
COMMENT ON COLUMN v_decisions.text IS 'Ordret · Verbatim';
COMMENT ON COLUMN v_decisions.is_own IS 'Dette organs egen beslutning på denne dato · Of this body on this date';
