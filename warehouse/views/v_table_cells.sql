CREATE OR REPLACE VIEW v_table_cells AS
WITH table_rows AS (
    SELECT item_id, position AS table_position, header, unnest(rows) AS cells,
        unnest(generate_series(1, len(rows))) AS row_number
    FROM item_tables
), numbered AS (
    SELECT item_id, table_position, header, row_number, unnest(cells) AS value,
        unnest(generate_series(1, len(cells))) AS column_number
    FROM table_rows
)
SELECT item_id, table_position, row_number, column_number, header[column_number] AS column_header, value
FROM numbered;
