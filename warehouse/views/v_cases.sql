-- From the first agenda to the meeting that settled it. What was recommended, put off or passed on is not settled, and
-- what the minutes print no decision of may be.
CREATE OR REPLACE VIEW v_cases AS
WITH told AS (
    SELECT municipality, case_number, last(title ORDER BY step) AS title, count(*) AS times,
        count(DISTINCT body) AS bodies, count(*) FILTER (outcome = 'udsat') AS times_postponed,
        min(meeting_date) AS first_date, max(meeting_date) AS last_date, last(body ORDER BY step) AS last_body,
        last(outcome ORDER BY step) AS outcome
    FROM v_case_history WHERE NOT is_container
    GROUP BY municipality, case_number
)
SELECT municipality, case_number, title, times, bodies, times_postponed, first_date, last_date, last_body, outcome,
    CASE
        WHEN outcome IN ('godkendt', 'vedtaget', 'delvist godkendt', 'taget til efterretning', 'afvist', 'udgået')
            THEN last_date
    END AS settled_on, date_diff('day', first_date, settled_on) AS days_to_settle
FROM told;
