-- What several pages ask of the views, worked out once a report.
CREATE OR REPLACE TEMP TABLE page_steps AS SELECT * FROM v_case_history;
CREATE OR REPLACE TEMP TABLE page_agenda AS
SELECT item_id, decision, outcome, standing_title FROM v_agenda;
CREATE OR REPLACE TEMP TABLE page_timeline AS SELECT * FROM v_standing_item_timeline;
CREATE OR REPLACE TEMP TABLE page_neighbours AS
SELECT meeting_id, lag(meeting_id) OVER series AS before_id, lag(meeting_date) OVER series AS before_date,
    lead(meeting_id) OVER series AS after_id, lead(meeting_date) OVER series AS after_date
FROM meetings
WINDOW series AS (
    PARTITION BY municipality, body ORDER BY meeting_date, start_time NULLS FIRST, meeting_id
);
CREATE OR REPLACE TEMP TABLE page_coverage AS SELECT * FROM v_coverage;
