-- One row per body: its years in short, how its own decisions came out, and its standing items.
WITH own AS (
    SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, m.meeting_id,
        count(i.item_id) AS items, count(i.item_id) FILTER (i.is_closed) AS closed,
        count(p.outcome) AS decided
    FROM meetings m
    LEFT JOIN agenda_items i ON i.meeting_id = m.meeting_id
    LEFT JOIN page_agenda p ON p.item_id = i.item_id
    GROUP BY ALL
), years AS (
    SELECT municipality, body, year, count(*) AS meetings, sum(items) AS items, sum(closed) AS closed,
        sum(decided) AS decided
    FROM own GROUP BY ALL
), outcomes AS (
    SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, p.outcome, count(*) AS decisions
    FROM meetings m
    JOIN agenda_items i ON i.meeting_id = m.meeting_id
    JOIN page_agenda p ON p.item_id = i.item_id
    WHERE p.outcome IS NOT NULL GROUP BY ALL
), standing AS (
    SELECT t.municipality, t.body, t.standing_item_id, t.title,
        count(t.item_id) AS occurrences, count(*) FILTER (t.occurrence = 'new') AS news,
        max(t.meeting_date) FILTER (t.item_id IS NOT NULL) AS last_date
    FROM page_timeline t GROUP BY ALL
), by_year AS (
    SELECT municipality, body, list({
        year: year, meetings: meetings, items: CAST(items AS BIGINT), closed: CAST(closed AS BIGINT),
        decided: CAST(decided AS BIGINT)
    } ORDER BY year) AS rows FROM years GROUP BY ALL
), by_outcome AS (
    SELECT municipality, body, list({year: year, outcome: outcome, decisions: decisions} ORDER BY year, outcome)
        AS rows FROM outcomes GROUP BY ALL
), by_standing AS (
    SELECT municipality, body, list({
        standing_item_id: standing_item_id, title: title, occurrences: occurrences, news: news,
        last_date: last_date
    } ORDER BY occurrences DESC, title, standing_item_id) AS rows FROM standing GROUP BY ALL
), newest AS (
    SELECT municipality, body, list({
        meeting_id: meeting_id, meeting_date: meeting_date, start_time: start_time, is_cancelled: is_cancelled,
        document_kind: document_kind
    } ORDER BY meeting_date DESC, start_time DESC NULLS LAST, meeting_id DESC)[:5] AS rows
    FROM meetings GROUP BY ALL
)
SELECT b.municipality, b.body, b.rows AS years, coalesce(o.rows, []) AS outcomes,
    coalesce(s.rows, []) AS standing, n.rows AS newest
FROM by_year b
JOIN newest n ON n.body = b.body AND n.municipality IS NOT DISTINCT FROM b.municipality
LEFT JOIN by_outcome o ON o.body = b.body AND o.municipality IS NOT DISTINCT FROM b.municipality
LEFT JOIN by_standing s ON s.body = b.body AND s.municipality IS NOT DISTINCT FROM b.municipality
ORDER BY b.municipality, b.body;
