CREATE OR REPLACE VIEW v_case_history AS
WITH cased AS (
    SELECT municipality, case_number, meeting_date, body, item_id, title, outcome, meeting_id, standing_item_id,
        coalesce(standing_item_id, lower(title), '') AS subject
    FROM v_agenda WHERE case_number IS NOT NULL
), repeated AS (
    -- Two subjects in one meeting, whatever the case is called later.
    SELECT municipality, case_number FROM cased
    GROUP BY municipality, case_number, meeting_id HAVING count(DISTINCT subject) > 1
), containers AS (
    SELECT municipality, case_number FROM cased
    GROUP BY municipality, case_number HAVING count(standing_item_id) > 0 AND count(DISTINCT subject) > 1
    UNION
    SELECT municipality, case_number FROM repeated
)
SELECT c.municipality, c.case_number, k.case_number IS NOT NULL AS is_container, c.meeting_date, c.body,
    c.item_id, c.title, c.outcome,
    row_number() OVER (
        PARTITION BY c.municipality, c.case_number
        ORDER BY c.meeting_date, m.start_time NULLS FIRST, c.meeting_id, i.position
    ) AS step
FROM cased c
JOIN meetings m ON m.meeting_id = c.meeting_id
JOIN agenda_items i ON i.item_id = c.item_id
LEFT JOIN containers k
    ON k.case_number = c.case_number AND k.municipality IS NOT DISTINCT FROM c.municipality;
COMMENT ON VIEW v_case_history IS 'Sagers vej: én række pr. gang en sag er på en dagsorden · Case histories: one row per time that a case is on an agenda';
COMMENT ON COLUMN v_case_history.municipality IS 'Kommune eller region · Municipality or region';
COMMENT ON COLUMN v_case_history.case_number IS 'Sagsnr. · Case number';
COMMENT ON COLUMN v_case_history.is_container IS 'Nummeret tjener punkter, der ikke hører sammen, fx en mødesag · The number serves unrelated items, such as a meeting case';
COMMENT ON COLUMN v_case_history.meeting_date IS 'Mødedato, dansk tid · Date of the meeting, Europe/Copenhagen';
COMMENT ON COLUMN v_case_history.body IS 'Udvalg eller organ · Body';
COMMENT ON COLUMN v_case_history.item_id IS 'Punktet · The item';
COMMENT ON COLUMN v_case_history.title IS 'Punktets overskrift · Title of the item';
COMMENT ON COLUMN v_case_history.outcome IS 'Mødets egen beslutnings udfald · Outcome of this meeting''s own decision';
COMMENT ON COLUMN v_case_history.step IS 'Skridt på sagens vej, fra 1 · Step on its way, from 1';
