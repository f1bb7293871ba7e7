-- The tables of the warehouse contract and those that stand behind them.
-- No foreign keys: a meeting's rows are deleted and inserted anew in one transaction, and DuckDB checks
-- a reference at once, not at the commit.

CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY,
    file_name VARCHAR NOT NULL,
    source_path VARCHAR NOT NULL,
    stored_path VARCHAR,
    media_type VARCHAR,
    byte_size BIGINT NOT NULL,
    page_count INTEGER,
    document_kind VARCHAR,
    text_sha256 VARCHAR,
    text_accounted DOUBLE,
    meeting_id VARCHAR,
    status VARCHAR NOT NULL,
    layout VARCHAR,
    extractor VARCHAR,
    parser_version VARCHAR,
    file_modified_at TIMESTAMP NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    ingested_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'Dokumenter: én række pr. forskelligt filindhold · Documents: one row per distinct file content';
COMMENT ON COLUMN documents.document_id IS 'Nøgle: SHA-256 af filens bytes, 64 hexcifre · Key: SHA-256 of the file''s bytes, 64 hex digits';
COMMENT ON COLUMN documents.file_name IS 'Filnavn, som filen blev lagt · Base name as dropped';
COMMENT ON COLUMN documents.source_path IS 'Sti, hvor filen først blev set · Path where it was first seen';
COMMENT ON COLUMN documents.stored_path IS 'Sti, hvor originalen ligger nu · Path where the original lies now';
COMMENT ON COLUMN documents.media_type IS 'Filtype, fx application/pdf · Media type such as application/pdf';
COMMENT ON COLUMN documents.byte_size IS 'Størrelse i bytes · Size in bytes';
COMMENT ON COLUMN documents.page_count IS 'Antal sider; NULL hvor formatet ingen har · Number of pages; NULL where the format has none';
COMMENT ON COLUMN documents.document_kind IS 'referat, dagsorden, tillægsreferat eller tillægsdagsorden · Minutes, agenda, or an addition to either';
COMMENT ON COLUMN documents.text_sha256 IS 'SHA-256 af den læste tekst, 64 hexcifre: ens for to eksporter af samme tekst · SHA-256 of the parsed text, 64 hex digits: equal for two exports of one text';
COMMENT ON COLUMN documents.text_accounted IS 'Andel (0 til 1) af sidernes tegn, der står i et felt eller er kendt sideudstyr · Share (0 to 1) of the characters on its pages that stand in a field or are known furniture';
COMMENT ON COLUMN documents.meeting_id IS 'Mødet, dokumentet hører til; NULL i karantæne · The meeting it records; NULL if quarantined';
COMMENT ON COLUMN documents.status IS 'current (gælder), superseded (afløst), duplicate (samme tekst i andre bytes), quarantined (kunne ikke læses) · What became of it';
COMMENT ON COLUMN documents.layout IS 'Layoutfamilien, det blev læst som · The family of layout it was read as';
COMMENT ON COLUMN documents.extractor IS 'Det, der læste tegnene, fx pdfium · What read the characters, such as pdfium';
COMMENT ON COLUMN documents.parser_version IS 'Version af koden, der lavede rækkerne · Version of the code that produced its rows';
COMMENT ON COLUMN documents.file_modified_at IS 'Filens egen dato, UTC, den tidligste blandt ens bytes · The file''s own date, UTC, the earliest of equal bytes';
COMMENT ON COLUMN documents.first_seen_at IS 'Første gang indholdet blev set, UTC · When the content was first seen, UTC';
COMMENT ON COLUMN documents.ingested_at IS 'Hvornår rækkerne sidst blev indlæst, UTC · When its rows were last loaded, UTC';
COMMENT ON COLUMN documents.run_id IS 'Kørslen i ingest_runs, der indlæste det · The row in ingest_runs that loaded it';

