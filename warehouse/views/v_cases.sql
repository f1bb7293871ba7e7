-- From the first agenda to the meeting that settled it. What was recommended, put off or passed on is not settled, and
-- what the minutes print no decision of may be. Grouped, for the windows of v_case_history cost many times as much over
-- all cases; what is a container is told as there.
CREATE OR REPLACE VIEW v_cases AS
WITH held AS (
    SELECT meeting_id, municipality, body, meeting_date,
        row_number() OVER (ORDER BY meeting_date, start_time NULLS FIRST, meeting_id) AS nth
    FROM meetings
), cased AS (
    SELECT m.municipality, i.case_number, m.meeting_date, m.body, i.title, i.standing_item_id, i.outcome,
        coalesce(i.standing_item_id, lower(i.title), '') AS subject,
        m.nth, m.nth * 100000 + i.position AS place
    FROM agenda_items i
    JOIN held m ON m.meeting_id = i.meeting_id
    WHERE i.case_number IS NOT NULL
), per_meeting AS (
    SELECT municipality, case_number, any_value(meeting_date) AS meeting_date, any_value(body) AS body,
        count(*) AS times, count(*) FILTER (outcome = 'udsat') AS times_postponed, max(place) AS place,
        arg_max_null(title, place) AS title, arg_max_null(outcome, place) AS outcome,
        count(standing_item_id) AS standing, min(standing_item_id) AS standing_item_id, min(subject) AS subject_first, max(subject) AS subject_last,
        min(lower(title)) AS title_first, max(lower(title)) AS title_last
    FROM cased
    GROUP BY municipality, case_number, nth
), told AS (
    SELECT municipality, case_number, arg_max_null(title, place) AS title, CAST(sum(times) AS BIGINT) AS times,
        count(DISTINCT body) AS bodies, CAST(sum(times_postponed) AS BIGINT) AS times_postponed,
        min(meeting_date) AS first_date, max(meeting_date) AS last_date, arg_max(body, place) AS last_body,
        arg_max_null(outcome, place) AS outcome, min(standing_item_id) AS standing_item_id
    FROM per_meeting
    GROUP BY municipality, case_number
    HAVING NOT bool_or(subject_first <> subject_last) AND NOT coalesce(
        sum(standing) > 0 AND min(subject_first) <> max(subject_last) AND min(title_first) <> max(title_last), false
    )
)
SELECT municipality, case_number, title, times, bodies, times_postponed, first_date, last_date, last_body, outcome,
    CASE
        WHEN outcome IN ('godkendt', 'vedtaget', 'delvist godkendt', 'taget til efterretning', 'afvist', 'udgået')
            THEN last_date
    END AS settled_on, date_diff('day', first_date, settled_on) AS days_to_settle, standing_item_id
FROM told;
