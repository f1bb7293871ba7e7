-- The items in which the words of a question stand, the best first. `most` bounds how many.
-- No lambdas and nothing but core functions: DuckDB 1.2 and 2.0 write lambdas differently.
CREATE OR REPLACE MACRO search(question, most := 25) AS TABLE
WITH asked AS MATERIALIZED (
    -- A word that says nothing is a form without a stem; one without a form is in no text as it stands.
    SELECT row_number() OVER (ORDER BY a.word) AS word_number, a.word, f.stem
    FROM (
        SELECT DISTINCT unnest(regexp_extract_all(lower(nfc_normalize(question)), '[\p{L}\p{N}]+')) AS word
    ) a
    LEFT JOIN search_forms f ON f.form = a.word
    WHERE f.form IS NULL OR f.stem IS NOT NULL
), cut AS (
    SELECT word_number, word, unnest(generate_series(3, length(word) - 1)) AS place FROM asked WHERE stem IS NULL
), guessed AS (
    -- A word that no text has in this form is looked up by the longest stem that, with an ending of Danish, it is.
    SELECT c.word_number, max(f.stem) AS stem
    FROM cut c JOIN search_forms f ON f.stem = left(c.word, c.place)
    WHERE regexp_full_match(
        substr(c.word, c.place + 1),
        '[bdfgklmnprst]?(e|en|ene|enes|ens|er|ere|eren|erens|erne|ernes|ers|es|et|ets|s|t|(e|h|eh)ed(en|er|ens|erne|s)?|(l|el)?ig(e|t|st)?|els(e|en|er)?|ende|erende|eret)'
    )
    GROUP BY c.word_number
), rooted AS MATERIALIZED (
    SELECT a.word_number, a.word, coalesce(a.stem, g.stem) AS stem
    FROM asked a LEFT JOIN guessed g ON g.word_number = a.word_number
), based AS MATERIALIZED (
    -- Compounds are looked for by the shortest form of a word: `budget` rather than `budgetterne`.
    SELECT r.word_number, r.stem, coalesce(b.base, r.word) AS base
    FROM rooted r LEFT JOIN (
        SELECT o.word_number, arg_min(f.form, (length(f.form), f.form)) AS base
        FROM search_forms f JOIN rooted o ON o.stem = f.stem GROUP BY o.word_number
    ) b ON b.word_number = r.word_number
), meant AS (
    SELECT b.word_number, f.form_number, CASE
            WHEN f.stem = b.stem THEN 10
            WHEN starts_with(f.form, b.base) THEN 5
            ELSE 3
        END AS tenths
    FROM based b JOIN search_forms f
        ON f.stem IS NOT NULL AND (
            f.stem = b.stem OR (length(b.base) >= 4 AND starts_with(f.form, b.base))
            OR (length(b.base) >= 5 AND contains(f.form, b.base))
        )
), said AS MATERIALIZED (
    SELECT m.word_number, w.text_number, m.tenths * w.times AS tenths
    FROM search_words w JOIN meant m ON m.form_number = w.form_number
), told AS (
    -- A word in the title counts as three in the text. Items go by their place in the table: a number is grouped
    -- several times as fast as a key of letters.
    SELECT i.rowid AS place, i.words, s.word_number, s.tenths
    FROM said s JOIN search_items i ON i.content_number = s.text_number
    UNION ALL
    SELECT i.rowid, i.words, s.word_number, 3 * s.tenths
    FROM said s JOIN search_items i ON i.title_number = s.text_number
), hits AS MATERIALIZED (
    SELECT place, word_number, any_value(words) AS words, sum(tenths) / 10 AS times FROM told GROUP BY place, word_number
), rarity AS MATERIALIZED (
    SELECT word_number, ln(1 + ((SELECT count(*) FROM search_items) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hits GROUP BY word_number
), ranked AS (
    SELECT h.place, sum(r.idf * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.words / a.words)))
        * count(*) / (SELECT count(*) FROM asked) AS score
    FROM hits h JOIN rarity r ON r.word_number = h.word_number
    CROSS JOIN (SELECT avg(words) AS words FROM search_items) a
    GROUP BY h.place
), first_ones AS (
    -- Only of these are date, title and text looked up.
    SELECT i.item_id, r.score
    FROM (FROM ranked QUALIFY rank() OVER (ORDER BY score DESC) <= most) r
    JOIN search_items i ON i.rowid = r.place
), best AS MATERIALIZED (
    SELECT l.item_id, l.score, i.meeting_id, i.title, i.is_closed, i.content_id, m.municipality, m.body, m.meeting_date
    FROM first_ones l
    JOIN agenda_items i ON i.item_id = l.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    QUALIFY row_number() OVER (ORDER BY l.score DESC, m.meeting_date DESC, l.item_id) <= most
), placed AS (
    -- Where in the text the rarest of the words that it has stands.
    SELECT w.item_id, any_value(w.text) AS text, coalesce(
        arg_max(strpos(lower(w.text), b.base), r.idf) FILTER (strpos(lower(w.text), b.base) > 0), 1
    ) AS place
    FROM (SELECT b.item_id, c.text FROM best b JOIN contents c ON c.content_id = b.content_id) w
    CROSS JOIN based b LEFT JOIN rarity r ON r.word_number = b.word_number
    GROUP BY w.item_id
)
SELECT b.meeting_date, b.municipality, b.body, b.title,
    CASE WHEN p.place > 81 THEN '… ' ELSE '' END || regexp_replace(regexp_replace(
        substr(p.text, greatest(p.place - 80, 1), 240), CASE WHEN p.place > 81 THEN '^\S*\s' ELSE '^' END, ''
    ), '\s+', ' ', 'g') || CASE WHEN length(p.text) > greatest(p.place - 80, 1) + 240 THEN ' …' ELSE '' END AS snippet,
    b.is_closed, round(b.score, 3) AS score, b.item_id, b.meeting_id
FROM best b LEFT JOIN placed p ON p.item_id = b.item_id
ORDER BY b.score DESC, b.meeting_date DESC, b.item_id;
