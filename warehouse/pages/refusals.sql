SELECT file_name, relative_path, error_code, message, remedy, page, quarantined_at
FROM quarantine WHERE closed_at IS NULL ORDER BY quarantined_at DESC, file_name, quarantine_id;
