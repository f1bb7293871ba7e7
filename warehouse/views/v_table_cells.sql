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
COMMENT ON VIEW v_table_cells IS 'Tabelceller: én række pr. celle under tabelhovedet · Cells of ruled tables: one row per cell below the header';
COMMENT ON COLUMN v_table_cells.item_id IS 'Punktet · The item';
COMMENT ON COLUMN v_table_cells.table_position IS 'Tabellens nummer i punktet, fra 1 · Number of the table in the item, from 1';
COMMENT ON COLUMN v_table_cells.row_number IS 'Række, fra 1, hovedet ikke talt med · Row, from 1, the header not counted';
COMMENT ON COLUMN v_table_cells.column_number IS 'Kolonne, fra 1 · Column, from 1';
COMMENT ON COLUMN v_table_cells.column_header IS 'Kolonnens hoved · Header of the column';
COMMENT ON COLUMN v_table_cells.value IS 'Cellens tekst; NULL hvor den er tom · Text of the cell; NULL where empty';
