-- Work that goes on: tasks, files on records, jobs, imports, actions.

CREATE TABLE tasks (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    reason      TEXT NOT NULL,              -- why it exists; the rule of that name closes it when the reason is gone
    record_kind TEXT,
    record_id   {uuid},
    title       TEXT NOT NULL DEFAULT '',   -- of tasks that people write; others are worded by their reason
    title_fold  TEXT NOT NULL DEFAULT '',
    owner_id    {uuid},
    delegated   BOOLEAN NOT NULL DEFAULT FALSE, -- somebody gave it to the owner by hand: a rule keeps her
    due         {date},
    created_at  {timestamp} NOT NULL,
    closed_at   {timestamp},
    closed_why  TEXT NOT NULL DEFAULT '',   -- done | reason_gone | dropped
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX tasks_open ON tasks (tenant_id, closed_at, due, id);
CREATE INDEX tasks_record ON tasks (tenant_id, record_id, reason);

CREATE TABLE files (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    record_kind TEXT NOT NULL,
    record_id   {uuid} NOT NULL,
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,              -- by its content, not by its name
    size        BIGINT NOT NULL,
    digest      TEXT NOT NULL,
    content     {bytes} NOT NULL,
    added_by    TEXT NOT NULL,
    added_at    {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX files_record ON files (tenant_id, record_id);

-- Claimed across nodes, so reached outside the tenant policy: the municipality is a column of another name.
CREATE TABLE jobs (
    id          {uuid} NOT NULL PRIMARY KEY,
    municipality_id {uuid} NOT NULL REFERENCES tenants (id),
    user_id     {uuid} NOT NULL,
    kind        TEXT NOT NULL,
    input       TEXT NOT NULL,              -- JSON
    state       TEXT NOT NULL,              -- waiting | running | done | failed
    done        BIGINT NOT NULL DEFAULT 0,  -- of 100
    doing       TEXT NOT NULL DEFAULT '',   -- key of a text
    outcome     TEXT NOT NULL DEFAULT '',   -- where the result is, or the key of a text that says what went wrong
    created_at  {timestamp} NOT NULL,
    started_at  {timestamp},
    attempts    BIGINT NOT NULL DEFAULT 0,  -- how often a node has begun and not come to an end
    beat_at     {timestamp},                -- a running job whose node has died is taken over
    ended_at    {timestamp}
);
CREATE INDEX jobs_waiting ON jobs (state, created_at);
CREATE INDEX jobs_user ON jobs (municipality_id, user_id, created_at);

-- A spreadsheet on its way in: what was understood is kept, the file is not (it may hold what must not be stored).
CREATE TABLE imports (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    file_name   TEXT NOT NULL,
    file_digest TEXT NOT NULL,
    kind        TEXT NOT NULL,              -- system | information_set | processing | control | action
    state       TEXT NOT NULL,              -- read | accepted | undone | cancelled
    mapping     TEXT NOT NULL,              -- JSON, how it was read
    reading     TEXT NOT NULL,              -- JSON, what was understood: counts, rejected, warnings
    unit_id     {uuid} NOT NULL,            -- whose rows become that name no known part of the organisation
    accepted_rows BIGINT NOT NULL,
    created_count BIGINT NOT NULL DEFAULT 0,
    changed_count BIGINT NOT NULL DEFAULT 0,
    left_count  BIGINT NOT NULL DEFAULT 0,
    also_created TEXT NOT NULL DEFAULT '[]', -- JSON: people, suppliers and systems that rows named, for undo
    imported_by TEXT NOT NULL,
    imported_by_id {uuid},                  -- the account; one who sees a part of the organisation sees own imports only
    created_at  {timestamp} NOT NULL,
    decided_at  {timestamp},
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX imports_time ON imports (tenant_id, created_at);

-- The rows of a dry run, and after acceptance what became of each: for the difference and for undo.
CREATE TABLE import_rows (
    tenant_id   {uuid} NOT NULL,
    import_id   {uuid} NOT NULL,
    row_number  BIGINT NOT NULL,
    "values"    TEXT NOT NULL,              -- JSON
    action      TEXT NOT NULL,              -- create | change | same | conflict, and after an undo: kept
    row_key     TEXT NOT NULL,              -- names the row: the same row of the next file has the same key
    record_id   {uuid},
    before      TEXT,                       -- JSON of what was written, and of the record before a change
    version_after BIGINT,                   -- undo is refused when the record has another version by then
    PRIMARY KEY (tenant_id, import_id, row_number),
    FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX import_rows_action ON import_rows (tenant_id, import_id, action, row_number);

-- How a register with these headings was read last time.
CREATE TABLE import_mappings (
    tenant_id   {uuid} NOT NULL,
    headings    TEXT NOT NULL,              -- digest of the folded headings
    mapping     TEXT NOT NULL,
    updated_at  {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, headings)
);

-- Things to do, as the municipality's own lists have them; the plan builds on these.
CREATE TABLE actions (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    status      TEXT,                       -- not_started | in_progress | delayed | done | cancelled; NULL is not stated
    cost_sek    BIGINT,
    due         TEXT NOT NULL DEFAULT '',
    priority    BIGINT,
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    library_ref TEXT NOT NULL DEFAULT '',
    next_review {date},
    created_at  {timestamp} NOT NULL,
    updated_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX actions_order ON actions (tenant_id, name_sort, id);
CREATE INDEX actions_name ON actions (tenant_id, name_fold);