CREATE TABLE meetings (
    meeting_id VARCHAR PRIMARY KEY,
    municipality VARCHAR,
    body VARCHAR NOT NULL,
    meeting_date DATE NOT NULL,
    start_time TIME,
    end_time TIME,
    place VARCHAR,
    document_kind VARCHAR NOT NULL,
    title VARCHAR,
    is_cancelled BOOLEAN NOT NULL,
    document_id VARCHAR NOT NULL,
    meeting_group VARCHAR NOT NULL
);
COMMENT ON TABLE meetings IS 'Møder: én række pr. afholdt møde · Meetings: one row per meeting held';
COMMENT ON COLUMN meetings.meeting_id IS 'Nøgle: den samme for samme møde, hvilken fil det end læses fra · Key: the same for the same meeting whichever file it is read from';
COMMENT ON COLUMN meetings.municipality IS 'Kommune eller region, fx Kalundborg Kommune · Municipality or region';
COMMENT ON COLUMN meetings.body IS 'Udvalg eller organ i bestemt form, fx Økonomiudvalget · Body: canonical name in the definite form';
COMMENT ON COLUMN meetings.meeting_date IS 'Mødedato, dansk tid · Date of the meeting, Europe/Copenhagen';
COMMENT ON COLUMN meetings.start_time IS 'Starttidspunkt, dansk tid · Start, Europe/Copenhagen';
COMMENT ON COLUMN meetings.end_time IS 'Sluttidspunkt, dansk tid · End, Europe/Copenhagen';
COMMENT ON COLUMN meetings.place IS 'Mødested · Place';
COMMENT ON COLUMN meetings.document_kind IS 'Hoveddokumentets art: referat eller dagsorden · Kind of the main document: minutes or agenda';
COMMENT ON COLUMN meetings.title IS 'Titellinjen, som den er trykt · The printed title line';
COMMENT ON COLUMN meetings.is_cancelled IS 'Trykt som aflyst: et møde uden punkter · Printed as Aflyst: a meeting without items';
COMMENT ON COLUMN meetings.document_id IS 'Hoveddokumentet · The main document';
COMMENT ON COLUMN meetings.meeting_group IS 'Internt: kommune, organ og dato som nøgle; mødets dokumenter afgøres samlet · Internal: municipality, body and date as a key; its documents are decided together';

CREATE TABLE attendance (
    meeting_id VARCHAR,
    position INTEGER,
    name VARCHAR NOT NULL,
    role VARCHAR,
    party VARCHAR,
    status VARCHAR NOT NULL,
    note VARCHAR,
    PRIMARY KEY (meeting_id, position)
);
COMMENT ON TABLE attendance IS 'Deltagere: én række pr. person på mødets deltagerliste · Attendance: one row per person on a meeting''s list';
COMMENT ON COLUMN attendance.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN attendance.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN attendance.name IS 'Navn uden rolle, parti og note · Name without role, party or note';
COMMENT ON COLUMN attendance.role IS 'Rolle som trykt, fx formand · Role as printed';
COMMENT ON COLUMN attendance.party IS 'Parti som trykt, fx A · Party as printed';
COMMENT ON COLUMN attendance.status IS 'present (til stede), absent (fravær), excused (afbud), substitute (stedfortræder), partial (kom sent, gik tidligt) · How the person took part';
COMMENT ON COLUMN attendance.note IS 'Hvad der ellers er trykt, fx gik kl. 17.30 · What else was printed';

