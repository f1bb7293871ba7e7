-- The items in which the words of a question stand, the best first. `most` bounds how many.
-- No lambdas and nothing but core functions: DuckDB 1.2 and 2.0 write lambdas differently.
-- A file that DuckDB 1.2 can read keeps no MATERIALIZED: there a part is planned and asked anew wherever it is named, and
-- so are the parts that it names. Each is named as seldom as can be.
CREATE OR REPLACE MACRO search(question, most := 25) AS TABLE
WITH asked AS MATERIALIZED (
    -- A word that says nothing is a form without a stem; one without a form is in no text as it stands.
    SELECT row_number() OVER (ORDER BY a.word) AS word_number, a.word, f.stem
    FROM (
        SELECT DISTINCT unnest(regexp_extract_all(lower(nfc_normalize(question)), '[\p{L}\p{N}]+')) AS word
    ) a
    LEFT JOIN search_forms f ON f.form = a.word
    WHERE f.form IS NULL OR f.stem IS NOT NULL
), spelled AS (
    -- A word that no text has in this form: as it stands, as a keyboard without Danish letters writes it, and as the
    -- index spells names.
    SELECT DISTINCT word_number, unnest([
            word, replace(word, 'aa', 'å'), replace(replace(replace(word, 'ae', 'æ'), 'oe', 'ø'), 'aa', 'å')
        ]) AS word
    FROM asked WHERE stem IS NULL
), cut AS (
    SELECT word_number, word, unnest(generate_series(2, length(word))) AS place FROM spelled
), known AS (
    SELECT c.word_number, c.word, c.place, f.stem
    FROM cut c JOIN (
        SELECT stem AS head, stem FROM search_forms
        UNION ALL
        SELECT form, stem FROM search_forms WHERE stem IS NOT NULL
    ) f ON f.head = left(c.word, c.place)
), guessed AS (
    -- It is looked up by the longest stem or form that, with an ending of Danish, it is; else by the longest that it
    -- begins with, as `coronavirus` with `corona`.
    SELECT word_number, arg_max(stem, (is_form, place, stem)) AS stem, arg_max(word, (is_form, place, stem)) AS word
    FROM (
        SELECT *, place = length(word) OR (place >= 3 AND regexp_full_match(
                substr(word, place + 1),
                '[bdfgklmnprst]?(e|en|ene|enes|ens|er|ere|eren|erens|erne|ernes|ers|es|et|ets|s|t|(e|h|eh)ed(en|er|ens|erne|s)?|(l|el)?ig(e|t|st)?|els(e|en|er)?|ende|erende|eret)'
            )) AS is_form
        FROM known
    )
    WHERE is_form OR place >= 5
    GROUP BY word_number
), rooted AS MATERIALIZED (
    SELECT a.word_number, coalesce(g.word, a.word) AS word, coalesce(a.stem, g.stem) AS stem
    FROM asked a LEFT JOIN guessed g ON g.word_number = a.word_number
), formed AS MATERIALIZED (
    SELECT DISTINCT r.word_number, r.stem, unnest([r.word, coalesce(f.form, r.word)]) AS form
    FROM rooted r LEFT JOIN search_forms f ON f.stem = r.stem
), based AS MATERIALIZED (
    -- Compounds are looked for by the shortest forms of a word: `budget` rather than `budgetterne`, `barn` and `børn`.
    -- A form is letters and digits, and so a pattern of itself.
    SELECT word_number, stem, form AS base, NOT regexp_matches(
        form, '^(' || string_agg(form, '|') OVER (PARTITION BY word_number) || ').'
    ) AS is_shortest
    FROM formed
), meant AS (
    SELECT b.word_number, f.form_number, max(CASE
            WHEN f.stem = b.stem THEN 10
            WHEN starts_with(f.form, b.base) THEN 5
            ELSE 3
        END) AS tenths
    FROM based b JOIN search_forms f
        ON f.stem IS NOT NULL AND (
            f.stem = b.stem OR (length(b.base) >= 4 AND starts_with(f.form, b.base))
            OR (length(b.base) >= 5 AND contains(f.form, b.base))
            OR (length(b.base) IN (3, 4) AND ends_with(f.stem, b.base))
        )
    WHERE b.is_shortest
    GROUP BY b.word_number, f.form_number
), said AS MATERIALIZED (
    SELECT m.word_number, w.text_number, m.tenths * w.times AS tenths
    FROM search_words w JOIN meant m ON m.form_number = w.form_number
), told AS (
    -- Items go by their place in the table: a number is grouped several times as fast as a key of letters.
    SELECT i.place, i.words, s.word_number, CASE WHEN NOT i.is_title THEN s.tenths ELSE 0 END AS tenths,
        CASE WHEN i.is_title THEN s.tenths ELSE 0 END AS title_tenths
    FROM said s
    JOIN (
        SELECT rowid AS place, words, content_number AS text_number, false AS is_title FROM search_items
        UNION ALL
        SELECT rowid, words, title_number, true FROM search_items
    ) i ON i.text_number = s.text_number
), hits AS MATERIALIZED (
    SELECT place, word_number, any_value(words) AS words, sum(tenths) / 10 AS times,
        least(sum(title_tenths), 10) / 10 AS in_title
    FROM told GROUP BY place, word_number
), rarity AS MATERIALIZED (
    SELECT word_number, ln(1 + ((SELECT count(*) FROM search_items) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hits GROUP BY word_number
), ranked AS (
    -- A word in the title weighs as much as the text can that says it without end.
    SELECT h.place, sum(r.idf * 2.2 * (h.in_title + h.times / (h.times + 1.2 * (0.25 + 0.75 * h.words / a.words))))
        * count(*) / (SELECT count(*) FROM asked) AS score
    FROM hits h JOIN rarity r ON r.word_number = h.word_number
    CROSS JOIN (SELECT avg(words) AS words FROM search_items) a
    GROUP BY h.place
), first_ones AS (
    -- Only of these are date, title and text looked up.
    SELECT i.item_id, r.score
    FROM (FROM ranked QUALIFY rank() OVER (ORDER BY score DESC) <= most) r
    JOIN search_items i ON i.rowid = r.place
), most_said AS MATERIALIZED (
    SELECT l.item_id, l.score, i.meeting_id, i.title, i.is_closed, i.content_id, m.municipality, m.body, m.meeting_date
    FROM first_ones l
    JOIN agenda_items i ON i.item_id = l.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    QUALIFY row_number() OVER (ORDER BY l.score DESC, m.meeting_date DESC, l.item_id) <= most
), numbered AS MATERIALIZED (
    -- A case number is no word of a text: whoever asks for one, as it is printed, gets the items of its case before
    -- all that say its digits. All items are looked through for it, and so only where a word may be one. It stands
    -- apart: joined with the items that say the words, DuckDB 1.2 looked through all items for these as well.
    SELECT i.item_id, 1000 AS score, i.meeting_id, i.title, i.is_closed, i.content_id,
        m.municipality, m.body, m.meeting_date
    FROM agenda_items i
    JOIN meetings m ON m.meeting_id = i.meeting_id
    WHERE i.case_number IN (
        SELECT unnest([word, upper(word)])
        FROM (SELECT unnest(string_split_regex(question, '[\s,;"]+')) AS word)
        WHERE length(word) >= 5 AND regexp_matches(word, '[0-9]')
    )
), best AS MATERIALIZED (
    -- No anti join: up to DuckDB 1.5 a question that comes from a row of another table cannot have one.
    FROM (
        SELECT item_id, max(score) AS score, meeting_id, title, is_closed, content_id, municipality, body, meeting_date
        FROM (FROM numbered UNION ALL FROM most_said)
        GROUP BY item_id, meeting_id, title, is_closed, content_id, municipality, body, meeting_date
    )
    QUALIFY row_number() OVER (ORDER BY score DESC, meeting_date DESC, item_id) <= most
), looked_for AS (
    SELECT word_number, unnest([' ' || base, base]) AS said, unnest([1, 2]) AS choice, is_shortest FROM based
), sought AS (
    SELECT l.said, l.choice, r.idf FROM looked_for l JOIN rarity r ON r.word_number = l.word_number
    WHERE l.choice = 1 OR l.is_shortest
), shown AS (
    SELECT b.*, c.text, ' ' || translate(lower(c.text), chr(10) || '.,;:()/"”»!?-–', repeat(' ', 15)) AS plain
    FROM best b LEFT JOIN contents c ON c.content_id = b.content_id
), placed AS (
    -- Where in the text the rarest of the words that it has stands: a form of it that begins a word, else a compound.
    SELECT item_id, score, meeting_id, title, is_closed, municipality, body, meeting_date, text,
        coalesce(arg_max(place, (idf, -choice, -place)) FILTER (place > 0), 1) AS place
    FROM (SELECT s.*, f.idf, f.choice, strpos(s.plain, f.said) AS place FROM shown s LEFT JOIN sought f ON true)
    GROUP BY item_id, score, meeting_id, title, is_closed, municipality, body, meeting_date, text
)
SELECT meeting_date, municipality, body, title,
    CASE WHEN place > 81 THEN '… ' ELSE '' END || regexp_replace(regexp_replace(
        substr(text, greatest(place - 80, 1), 240), CASE WHEN place > 81 THEN '^\S*\s' ELSE '^' END, ''
    ), '\s+', ' ', 'g') || CASE WHEN length(text) > greatest(place - 80, 1) + 240 THEN ' …' ELSE '' END AS snippet,
    is_closed, round(score, 3) AS score, item_id, meeting_id
FROM placed
ORDER BY placed.score DESC, meeting_date DESC, item_id;
