-- Who was at how many of a body's meetings of a year that print who was there.
SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, a.name,
    arg_max(a.party, m.meeting_date) AS party, count(DISTINCT m.meeting_id) AS meetings,
    count(DISTINCT m.meeting_id) FILTER (a.status IN ('present', 'substitute')) AS present,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'partial') AS partial,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'excused') AS excused,
    count(DISTINCT m.meeting_id) FILTER (a.status = 'absent') AS absent
FROM attendance a JOIN meetings m ON m.meeting_id = a.meeting_id
WHERE m.meeting_id IN (SELECT unnest($ids::VARCHAR[]))
GROUP BY m.municipality, m.body, year(m.meeting_date), a.name
ORDER BY m.municipality, m.body, year, a.name;