CREATE TABLE agenda_items (
    item_id VARCHAR PRIMARY KEY,
    meeting_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    number VARCHAR,
    title VARCHAR,
    is_closed BOOLEAN NOT NULL,
    case_number VARCHAR,
    journal_number VARCHAR,
    document_number VARCHAR,
    item_type VARCHAR,
    standing_item_id VARCHAR,
    content_id VARCHAR,
    is_repeat BOOLEAN NOT NULL,
    novelty DOUBLE,
    page_first INTEGER,
    page_last INTEGER
);
COMMENT ON TABLE agenda_items IS 'Punkter: én række pr. punkt på et møde, åbent eller lukket · Agenda items: one row per item of a meeting, open or closed';
COMMENT ON COLUMN agenda_items.item_id IS 'Nøgle, 16 hexcifre af møde, titel og tæller blandt ens titler · Key, 16 hex digits made from the meeting, the title and a counter among equal titles';
COMMENT ON COLUMN agenda_items.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN agenda_items.document_id IS 'Dokumentet, der trykte punktet; sidetal tæller dér · The document that printed it; pages count there';
COMMENT ON COLUMN agenda_items.position IS 'Rækkefølge som trykt, fra 1; et tillægs punkter kommer efter · Printed order, from 1; a supplement''s items follow the main document''s';
COMMENT ON COLUMN agenda_items.number IS 'Punktnummer som trykt, fx 2a · Number as printed';
COMMENT ON COLUMN agenda_items.title IS 'Overskrift uden Punkt N, Lukket og Åbent · Title without Punkt N, Lukket and Åbent';
COMMENT ON COLUMN agenda_items.is_closed IS 'Trykt som lukket · Printed as Lukket';
COMMENT ON COLUMN agenda_items.case_number IS 'Sagsnr. som trykt · Case number as printed';
COMMENT ON COLUMN agenda_items.journal_number IS 'J.nr., KLE-nummer · Journal number (KLE)';
COMMENT ON COLUMN agenda_items.document_number IS 'Dokumentnr. · Document number';
COMMENT ON COLUMN agenda_items.item_type IS 'Sagstype, fx Beslutning · Type of the case as printed';
COMMENT ON COLUMN agenda_items.standing_item_id IS 'Det faste punkt, punktet er en forekomst af, ellers NULL · The standing item it is an occurrence of, or NULL';
COMMENT ON COLUMN agenda_items.content_id IS 'Punktets tekst i contents; NULL hvor kun en titel er trykt · Its text in contents; NULL where nothing but a title was printed';
COMMENT ON COLUMN agenda_items.is_repeat IS 'Et tidligere møde i samme organ havde dette faste punkt med samme indhold · An earlier meeting of the body had this standing item with the same content';
COMMENT ON COLUMN agenda_items.novelty IS 'Andel (0 til 1) af ordene i sætninger, som ingen tidligere forekomst i organet havde; NULL uden indhold eller uden for faste punkter · Share (0 to 1) of its words in sentences that no earlier occurrence in the body had';
COMMENT ON COLUMN agenda_items.page_first IS 'Første side, fra 1; NULL uden sider · First page, from 1; NULL where the format has no pages';
COMMENT ON COLUMN agenda_items.page_last IS 'Sidste side, fra 1; NULL uden sider · Last page, from 1; NULL where the format has no pages';

