CREATE OR REPLACE VIEW v_corrections AS
SELECT meeting_id, item_id, field, old_value, new_value, old_document_id, new_document_id FROM field_changes;
COMMENT ON VIEW v_corrections IS 'Rettelser: én række pr. felt, som en senere udgave af samme referat ændrede · Corrections: one row per field that a later version of the same minutes changed';
COMMENT ON COLUMN v_corrections.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN v_corrections.item_id IS 'Punktet; NULL hvor feltet er mødets · The item; NULL where the field is the meeting''s';
COMMENT ON COLUMN v_corrections.field IS 'Feltet, fx title, section beslutning, outcome · The field';
COMMENT ON COLUMN v_corrections.old_value IS 'Før; NULL hvor intet var trykt · Before; NULL where nothing was printed';
COMMENT ON COLUMN v_corrections.new_value IS 'Efter; NULL hvor intet er trykt · After; NULL where nothing is printed';
COMMENT ON COLUMN v_corrections.old_document_id IS 'Den afløste udgave · The superseded version';
COMMENT ON COLUMN v_corrections.new_document_id IS 'Udgaven, der afløste den · The version that replaced it';
