-- A mark for each body and year, and the meetings that its page lists.
WITH items AS (
    SELECT i.meeting_id, sum(hash(
            i.item_id, i.position, a.anchor, i.number, i.title, i.is_closed, p.outcome, i.standing_item_id,
            i.is_repeat
        )) AS mark
    FROM agenda_items i
    JOIN item_addresses a ON a.item_id = i.item_id
    JOIN page_agenda p ON p.item_id = i.item_id
    GROUP BY i.meeting_id
), held AS (
    SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, list(m.meeting_id) AS ids,
        sum(hash(m)) + sum(coalesce(i.mark, 0)) AS mark
    FROM meetings m LEFT JOIN items i ON i.meeting_id = m.meeting_id
    GROUP BY ALL
), months AS (
    SELECT c.municipality, c.body, CAST(year(c.month) AS INTEGER) AS year, sum(hash(c, c.month < n.month)) AS mark
    FROM page_coverage c
    JOIN (
        SELECT municipality, max(month) AS month FROM page_coverage WHERE meetings > 0 GROUP BY municipality
    ) n ON n.municipality IS NOT DISTINCT FROM c.municipality
    GROUP BY ALL
), people AS (
    SELECT m.municipality, m.body, CAST(year(m.meeting_date) AS INTEGER) AS year, sum(hash(a)) AS mark
    FROM attendance a JOIN meetings m ON m.meeting_id = a.meeting_id GROUP BY ALL
)
SELECT h.municipality, h.body, h.year, h.ids,
    concat_ws(' ', h.mark, months.mark, people.mark) AS mark
FROM held h
LEFT JOIN months ON months.body = h.body AND months.year = h.year
    AND months.municipality IS NOT DISTINCT FROM h.municipality
LEFT JOIN people ON people.body = h.body AND people.year = h.year
    AND people.municipality IS NOT DISTINCT FROM h.municipality
ORDER BY h.municipality, h.body, h.year;
