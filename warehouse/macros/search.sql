-- The items in which the words of a question stand, the best first. `most` bounds how many.
-- No lambdas and nothing but core functions: DuckDB 1.2 and 2.0 write lambdas differently.
CREATE OR REPLACE MACRO search(question, most := 25) AS TABLE
WITH asked AS MATERIALIZED (
    SELECT DISTINCT a.word, f.stem
    FROM (SELECT unnest(regexp_extract_all(lower(nfc_normalize(question)), '[\p{L}\p{N}]+')) AS word) a
    LEFT JOIN search_forms f ON f.form = a.word
    WHERE f.form IS NULL OR f.stem IS NOT NULL
), guessed AS MATERIALIZED (
    -- A word that no text has in this form is looked up by the longest stem that, with an ending of Danish, it is.
    SELECT a.word, arg_max(f.stem, length(f.stem)) AS stem
    FROM search_forms f JOIN (SELECT word FROM asked WHERE stem IS NULL) a
        ON length(f.stem) >= 3 AND starts_with(a.word, f.stem) AND regexp_full_match(
            substr(a.word, length(f.stem) + 1),
            '[bdfgklmnprst]?(e|en|ene|enes|ens|er|ere|eren|erens|erne|ernes|ers|es|et|ets|s|t|(e|h|eh)ed(en|er|ens|erne|s)?|(l|el)?ig(e|t|st)?|els(e|en|er)?|ende|erende|eret)'
        )
    GROUP BY a.word
), rooted AS MATERIALIZED (
    SELECT a.word, coalesce(a.stem, g.stem) AS stem FROM asked a LEFT JOIN guessed g ON g.word = a.word
), based AS MATERIALIZED (
    -- Compounds are looked for by the shortest form of a word: `budget` rather than `budgetterne`.
    SELECT r.word, r.stem, coalesce(b.base, r.word) AS base
    FROM rooted r LEFT JOIN (
        SELECT o.word, arg_min(f.form, (length(f.form), f.form)) AS base
        FROM search_forms f JOIN rooted o ON o.stem = f.stem GROUP BY o.word
    ) b ON b.word = r.word
), meant AS MATERIALIZED (
    SELECT b.word, f.form_number, CASE
            WHEN f.stem = b.stem THEN 1.0
            WHEN starts_with(f.form, b.base) THEN 0.5
            ELSE 0.3
        END AS weight
    FROM based b JOIN search_forms f
        ON f.stem IS NOT NULL AND (
            f.stem = b.stem OR (length(b.base) >= 4 AND starts_with(f.form, b.base))
            OR (length(b.base) >= 5 AND contains(f.form, b.base))
        )
), hits AS MATERIALIZED (
    SELECT m.word, w.text_number, sum(m.weight * w.times) AS times
    FROM search_words w JOIN meant m ON m.form_number = w.form_number
    GROUP BY m.word, w.text_number
), rarity AS MATERIALIZED (
    SELECT h.word, ln(1 + ((SELECT count(*) FROM search_texts) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hits h GROUP BY h.word
), told AS (
    -- A word in the title counts as three in the text.
    SELECT i.item_id, h.word, h.times FROM hits h
    JOIN search_texts t ON t.text_number = h.text_number
    JOIN agenda_items i ON i.content_id = t.content_id
    WHERE NOT i.is_repeat
    UNION ALL
    SELECT i.item_id, h.word, 3 * h.times FROM hits h
    JOIN search_texts t ON t.text_number = h.text_number
    JOIN agenda_items i ON i.title = t.title
    WHERE NOT i.is_repeat
), summed AS (
    SELECT item_id, word, sum(times) AS times FROM told GROUP BY item_id, word
), ranked AS (
    SELECT s.item_id, sum(r.idf * s.times * 2.2 / (s.times + 1.2 * (0.25 + 0.75 * coalesce(t.words, 20) / a.words)))
        * count(*) / (SELECT count(*) FROM asked) AS score
    FROM summed s
    JOIN rarity r ON r.word = s.word
    JOIN agenda_items i ON i.item_id = s.item_id
    LEFT JOIN search_texts t ON t.content_id = i.content_id
    CROSS JOIN (SELECT avg(words) AS words FROM search_texts WHERE content_id IS NOT NULL) a
    GROUP BY s.item_id
), best AS MATERIALIZED (
    SELECT r.item_id, r.score, i.meeting_id, i.title, i.is_closed, i.content_id, m.municipality, m.body, m.meeting_date
    FROM ranked r
    JOIN agenda_items i ON i.item_id = r.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    QUALIFY row_number() OVER (ORDER BY r.score DESC, m.meeting_date DESC, r.item_id) <= most
), worded AS (
    SELECT b.item_id, c.text FROM best b JOIN contents c ON c.content_id = b.content_id
), placed AS (
    -- Where in the text the rarest of the words that it has stands.
    SELECT w.item_id, any_value(w.text) AS text, coalesce(
        arg_max(strpos(lower(w.text), b.base), r.idf) FILTER (strpos(lower(w.text), b.base) > 0), 1
    ) AS place
    FROM worded w CROSS JOIN based b LEFT JOIN rarity r ON r.word = b.word
    GROUP BY w.item_id
)
SELECT b.meeting_date, b.municipality, b.body, b.title,
    CASE WHEN p.place > 81 THEN '… ' ELSE '' END || regexp_replace(regexp_replace(
        substr(p.text, greatest(p.place - 80, 1), 240), CASE WHEN p.place > 81 THEN '^\S*\s' ELSE '^' END, ''
    ), '\s+', ' ', 'g') || CASE WHEN length(p.text) > greatest(p.place - 80, 1) + 240 THEN ' …' ELSE '' END AS snippet,
    b.is_closed, round(b.score, 3) AS score, b.item_id, b.meeting_id
FROM best b LEFT JOIN placed p ON p.item_id = b.item_id
ORDER BY b.score DESC, b.meeting_date DESC, b.item_id;
