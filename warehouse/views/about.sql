CREATE OR REPLACE VIEW about AS
WITH gaps AS (
    SELECT municipality, body, count(*) FILTER (is_gap) AS gaps, max(expected) AS expected,
        CAST(sum(only_agendas) AS BIGINT) AS only_agendas,
        string_agg(strftime(month, '%Y-%m'), ', ' ORDER BY month) FILTER (is_gap) AS months
    FROM v_coverage GROUP BY municipality, body
), bodies AS (
    SELECT coalesce(m.municipality, 'ukendt/unknown (NULL)') || ', ' || m.body AS whose,
        count(*) || ' møder, meetings: ' || min(m.meeting_date) || ' – ' || max(m.meeting_date) || CASE
            WHEN any_value(g.gaps) > 0 THEN '; huller, gaps: ' || any_value(g.months)
            WHEN count(*) < 3 OR any_value(g.expected) = 0
                THEN '; for få møder til at kende huller, too few meetings to tell gaps'
            ELSE '; ingen huller, no gaps'
        END || CASE
            WHEN any_value(g.only_agendas) > 0
                THEN '; uden referat, without minutes: ' || any_value(g.only_agendas)
            ELSE ''
        END AS covers
    FROM meetings m
    JOIN gaps g ON g.body = m.body AND g.municipality IS NOT DISTINCT FROM m.municipality
    GROUP BY m.municipality, m.body
), said AS (
    SELECT 1 AS place, 'version' AS topic, 'version' AS emne, 'referat ' || coalesce(program_version, '?')
        || ', skema, schema ' || (SELECT max(version) FROM schema_migrations) AS value
    FROM warehouse_state
    UNION ALL
    SELECT 2, 'built', 'bygget', strftime(published_at, '%Y-%m-%d %H:%M UTC') FROM warehouse_state
    UNION ALL
    SELECT 3, 'municipalities', 'kommuner', string_agg(whose, ', ' ORDER BY whose)
    FROM (SELECT DISTINCT coalesce(municipality, 'ukendt/unknown (NULL)') AS whose FROM meetings)
    UNION ALL
    SELECT 4, 'covers', 'dækker', count(DISTINCT (municipality, body)) || ' organer, bodies; ' || count(*)
        || ' møder, meetings; ' || (SELECT count(*) FROM agenda_items) || ' punkter, items; '
        || min(meeting_date) || ' – ' || max(meeting_date)
    FROM meetings
    UNION ALL
    SELECT 5, 'documents', 'dokumenter', string_agg(files || ' ' || status, ', ' ORDER BY status)
    FROM (SELECT status, count(*) AS files FROM documents GROUP BY status)
    UNION ALL
    SELECT 6, 'not read', 'ikke læst', count(*) || ' i karantæne, in quarantine' FROM quarantine WHERE closed_at IS NULL
    UNION ALL
    SELECT 7, 'start here', 'begynd her', 'v_agenda, v_decisions, v_cases, v_coverage; search(''ord''); glossary'
    UNION ALL
    SELECT 8, 'body', 'organ', whose || ': ' || covers FROM bodies
)
SELECT topic, emne, value FROM said ORDER BY place, value;
