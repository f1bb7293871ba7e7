CREATE OR REPLACE VIEW v_corrections AS
SELECT meeting_id, item_id, field, old_value, new_value, old_document_id, new_document_id FROM field_changes;
