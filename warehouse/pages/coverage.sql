-- The months of every body and year. The month of a municipality's newest meeting may not be over: what is not
-- there yet is no gap.
WITH newest AS (
    SELECT municipality, max(month) AS month FROM page_coverage WHERE meetings > 0 GROUP BY municipality
)
SELECT c.municipality, c.body, CAST(year(c.month) AS INTEGER) AS year, list({
        month: CAST(month(c.month) AS INTEGER), meetings: c.meetings, expected: c.expected,
        is_gap: c.is_gap AND c.month < n.month, files_quarantined: c.files_quarantined
    } ORDER BY c.month) AS months
FROM page_coverage c JOIN newest n ON n.municipality IS NOT DISTINCT FROM c.municipality
GROUP BY c.municipality, c.body, year(c.month) ORDER BY c.municipality, c.body, year;
