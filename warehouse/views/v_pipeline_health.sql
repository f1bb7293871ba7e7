CREATE OR REPLACE VIEW v_pipeline_health AS
WITH ran AS (
    SELECT CAST(started_at AS DATE) AS day, count(*) AS runs, sum(files_loaded) AS files_loaded,
        sum(files_quarantined) AS files_quarantined
    FROM ingest_runs GROUP BY 1
), arrived AS (
    SELECT CAST(d.first_seen_at AS DATE) AS day, max(m.meeting_date) AS newest
    FROM documents d JOIN meetings m ON m.meeting_id = d.meeting_id GROUP BY 1
)
SELECT coalesce(r.day, a.day) AS day, coalesce(r.runs, 0) AS runs,
    CAST(coalesce(r.files_loaded, 0) AS BIGINT) AS files_loaded,
    CAST(coalesce(r.files_quarantined, 0) AS BIGINT) AS files_quarantined,
    max(a.newest) OVER (ORDER BY coalesce(r.day, a.day)) AS newest_meeting_date
FROM ran r FULL JOIN arrived a ON a.day = r.day;
