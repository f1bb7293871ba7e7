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
COMMENT ON VIEW v_attendance IS 'Fremmøde: én række pr. person og organ; kun møder, hvis deltagerliste er trykt · Attendance: one row per person and body; only meetings whose list is printed';
COMMENT ON COLUMN v_attendance.municipality IS 'Kommune eller region · Municipality or region';
COMMENT ON COLUMN v_attendance.body IS 'Udvalg eller organ · Body';
COMMENT ON COLUMN v_attendance.name IS 'Navn · Name';
COMMENT ON COLUMN v_attendance.party IS 'Senest trykte parti · Party as last printed';
COMMENT ON COLUMN v_attendance.meetings IS 'Antal møder, personen er på listen for · Number of meetings on whose list the person stands';
COMMENT ON COLUMN v_attendance.present IS 'Antal møder til stede, også som stedfortræder · Number of meetings present, as a substitute too';
COMMENT ON COLUMN v_attendance.absent IS 'Antal møder med fravær · Number of meetings absent';
COMMENT ON COLUMN v_attendance.excused IS 'Antal møder med afbud · Number of meetings excused';
COMMENT ON COLUMN v_attendance."partial" IS 'Antal møder delvist til stede · Number of meetings present in part';
COMMENT ON COLUMN v_attendance.first_date IS 'Første mødedato · Date of the first meeting';
COMMENT ON COLUMN v_attendance.last_date IS 'Seneste mødedato · Date of the latest meeting';
