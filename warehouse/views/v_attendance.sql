CREATE OR REPLACE VIEW v_attendance AS
SELECT m.municipality, m.body, a.name, arg_max(a.party, m.meeting_date) AS party,
    count(DISTINCT m.meeting_id) AS meetings,
    count(DISTINCT m.meeting_id) FILTER (a.status IN ('present', 'substitute')) AS present,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'absent') AS absent,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'excused') AS excused,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'partial') AS "partial",
    min(m.meeting_date) AS first_date, max(m.meeting_date) AS last_date
FROM attendance a
JOIN meetings m ON m.meeting_id = a.meeting_id
GROUP BY m.municipality, m.body, a.name;
