-- Where each item stands on its meeting's page: `punkt-7` after the printed number. A number that comes a second
-- time (an addition's items follow the main document's), and an item without one, take part of the item's id.
CREATE OR REPLACE TEMP TABLE item_addresses AS
WITH numbered AS (
    SELECT item_id, meeting_id, position,
        trim(regexp_replace(lower(coalesce(number, '')), '[^0-9a-zæøå.]+', '-', 'g'), '-.') AS printed
    FROM agenda_items
)
SELECT item_id, 'punkt-' || CASE
        WHEN printed = '' THEN item_id
        WHEN row_number() OVER (PARTITION BY meeting_id, printed ORDER BY position) = 1 THEN printed
        ELSE printed || '-' || item_id
    END AS anchor
FROM numbered;
