CREATE OR REPLACE VIEW v_unique_items AS
SELECT a.*
FROM v_agenda a
JOIN agenda_items i ON i.item_id = a.item_id
WHERE i.standing_item_id IS NULL OR (i.content_id IS NOT NULL AND NOT i.is_repeat);
COMMENT ON VIEW v_unique_items IS 'Punkter, der siger noget: alle uden for de faste punkter, og de faste punkters forekomster med et indhold, der ikke er en gentagelse · Items that say something: every item outside the standing ones, and the occurrences of standing ones with a content that is no repeat';
COMMENT ON COLUMN v_unique_items.item_id IS 'Punktet · The item';
COMMENT ON COLUMN v_unique_items.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN v_unique_items.municipality IS 'Kommune eller region · Municipality or region';
COMMENT ON COLUMN v_unique_items.body IS 'Udvalg eller organ · Body';
COMMENT ON COLUMN v_unique_items.meeting_date IS 'Mødedato, dansk tid · Date of the meeting, Europe/Copenhagen';
COMMENT ON COLUMN v_unique_items.number IS 'Punktnummer som trykt · Number as printed';
COMMENT ON COLUMN v_unique_items.title IS 'Punktets overskrift · Title of the item';
COMMENT ON COLUMN v_unique_items.is_closed IS 'Trykt som lukket · Printed as Lukket';
COMMENT ON COLUMN v_unique_items.case_number IS 'Sagsnr. · Case number';
COMMENT ON COLUMN v_unique_items.journal_number IS 'J.nr., KLE-nummer · Journal number (KLE)';
COMMENT ON COLUMN v_unique_items.item_type IS 'Sagstype · Type of the case';
COMMENT ON COLUMN v_unique_items.standing_item_id IS 'Det faste punkt, eller NULL · The standing item, or NULL';
COMMENT ON COLUMN v_unique_items.standing_title IS 'Det faste punkts navn · Title of the standing item';
COMMENT ON COLUMN v_unique_items.is_repeat IS 'Et tidligere møde i organet havde samme indhold under det faste punkt · An earlier meeting of the body had the same content under it';
COMMENT ON COLUMN v_unique_items.novelty IS 'Andel nyt, 0 til 1 · Share of new words, 0 to 1';
COMMENT ON COLUMN v_unique_items.decision IS 'Mødets egen beslutning, ordret · This meeting''s own decision, verbatim';
COMMENT ON COLUMN v_unique_items.outcome IS 'Dens udfald · Its outcome';
COMMENT ON COLUMN v_unique_items.page_first IS 'Første side, fra 1 · First page, from 1';
COMMENT ON COLUMN v_unique_items.file_name IS 'Filen, der trykte punktet · The file that printed it';
