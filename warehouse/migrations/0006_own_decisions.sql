-- What a meeting itself decided stands beside its item: to look it up in `decisions` for the items of a whole
-- municipality took seconds.

ALTER TABLE agenda_items ADD COLUMN decision VARCHAR;
ALTER TABLE agenda_items ADD COLUMN outcome VARCHAR;
UPDATE agenda_items SET decision = own.decision, outcome = own.outcome FROM (
    SELECT d.item_id, string_agg(d.text, chr(10) ORDER BY d.position) AS decision,
        arg_min(d.outcome, d.position) AS outcome
    FROM decisions d
    JOIN agenda_items i ON i.item_id = d.item_id
    JOIN meetings m ON m.meeting_id = i.meeting_id
    WHERE d.decided_on = m.meeting_date AND lower(d.body) = lower(m.body)
    GROUP BY d.item_id
) AS own
WHERE agenda_items.item_id = own.item_id;
