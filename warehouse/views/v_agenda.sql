CREATE OR REPLACE VIEW v_agenda AS
WITH own AS (
    SELECT d.item_id, string_agg(d.text, chr(10) ORDER BY d.position) AS decision,
        arg_min(d.outcome, d.position) AS outcome
    FROM decisions d
    JOIN agenda_items i ON i.item_id = d.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    WHERE d.decided_on = m.meeting_date AND lower(d.body) = lower(m.body)
    GROUP BY d.item_id
)
SELECT i.item_id, m.meeting_id, m.municipality, m.body, m.meeting_date, i.number, i.title, i.is_closed,
    i.case_number, i.journal_number, i.item_type, i.standing_item_id, s.title AS standing_title, i.is_repeat,
    i.novelty, o.decision, o.outcome, i.page_first, f.file_name
FROM agenda_items i
JOIN meetings m ON m.meeting_id = i.meeting_id
JOIN documents f ON f.document_id = i.document_id
LEFT JOIN standing_items s ON s.standing_item_id = i.standing_item_id
LEFT JOIN own o ON o.item_id = i.item_id;
COMMENT ON VIEW v_agenda IS 'Dagsordener: én række pr. punkt med mødets egen beslutning · Agendas: one row per item, with this meeting''s own decision';
COMMENT ON COLUMN v_agenda.item_id IS 'Punktet · The item';
COMMENT ON COLUMN v_agenda.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN v_agenda.municipality IS 'Kommune eller region · Municipality or region';
COMMENT ON COLUMN v_agenda.body IS 'Udvalg eller organ · Body';
COMMENT ON COLUMN v_agenda.meeting_date IS 'Mødedato, dansk tid · Date of the meeting, Europe/Copenhagen';
COMMENT ON COLUMN v_agenda.number IS 'Punktnummer som trykt · Number as printed';
COMMENT ON COLUMN v_agenda.title IS 'Punktets overskrift · Title of the item';
COMMENT ON COLUMN v_agenda.is_closed IS 'Trykt som lukket · Printed as Lukket';
COMMENT ON COLUMN v_agenda.case_number IS 'Sagsnr. · Case number';
COMMENT ON COLUMN v_agenda.journal_number IS 'J.nr., KLE-nummer · Journal number (KLE)';
COMMENT ON COLUMN v_agenda.item_type IS 'Sagstype · Type of the case';
COMMENT ON COLUMN v_agenda.standing_item_id IS 'Det faste punkt, eller NULL · The standing item, or NULL';
COMMENT ON COLUMN v_agenda.standing_title IS 'Det faste punkts navn · Title of the standing item';
COMMENT ON COLUMN v_agenda.is_repeat IS 'Et tidligere møde i organet havde samme indhold under det faste punkt · An earlier meeting of the body had the same content under it';
COMMENT ON COLUMN v_agenda.novelty IS 'Andel nyt, 0 til 1 · Share of new words, 0 to 1';
COMMENT ON COLUMN v_agenda.decision IS 'Mødets egen beslutning, ordret · This meeting''s own decision, verbatim';
COMMENT ON COLUMN v_agenda.outcome IS 'Dens udfald · Its outcome';
COMMENT ON COLUMN v_agenda.page_first IS 'Første side, fra 1 · First page, from 1';
COMMENT ON COLUMN v_agenda.file_name IS 'Filen, der trykte punktet · The file that printed it';