CREATE TABLE sections (
    item_id VARCHAR,
    position INTEGER,
    kind VARCHAR NOT NULL,
    heading VARCHAR,
    text VARCHAR,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE sections IS 'Afsnit: punktets dele i trykt rækkefølge · Sections: the parts of an item, in printed order';
COMMENT ON COLUMN sections.item_id IS 'Punktet · The item';
COMMENT ON COLUMN sections.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN sections.kind IS 'resume, indstilling, behandling, sagsfremstilling, økonomi, beslutning, bilag, lovgrundlag, høring, andet · Kind of section';
COMMENT ON COLUMN sections.heading IS 'Overskrift som trykt · Heading as printed';
COMMENT ON COLUMN sections.text IS 'Al tekst i afsnittet undtagen tabellerne · All that is printed there but its tables';

CREATE TABLE recommendations (
    item_id VARCHAR,
    position INTEGER,
    proposer VARCHAR,
    text VARCHAR NOT NULL,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE recommendations IS 'Indstillinger, delt: én række pr. led · Recommendations: the Indstilling, split';
COMMENT ON COLUMN recommendations.item_id IS 'Punktet · The item';
COMMENT ON COLUMN recommendations.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN recommendations.proposer IS 'Hvem der indstiller, fx Direktøren · Who recommends';
COMMENT ON COLUMN recommendations.text IS 'Ét led uden nummer, indledning og at · One recommendation, without number, introduction and leading at';

CREATE TABLE decisions (
    item_id VARCHAR,
    position INTEGER,
    body VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    text VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    remark VARCHAR,
    rule VARCHAR NOT NULL,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE decisions IS 'Beslutninger: punktets egen og dem, det gentager fra andre organer · Decisions: the item''s own and those repeated from other bodies';
COMMENT ON COLUMN decisions.item_id IS 'Punktet · The item';
COMMENT ON COLUMN decisions.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN decisions.body IS 'Organet, der besluttede; mødets eget hvor intet andet er trykt · The body that decided; the meeting''s own where the heading names none';
COMMENT ON COLUMN decisions.decided_on IS 'Datoen for beslutningen, dansk tid; mødets egen hvor ingen er trykt · Date of the decision; the meeting''s own where the heading names none';
COMMENT ON COLUMN decisions.text IS 'Ordret, uden fremmøde- og afstemningslinjer · Verbatim, without attendance and voting lines';
COMMENT ON COLUMN decisions.outcome IS 'Udfald: godkendt, vedtaget, anbefalet, ikke anbefalet, taget til efterretning, drøftet, udsat, afvist, oversendt, tilbagesendt, udgået, delvist godkendt, andet · Outcome';
COMMENT ON COLUMN decisions.remark IS 'Det, der følger efter med den bemærkning, at · What follows with the remark that';
COMMENT ON COLUMN decisions.rule IS 'Reglen, der valgte udfaldet · Which rule chose the outcome';

CREATE TABLE item_attendance (
    item_id VARCHAR,
    position INTEGER,
    name VARCHAR NOT NULL,
    party VARCHAR,
    status VARCHAR NOT NULL,
    note VARCHAR,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE item_attendance IS 'Fremmøde ved ét punkt: hvem var fraværende eller inhabil · Who was away from, or disqualified in, one item';
COMMENT ON COLUMN item_attendance.item_id IS 'Punktet · The item';
COMMENT ON COLUMN item_attendance.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN item_attendance.name IS 'Navn uden parti og note · Name without party or note';
COMMENT ON COLUMN item_attendance.party IS 'Parti som trykt · Party as printed';
COMMENT ON COLUMN item_attendance.status IS 'present, absent, excused, substitute, partial, inhabil · How the person took part in the item';
COMMENT ON COLUMN item_attendance.note IS 'Hvad der ellers er trykt · What else was printed';

CREATE TABLE votes (
    item_id VARCHAR,
    position INTEGER,
    voter VARCHAR,
    choice VARCHAR NOT NULL,
    votes INTEGER,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE votes IS 'Afstemninger; ingen række hvor ingen stemme er trykt · Votes; no row where none is printed';
COMMENT ON COLUMN votes.item_id IS 'Punktet · The item';
COMMENT ON COLUMN votes.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN votes.voter IS 'Person, parti eller gruppe som trykt · Person, party or group as printed';
COMMENT ON COLUMN votes.choice IS 'for, imod, undlod, forbehold · What the voter chose';
COMMENT ON COLUMN votes.votes IS 'Antal stemmer, som trykt · Number of votes, as printed';

CREATE TABLE consultations (
    item_id VARCHAR,
    position INTEGER,
    body VARCHAR NOT NULL,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE consultations IS 'Behandling: sagens vej gennem organerne · Consultations: the route that a case takes';
COMMENT ON COLUMN consultations.item_id IS 'Punktet · The item';
COMMENT ON COLUMN consultations.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN consultations.body IS 'Organet · The body';

CREATE TABLE attachments (
    item_id VARCHAR,
    position INTEGER,
    title VARCHAR NOT NULL,
    document_number VARCHAR,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE attachments IS 'Bilag: hvert bilag én gang pr. punkt · Attachments: each once per item';
COMMENT ON COLUMN attachments.item_id IS 'Punktet · The item';
COMMENT ON COLUMN attachments.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN attachments.title IS 'Bilagets titel · Title of the attachment';
COMMENT ON COLUMN attachments.document_number IS 'Dokumentnr. · Document number';

CREATE TABLE item_tables (
    item_id VARCHAR,
    position INTEGER,
    header VARCHAR[],
    rows VARCHAR[][],
    page INTEGER,
    section_position INTEGER,
    PRIMARY KEY (item_id, position)
);
COMMENT ON TABLE item_tables IS 'Tabeller med streger inde i et punkt · Ruled tables inside an item';
COMMENT ON COLUMN item_tables.item_id IS 'Punktet · The item';
COMMENT ON COLUMN item_tables.position IS 'Rækkefølge som trykt, fra 1 · Printed order, from 1';
COMMENT ON COLUMN item_tables.header IS 'Tabelhovedets celler · Cells of the header row';
COMMENT ON COLUMN item_tables.rows IS 'Rækker af celler uden hovedet; tom celle er NULL · Rows of cells without the header; an empty cell is NULL';
COMMENT ON COLUMN item_tables.page IS 'Siden, tabellen begynder på, fra 1 · Page it begins on, from 1';
COMMENT ON COLUMN item_tables.section_position IS 'Internt: afsnittet, den står i (sections.position) · Internal: the section it stands in (sections.position)';

CREATE TABLE contents (
    content_id VARCHAR PRIMARY KEY,
    text VARCHAR
);
COMMENT ON TABLE contents IS 'Indhold: hver forskellig punkttekst én gang · Contents: every distinct item text, once';
COMMENT ON COLUMN contents.content_id IS 'Nøgle: ens for to punkter, der siger det samme · Key: equal for two items that say the same';
COMMENT ON COLUMN contents.text IS 'Ordlyden fra det tidligste møde · The wording of the earliest meeting';

CREATE TABLE standing_items (
    standing_item_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    occurrences BIGINT NOT NULL,
    distinct_contents BIGINT NOT NULL,
    first_seen DATE NOT NULL,
    last_seen DATE NOT NULL
);
COMMENT ON TABLE standing_items IS 'Faste punkter på tværs af organer · Standing items: the dimension, over all bodies';
COMMENT ON COLUMN standing_items.standing_item_id IS 'Nøgle, fx eventuelt · Key: a slug';
COMMENT ON COLUMN standing_items.title IS 'Det faste punkts navn · Canonical title';
COMMENT ON COLUMN standing_items.origin IS 'catalogue (katalog), detected (fundet), manual (rettet i hånden) · Where it comes from';
COMMENT ON COLUMN standing_items.occurrences IS 'Antal forekomster · Number of occurrences';
COMMENT ON COLUMN standing_items.distinct_contents IS 'Antal forskellige indhold · Number of distinct contents';
COMMENT ON COLUMN standing_items.first_seen IS 'Første mødedato · Date of the first meeting';
COMMENT ON COLUMN standing_items.last_seen IS 'Seneste mødedato · Date of the latest meeting';

CREATE TABLE ingest_runs (
    run_id VARCHAR PRIMARY KEY,
    flow VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status VARCHAR NOT NULL,
    files_seen INTEGER NOT NULL,
    files_loaded INTEGER NOT NULL,
    files_duplicate INTEGER NOT NULL,
    files_superseded INTEGER NOT NULL,
    files_quarantined INTEGER NOT NULL
);
COMMENT ON TABLE ingest_runs IS 'Kørsler: én række pr. kørsel, der skriver · Runs: one row per run that writes';
COMMENT ON COLUMN ingest_runs.run_id IS 'Nøgle · Key';
COMMENT ON COLUMN ingest_runs.flow IS 'Flowet, fx ingest · The flow that ran';
COMMENT ON COLUMN ingest_runs.started_at IS 'Start, UTC · Start, UTC';
COMMENT ON COLUMN ingest_runs.finished_at IS 'Slut, UTC; NULL mens den kører · End, UTC; NULL while it runs';
COMMENT ON COLUMN ingest_runs.status IS 'running, completed, completed with refusals, failed, interrupted · How it ended';
COMMENT ON COLUMN ingest_runs.files_seen IS 'Antal filer set · Number of files seen';
COMMENT ON COLUMN ingest_runs.files_loaded IS 'Antal nye filer, hvis rækker gælder · Number of new files whose rows are current';
COMMENT ON COLUMN ingest_runs.files_duplicate IS 'Antal nye filer med en tekst, der var der i forvejen · Number of new files with a text that was there';
COMMENT ON COLUMN ingest_runs.files_superseded IS 'Antal dokumenter, kørslen lod afløse · Number of documents that the run superseded';
COMMENT ON COLUMN ingest_runs.files_quarantined IS 'Antal nye filer sat i karantæne · Number of files newly quarantined';

CREATE TABLE findings (
    document_id VARCHAR,
    position INTEGER,
    item_id VARCHAR,
    severity VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    page INTEGER,
    PRIMARY KEY (document_id, position)
);
COMMENT ON TABLE findings IS 'Bemærkninger: sært, men indlæst · Findings: what was odd yet loaded';
COMMENT ON COLUMN findings.document_id IS 'Dokumentet · The document';
COMMENT ON COLUMN findings.position IS 'Løbenummer i dokumentet, fra 1 · Running number in the document, from 1';
COMMENT ON COLUMN findings.item_id IS 'Punktet; NULL hvor det gælder hele dokumentet, eller dokumentet ikke gælder · The item; NULL where it is about the whole document, or the document is not current';
COMMENT ON COLUMN findings.severity IS 'info, warning, error · How much it matters';
COMMENT ON COLUMN findings.rule IS 'Reglen, der fandt det · The rule that found it';
COMMENT ON COLUMN findings.message IS 'Hvad der blev set · What was seen';
COMMENT ON COLUMN findings.page IS 'Side, fra 1 · Page, from 1';

CREATE TABLE quarantine (
    quarantine_id VARCHAR PRIMARY KEY,
    document_id VARCHAR,
    file_name VARCHAR NOT NULL,
    source_path VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    error_code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    quarantined_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    relative_path VARCHAR NOT NULL,
    page INTEGER,
    remedy VARCHAR NOT NULL,
    closed_at TIMESTAMP,
    closed_by VARCHAR
);
COMMENT ON TABLE quarantine IS 'Karantæne: én åben række pr. fil, der ikke kunne læses · Quarantine: one open row per file that could not be read';
COMMENT ON COLUMN quarantine.quarantine_id IS 'Nøgle, 16 hexcifre af filens bytes, ellers af dens sti · Key, 16 hex digits of the file''s bytes, else of its path';
COMMENT ON COLUMN quarantine.document_id IS 'Dokumentet; NULL hvor filens bytes ikke kunne læses · The document; NULL where the bytes could not be read';
COMMENT ON COLUMN quarantine.file_name IS 'Filnavn · Base name';
COMMENT ON COLUMN quarantine.source_path IS 'Sti, hvor filen lå · Path where it was found';
COMMENT ON COLUMN quarantine.stage IS 'Trinnet, hvor den blev afvist: discover, read, parse, validate, load · Where in the pass it was refused';
COMMENT ON COLUMN quarantine.error_code IS 'Fast kort kode, fx encrypted · Short fixed code';
COMMENT ON COLUMN quarantine.message IS 'Hvad der blev set · What was seen';
COMMENT ON COLUMN quarantine.quarantined_at IS 'Hvornår, UTC · When, UTC';
COMMENT ON COLUMN quarantine.run_id IS 'Kørslen · The run';
COMMENT ON COLUMN quarantine.relative_path IS 'Sti under mappen, der blev gennemsøgt · Path below the folder that was searched';
COMMENT ON COLUMN quarantine.page IS 'Side, fra 1; NULL hvor det gælder hele filen · Page, from 1; NULL where it is about the whole file';
COMMENT ON COLUMN quarantine.remedy IS 'Hvad et menneske kan gøre · What a person can do';
COMMENT ON COLUMN quarantine.closed_at IS 'Hvornår rækken blev lukket, UTC; NULL mens den er åben · When the row closed, UTC; NULL while open';
COMMENT ON COLUMN quarantine.closed_by IS 'loaded (samme bytes indlæst), replaced (fil med samme sti indlæst), retry, dismissed · What closed it';

CREATE TABLE parsed_documents (
    document_id VARCHAR PRIMARY KEY,
    meeting_group VARCHAR NOT NULL,
    municipality VARCHAR,
    created_at TIMESTAMP,
    item_count INTEGER NOT NULL,
    reading_sha256 VARCHAR NOT NULL,
    minutes VARCHAR NOT NULL
);
COMMENT ON TABLE parsed_documents IS 'Internt: den læste form af hvert dokument; tabellerne udledes af dem · Internal: the parsed form of every document, which the tables are derived from';
COMMENT ON COLUMN parsed_documents.document_id IS 'Dokumentet · The document';
COMMENT ON COLUMN parsed_documents.meeting_group IS 'Kommune, organ og dato som nøgle · Municipality, body and date as a key';
COMMENT ON COLUMN parsed_documents.municipality IS 'Kommunen efter mappe og indstillinger · The municipality after folder and settings had their say';
COMMENT ON COLUMN parsed_documents.created_at IS 'Oprettelsesdato inde i filen, UTC · Creation date inside the file, UTC';
COMMENT ON COLUMN parsed_documents.item_count IS 'Antal punkter · Number of items';
COMMENT ON COLUMN parsed_documents.reading_sha256 IS 'SHA-256 af alt, der blev forstået, og af hvilken version · SHA-256 of all that was understood, and by which version';
COMMENT ON COLUMN parsed_documents.minutes IS 'Dokumentet som JSON · The document as JSON';

CREATE TABLE content_sentences (
    content_id VARCHAR,
    position INTEGER,
    sentence_key VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (content_id, position)
);
COMMENT ON TABLE content_sentences IS 'Internt: sætningerne i faste punkters indhold · Internal: the sentences of what standing items say';
COMMENT ON COLUMN content_sentences.content_id IS 'Indholdet · The content';
COMMENT ON COLUMN content_sentences.position IS 'Rækkefølge, fra 1 · Order, from 1';
COMMENT ON COLUMN content_sentences.sentence_key IS 'Ens for to sætninger, der siger det samme · Equal for two sentences that say the same';
COMMENT ON COLUMN content_sentences.words IS 'Antal ord · Number of words';
COMMENT ON COLUMN content_sentences.text IS 'Sætningen · The sentence';

CREATE TABLE standing_occurrences (
    item_id VARCHAR PRIMARY KEY,
    is_repeat BOOLEAN NOT NULL,
    novelty DOUBLE,
    new_text VARCHAR
);
COMMENT ON TABLE standing_occurrences IS 'Internt: hvad der var nyt ved hver forekomst af et fast punkt · Internal: what was new in each occurrence of a standing item';
COMMENT ON COLUMN standing_occurrences.item_id IS 'Punktet · The item';
COMMENT ON COLUMN standing_occurrences.is_repeat IS 'Som agenda_items.is_repeat · As agenda_items.is_repeat';
COMMENT ON COLUMN standing_occurrences.novelty IS 'Som agenda_items.novelty, 0 til 1 · As agenda_items.novelty, 0 to 1';
COMMENT ON COLUMN standing_occurrences.new_text IS 'Sætninger, som ingen tidligere forekomst i organet havde · Sentences that no earlier occurrence in the body had';

CREATE TABLE empty_phrases (
    sentence_key VARCHAR PRIMARY KEY,
    phrase VARCHAR NOT NULL
);
COMMENT ON TABLE empty_phrases IS 'Vendinger, der siger, at der intet var, fra vocabulary/empty_phrases.toml · Phrases that say that there was nothing';
COMMENT ON COLUMN empty_phrases.sentence_key IS 'Som content_sentences.sentence_key · As content_sentences.sentence_key';
COMMENT ON COLUMN empty_phrases.phrase IS 'Vendingen · The phrase';

CREATE TABLE field_changes (
    meeting_id VARCHAR,
    position INTEGER,
    item_id VARCHAR,
    field VARCHAR NOT NULL,
    old_value VARCHAR,
    new_value VARCHAR,
    old_document_id VARCHAR NOT NULL,
    new_document_id VARCHAR NOT NULL,
    PRIMARY KEY (meeting_id, position)
);
COMMENT ON TABLE field_changes IS 'Internt: hvad en senere udgave af samme referat ændrede · Internal: what a later version of the same minutes changed';
COMMENT ON COLUMN field_changes.meeting_id IS 'Mødet · The meeting';
COMMENT ON COLUMN field_changes.position IS 'Løbenummer i mødet, fra 1 · Running number in the meeting, from 1';
COMMENT ON COLUMN field_changes.item_id IS 'Punktet; NULL hvor feltet er mødets · The item; NULL where the field is the meeting''s';
COMMENT ON COLUMN field_changes.field IS 'Feltet · The field';
COMMENT ON COLUMN field_changes.old_value IS 'Før; NULL hvor intet var trykt · Before; NULL where nothing was printed';
COMMENT ON COLUMN field_changes.new_value IS 'Efter; NULL hvor intet er trykt · After; NULL where nothing is printed';
COMMENT ON COLUMN field_changes.old_document_id IS 'Den afløste udgave · The superseded version';
COMMENT ON COLUMN field_changes.new_document_id IS 'Udgaven, der afløste den · The version that replaced it';

CREATE TABLE warehouse_state (
    changes BIGINT NOT NULL,
    published_changes BIGINT NOT NULL,
    views_sha256 VARCHAR,
    rules_sha256 VARCHAR
);
COMMENT ON TABLE warehouse_state IS 'Internt: hvad skriveren selv husker, én række · Internal: what the writer remembers, one row';
COMMENT ON COLUMN warehouse_state.changes IS 'Antal ændringer · Number of changes';
COMMENT ON COLUMN warehouse_state.published_changes IS 'Antal ændringer ved sidste udgivelse · Number of changes at the last publish';
COMMENT ON COLUMN warehouse_state.views_sha256 IS 'SHA-256 af visningernes filer · SHA-256 of the files of the views';
COMMENT ON COLUMN warehouse_state.rules_sha256 IS 'SHA-256 af ordlisterne, der udledes efter · SHA-256 of the vocabulary that rows are derived by';
INSERT INTO warehouse_state VALUES (0, -1, NULL, NULL);
