CREATE OR REPLACE VIEW v_coverage AS
WITH bodies AS (
    SELECT municipality, body, min(date_trunc('month', meeting_date)) AS first_month,
        max(date_trunc('month', meeting_date)) AS last_month
    FROM meetings GROUP BY municipality, body
), newest AS (
    SELECT municipality, max(last_month) AS last_month FROM bodies GROUP BY municipality
), months AS (
    -- From a body's first month to its last; a body that falls silent while others go on is followed for
    -- three months more.
    SELECT b.municipality, b.body, CAST(unnest(generate_series(
        b.first_month, least(n.last_month, b.last_month + INTERVAL 3 MONTH), INTERVAL 1 MONTH
    )) AS DATE) AS month
    FROM bodies b JOIN newest n ON n.municipality IS NOT DISTINCT FROM b.municipality
), held AS (
    SELECT municipality, body, CAST(date_trunc('month', meeting_date) AS DATE) AS month, count(*) AS meetings,
        count(*) FILTER (document_kind = 'dagsorden') AS only_agendas
    FROM meetings GROUP BY ALL
), counted AS MATERIALIZED (
    -- A month compares with its like in other years: July with Julys, the November of an election (2021, every
    -- fourth year) with those of other elections, every other month with its own name.
    SELECT s.municipality, s.body, s.month, coalesce(h.meetings, 0) AS meetings,
        coalesce(h.only_agendas, 0) AS only_agendas,
        CASE
            WHEN month(s.month) = 11 AND year(s.month) % 4 = 1 THEN 'election'
            ELSE CAST(month(s.month) AS VARCHAR)
        END AS kind
    FROM months s
    LEFT JOIN held h
        ON h.body = s.body AND h.month = s.month AND h.municipality IS NOT DISTINCT FROM s.municipality
), usual AS (
    SELECT municipality, body, quantile_disc(meetings, 0.5) AS meetings
    FROM counted WHERE kind NOT IN ('election', '7') GROUP BY municipality, body
), likes AS (
    SELECT municipality, body, kind, list_sort(list(meetings)) AS likes
    FROM counted GROUP BY municipality, body, kind
), placed AS (
    -- Where the median of the other years stands in the order of them all, and where the month itself does.
    SELECT c.municipality, c.body, c.month, c.meetings, c.only_agendas, c.kind, u.meetings AS usual, l.likes,
        len(l.likes) - 1 AS years, len(l.likes) // 2 AS middle, list_position(l.likes, c.meetings) AS place
    FROM counted c
    JOIN likes l ON l.body = c.body AND l.kind = c.kind AND l.municipality IS NOT DISTINCT FROM c.municipality
    LEFT JOIN usual u ON u.body = c.body AND u.municipality IS NOT DISTINCT FROM c.municipality
), expected AS (
    SELECT municipality, body, month, meetings, only_agendas, CAST(CASE
            -- One other year could have the same hole: it takes two to tell, but in July and for elections.
            WHEN years >= 2 OR (years = 1 AND kind IN ('election', '7'))
                THEN likes[middle + CAST(place <= middle AS INTEGER)]
            WHEN kind IN ('election', '7') THEN 0
            ELSE coalesce(usual, 0)
        END AS BIGINT) AS expected
    FROM placed
), waiting AS (
    -- A file in quarantine belongs to a body and month where its path names both.
    SELECT lower(replace(replace(relative_path, '_', ' '), '/', ' ')) AS path, coalesce(
        nullif(regexp_extract(relative_path, '((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])', 1), '')
            || '-' || regexp_extract(relative_path, '((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])', 2),
        nullif(regexp_extract(relative_path, '\d\d?[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)', 2), '')
            || '-' || regexp_extract(relative_path, '\d\d?[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)', 1)
    ) AS month
    FROM quarantine WHERE closed_at IS NULL
), quarantined AS (
    SELECT c.municipality, c.body, c.month, count(*) AS files
    FROM months c JOIN waiting w ON w.month = strftime(c.month, '%Y-%m') AND contains(w.path, lower(c.body))
    GROUP BY ALL
), replaced AS (
    SELECT m.municipality, m.body, CAST(date_trunc('month', m.meeting_date) AS DATE) AS month, count(*) AS files
    FROM documents d JOIN meetings m ON m.meeting_id = d.meeting_id
    WHERE d.status = 'superseded' GROUP BY ALL
)
-- A month that was not over when the file was built may still have its meeting.
SELECT e.municipality, e.body, e.month, e.meetings, e.expected, e.meetings = 0 AND e.expected > 0
        AND e.month + INTERVAL 1 MONTH <= (SELECT coalesce(max(published_at), TIMESTAMP 'infinity') FROM warehouse_state)
        AS is_gap,
    coalesce(q.files, 0) AS files_quarantined, coalesce(r.files, 0) AS files_superseded, e.only_agendas
FROM expected e
LEFT JOIN quarantined q
    ON q.body = e.body AND q.month = e.month AND q.municipality IS NOT DISTINCT FROM e.municipality
LEFT JOIN replaced r
    ON r.body = e.body AND r.month = e.month AND r.municipality IS NOT DISTINCT FROM e.municipality;
