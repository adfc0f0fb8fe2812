-- The registers. Every record has an owning unit (which decides who may see it), an owner, a next review and a state:
-- `proposed` by the library or an import until a named person has confirmed it.
-- Dates that registers write as "oktober 2023" are texts in ISO form, perhaps partial: 2023, 2023-10, 2023-10-05,
-- or an interval start/end.

CREATE TABLE processes (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    code        TEXT NOT NULL DEFAULT '',   -- in the municipality's process structure, as 7.2.3
    description TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    tolerated_outage_minutes BIGINT,        -- NULL is not judged
    reserve_routine TEXT NOT NULL DEFAULT '',
    vital       BOOLEAN,                    -- vital societal function; NULL is not judged
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,              -- proposed | confirmed
    library_ref TEXT NOT NULL DEFAULT '',
    next_review {date},
    created_at  {timestamp} NOT NULL,
    updated_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX processes_order ON processes (tenant_id, name_sort, id);
CREATE INDEX processes_code ON processes (tenant_id, code);
CREATE INDEX processes_name ON processes (tenant_id, name_fold);
CREATE INDEX processes_unit ON processes (tenant_id, unit_id);

CREATE TABLE information_sets (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    process_code TEXT NOT NULL DEFAULT '',
    process_name TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    personal_data TEXT,                     -- an id of content/secrecy.toml; NULL is not stated
    retention_action TEXT,                  -- preserve | dispose
    retention_years BIGINT,
    retention_when TEXT NOT NULL DEFAULT '',
    storage     TEXT NOT NULL DEFAULT '',
    common_id   {uuid},                     -- the organisation-common set whose classification it follows
    is_common   BOOLEAN NOT NULL DEFAULT FALSE,
    many_people BOOLEAN,                    -- concerns a large part of the inhabitants; NULL is not stated
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    library_ref TEXT NOT NULL DEFAULT '',
    next_review {date},
    created_at  {timestamp} NOT NULL,
    updated_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES people (tenant_id, id),
    FOREIGN KEY (tenant_id, common_id) REFERENCES information_sets (tenant_id, id)
);
CREATE INDEX information_sets_order ON information_sets (tenant_id, name_sort, id);
CREATE INDEX information_sets_name ON information_sets (tenant_id, name_fold);
CREATE INDEX information_sets_unit ON information_sets (tenant_id, unit_id);
CREATE INDEX information_sets_external ON information_sets (tenant_id, external_id);
CREATE INDEX information_sets_common ON information_sets (tenant_id, common_id);

-- NULL-free list: what is known to apply. `provision` is an id of content/secrecy.toml.
CREATE TABLE information_provisions (
    tenant_id      {uuid} NOT NULL,
    information_id {uuid} NOT NULL,
    provision      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, information_id, provision),
    FOREIGN KEY (tenant_id, information_id) REFERENCES information_sets (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE systems (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    manager_id  {uuid},
    hosting     TEXT,                       -- internal | cloud | supplier; NULL is not stated
    lifecycle   TEXT,                       -- planned | in_use | phasing_out | retired; NULL is not stated
    criticality BIGINT,                     -- 1 (highest) to 4; NULL is not judged
    personal_data BOOLEAN,
    contract_end TEXT NOT NULL DEFAULT '',
    in_use_from TEXT NOT NULL DEFAULT '',
    retire_at   TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    library_ref TEXT NOT NULL DEFAULT '',
    next_review {date},
    created_at  {timestamp} NOT NULL,
    updated_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES people (tenant_id, id),
    FOREIGN KEY (tenant_id, manager_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX systems_order ON systems (tenant_id, name_sort, id);
CREATE INDEX systems_name ON systems (tenant_id, name_fold);
CREATE INDEX systems_unit ON systems (tenant_id, unit_id);
CREATE INDEX systems_external ON systems (tenant_id, external_id);

CREATE TABLE suppliers (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    organisation_number TEXT NOT NULL DEFAULT '',
    country     TEXT NOT NULL DEFAULT '',   -- ISO 3166-1 alpha-2, '' is not stated
    contact     TEXT NOT NULL DEFAULT '',
    critical    BOOLEAN,
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
CREATE INDEX suppliers_order ON suppliers (tenant_id, name_sort, id);
CREATE INDEX suppliers_name ON suppliers (tenant_id, name_fold);

-- The article 30 register; the owning unit's authority is the controller.
CREATE TABLE processings (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    name        TEXT NOT NULL,
    name_sort   {bytes} NOT NULL,
    name_fold   TEXT NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    unit_id     {uuid} NOT NULL,
    owner_id    {uuid},
    purpose     TEXT NOT NULL DEFAULT '',
    legal_basis TEXT NOT NULL DEFAULT '',   -- points of article 6.1 separated by a space: 6.1.c 6.1.e; '' is not stated
    data_subjects TEXT NOT NULL DEFAULT '', -- one per line
    data_categories TEXT NOT NULL DEFAULT '',
    sensitive   BOOLEAN,
    recipients  TEXT NOT NULL DEFAULT '',
    third_country BOOLEAN,
    third_country_detail TEXT NOT NULL DEFAULT '',
    retention   TEXT NOT NULL DEFAULT '',
    security_measures TEXT NOT NULL DEFAULT '',
    processor   TEXT NOT NULL DEFAULT '',   -- as the source writes it; the supplier is a link
    processor_agreement BOOLEAN,
    updated_on  TEXT NOT NULL DEFAULT '',   -- when the source says the row was updated
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
CREATE INDEX processings_order ON processings (tenant_id, name_sort, id);
CREATE INDEX processings_name ON processings (tenant_id, name_fold);
CREATE INDEX processings_unit ON processings (tenant_id, unit_id);

-- Typed ties between records, read as a sentence from → to (crates/engine/src/link.rs says what flows along each).
-- Ends are of several kinds, so no foreign key: `varn verify` looks for loose ends.
CREATE TABLE links (
    tenant_id {uuid} NOT NULL,
    kind      TEXT NOT NULL,
    from_kind TEXT NOT NULL,
    from_id   {uuid} NOT NULL,
    to_kind   TEXT NOT NULL,
    to_id     {uuid} NOT NULL,
    endurance_minutes BIGINT NOT NULL DEFAULT 0,  -- how long `from` manages without `to`
    PRIMARY KEY (tenant_id, kind, from_id, to_id)
);
CREATE INDEX links_from ON links (tenant_id, from_id, kind, to_id);
CREATE INDEX links_to ON links (tenant_id, to_id, kind, from_id);

-- What the library proposes and the municipality has said that it does not have. It can be brought back.
CREATE TABLE skipped_proposals (
    tenant_id  {uuid} NOT NULL,
    proposal   TEXT NOT NULL,               -- an id of the library: process.x, info.x, system_type.x
    skipped_at {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, proposal)
);
