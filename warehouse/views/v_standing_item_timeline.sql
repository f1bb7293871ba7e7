CREATE OR REPLACE VIEW v_standing_item_timeline AS
WITH held AS (
    -- Every meeting that had an agenda, numbered within its body.
    SELECT meeting_id, municipality, body, meeting_date, row_number() OVER (
        PARTITION BY municipality, body ORDER BY meeting_date, start_time NULLS FIRST, meeting_id
    ) AS meeting_number
    FROM meetings WHERE meeting_id IN (SELECT meeting_id FROM agenda_items)
), spoken AS (
    -- Contents of which some sentence is more than a phrase for nothing.
    SELECT DISTINCT content_id FROM content_sentences
    WHERE NOT says_nothing
), occurred AS (
    SELECT i.standing_item_id, h.municipality, h.body, h.meeting_date, h.meeting_id, h.meeting_number, i.item_id,
        CASE
            WHEN i.content_id IS NULL AND i.is_closed THEN 'closed'
            WHEN i.content_id IS NULL OR p.content_id IS NULL THEN 'empty'
            WHEN i.is_repeat THEN 'repeat'
            ELSE 'new'
        END AS occurrence,
        i.novelty, o.new_text, i.content_id
    FROM agenda_items i
    JOIN held h ON h.meeting_id = i.meeting_id
    LEFT JOIN spoken p ON p.content_id = i.content_id
    LEFT JOIN standing_occurrences o ON o.item_id = i.item_id
    WHERE i.standing_item_id IS NOT NULL
), stood AS (
    -- One row per standing item and meeting that had it: the how manieth, and where it stood next.
    SELECT standing_item_id, municipality, body, meeting_number,
        row_number() OVER series AS times,
        min(meeting_number) OVER (PARTITION BY standing_item_id, municipality, body) AS first_number,
        lead(meeting_number) OVER series AS next_number
    FROM (SELECT DISTINCT standing_item_id, municipality, body, meeting_number FROM occurred)
    WINDOW series AS (PARTITION BY standing_item_id, municipality, body ORDER BY meeting_number)
), missed AS (
    -- It had a rhythm: six meetings so far, and more than every second one, this one counted. Three in a row at most.
    SELECT s.standing_item_id, h.municipality, h.body, h.meeting_date, h.meeting_id
    FROM stood s
    JOIN held h ON h.body = s.body AND h.municipality IS NOT DISTINCT FROM s.municipality
        AND h.meeting_number > s.meeting_number
        AND h.meeting_number < coalesce(s.next_number, h.meeting_number + 1)
        AND h.meeting_number <= s.meeting_number + 3
    WHERE s.times >= 6 AND s.times * 2 > h.meeting_number - s.first_number + 1
)
SELECT t.standing_item_id, s.title, t.municipality, t.body, t.meeting_date, t.meeting_id, t.item_id,
    t.occurrence, t.novelty, t.new_text, t.content_id
FROM (
    SELECT standing_item_id, municipality, body, meeting_date, meeting_id, item_id, occurrence, novelty,
        CASE WHEN occurrence = 'new' THEN new_text END AS new_text, content_id
    FROM occurred
    UNION ALL
    SELECT standing_item_id, municipality, body, meeting_date, meeting_id, NULL, 'absent', NULL, NULL, NULL
    FROM missed
) t
JOIN standing_items s ON s.standing_item_id = t.standing_item_id;
