-- Cases that more than one meeting had, the latest first.
SELECT municipality, case_number, arg_max(title, step) AS title, count(DISTINCT meeting_date) AS meetings,
    list_sort(list_distinct(list(body))) AS bodies, max(meeting_date) AS last_date,
    arg_max(outcome, step) AS outcome
FROM page_steps WHERE NOT is_container
GROUP BY municipality, case_number HAVING count(DISTINCT (body, meeting_date)) > 1
ORDER BY last_date DESC, municipality, case_number LIMIT $count;
