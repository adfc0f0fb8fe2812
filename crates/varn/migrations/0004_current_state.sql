-- Classification, protection need, controls and gaps, frozen pictures.

-- A model is data with versions; `definition` is JSON of the shape in content/classification.toml. Digits of different
-- models are never compared: every classification names its model and version.
CREATE TABLE classification_models (
    tenant_id  {uuid} NOT NULL,
    model      TEXT NOT NULL,
    version    TEXT NOT NULL,
    name       TEXT NOT NULL,
    definition TEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    created_at {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, model, version)
);

-- One row per judgement of an object; the newest that is not superseded counts. Ordinals are 0–3: a possible level 4
-- never comes here (see protective_security_stubs). NULL is not judged.
CREATE TABLE classifications (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    object_kind TEXT NOT NULL,              -- information_set | system | process
    object_id   {uuid} NOT NULL,
    model       TEXT NOT NULL,
    model_version TEXT NOT NULL,
    confidentiality BIGINT,
    integrity   BIGINT,
    availability BIGINT,
    traceability BIGINT,
    source      TEXT NOT NULL,              -- judged | imported | library
    motive      TEXT NOT NULL DEFAULT '',
    classified_by TEXT NOT NULL DEFAULT '', -- a name: of the person who judged, or as the imported register has it
    classified_on TEXT NOT NULL DEFAULT '', -- ISO, perhaps partial
    confirmed_by {uuid},                    -- the account of the owner who confirmed
    confirmed_name TEXT NOT NULL DEFAULT '',
    confirmed_at {timestamp},
    review_on   {date},
    superseded_at {timestamp},
    created_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX classifications_object ON classifications (tenant_id, object_id, superseded_at);
-- One judgement counts at a time, also when two people save at once.
CREATE UNIQUE INDEX classifications_one ON classifications (tenant_id, object_id) WHERE superseded_at IS NULL;
-- The start page counts confirmed and likely critical sets from this alone.
CREATE INDEX classifications_current ON classifications (tenant_id, object_kind, superseded_at, object_id,
    confidentiality, integrity, availability, traceability, source, confirmed_at, review_on);

-- The judgement of each consequence category is kept; the most serious decides.
CREATE TABLE classification_judgements (
    tenant_id         {uuid} NOT NULL,
    classification_id {uuid} NOT NULL,
    aspect            TEXT NOT NULL,
    category          TEXT NOT NULL,
    ordinal           BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, classification_id, aspect, category),
    FOREIGN KEY (tenant_id, classification_id) REFERENCES classifications (tenant_id, id) ON DELETE CASCADE
);

-- A unit's level below the organisation-common one: needs motive and approval.
CREATE TABLE lowerings (
    tenant_id  {uuid} NOT NULL,
    id         {uuid} NOT NULL,
    information_id {uuid} NOT NULL,
    classification_id {uuid} NOT NULL,
    motive     TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposer_id {uuid} NOT NULL,            -- the account, since somebody else has to approve
    proposed_at {timestamp} NOT NULL,
    approved_by TEXT NOT NULL DEFAULT '',
    approved_at {timestamp},
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX lowerings_classification ON lowerings (tenant_id, classification_id);
CREATE INDEX lowerings_information ON lowerings (tenant_id, information_id);

-- Possible säkerhetsskydd: that something was referred to the säkerhetsskyddschef, and nothing else.
CREATE TABLE protective_security_stubs (
    tenant_id  {uuid} NOT NULL,
    id         {uuid} NOT NULL,
    unit_id    {uuid} NOT NULL,
    created_at {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

-- A system needs more than its contents, said explicitly; never less.
CREATE TABLE raises (
    tenant_id  {uuid} NOT NULL,
    id         {uuid} NOT NULL,
    system_id  {uuid} NOT NULL,
    aspect     TEXT NOT NULL,
    level      BIGINT NOT NULL,
    cause      TEXT NOT NULL,               -- accumulation | aggregation | integration
    motive     TEXT NOT NULL,
    raised_by  TEXT NOT NULL,
    created_at {timestamp} NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, system_id) REFERENCES systems (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX raises_system ON raises (tenant_id, system_id);

-- Derived by the engine, stored in the transaction that changed what they rest on; `varn verify` recomputes them.
-- NULL is unknown; `open_*` says that it may prove higher.
CREATE TABLE graph_versions (
    tenant_id {uuid} NOT NULL PRIMARY KEY,
    version   BIGINT NOT NULL
);
CREATE TABLE needs (
    tenant_id {uuid} NOT NULL,
    node_id   {uuid} NOT NULL,
    node_kind TEXT NOT NULL,                -- information_set | process | system | supplier
    confidentiality BIGINT,
    integrity BIGINT,
    availability BIGINT,
    traceability BIGINT,
    open_confidentiality BOOLEAN NOT NULL,
    open_integrity BOOLEAN NOT NULL,
    open_availability BOOLEAN NOT NULL,
    open_traceability BOOLEAN NOT NULL,
    highest   BIGINT NOT NULL,              -- the highest known aspect, -1 when none is: for sorting
    PRIMARY KEY (tenant_id, node_id)
);
CREATE INDEX needs_kind ON needs (tenant_id, node_kind, highest, node_id, confidentiality, integrity, availability, traceability);

-- The municipality's own controls beside those of the library; `library_ref` where it is the same as one of ours.
CREATE TABLE own_controls (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    external_id TEXT NOT NULL DEFAULT '',
    area        TEXT NOT NULL DEFAULT '',
    title       TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    library_ref TEXT NOT NULL DEFAULT '',
    created_at  {timestamp} NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id)
);

-- What is judged about a control of an object. `control` is an id of content/controls.toml or 'own:' and an own
-- control's id. `points` is derived: need × duty × deficiency; NULL while the deficiency is not judged or the control is
-- not required. A row without any judgement may stand for an inherited one, or for a control chosen by hand.
CREATE TABLE judgements (
    tenant_id   {uuid} NOT NULL,
    object_kind TEXT NOT NULL,              -- organisation | system | supplier
    object_id   {uuid} NOT NULL,            -- the tenant's own id for the organisation
    control     TEXT NOT NULL,
    "exists"    TEXT,                       -- yes | partial | no
    works       TEXT,                       -- yes | partial | no
    deficiency  BIGINT,                     -- 0 negligible to 3 serious
    situation   TEXT NOT NULL DEFAULT '',
    evidence    TEXT NOT NULL DEFAULT '',
    improvement TEXT NOT NULL DEFAULT '',
    responsible_id {uuid},
    due         TEXT NOT NULL DEFAULT '',   -- ISO, perhaps partial
    inherits_from {uuid},                   -- the object whose judgement counts here
    inherits_accepted BOOLEAN NOT NULL DEFAULT FALSE,
    chosen      BOOLEAN NOT NULL DEFAULT FALSE,   -- asked for by hand, whatever the rules say
    judged_by   TEXT NOT NULL DEFAULT '',
    judged_at   {timestamp} NOT NULL,
    points      BIGINT,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, object_id, control),
    FOREIGN KEY (tenant_id, responsible_id) REFERENCES people (tenant_id, id)
);
CREATE INDEX judgements_points ON judgements (tenant_id, points, object_id, control);

-- Not applicable, or lacking for a time: with motive, and counting only when somebody else has approved.
CREATE TABLE deviations (
    tenant_id   {uuid} NOT NULL,
    id          {uuid} NOT NULL,
    object_kind TEXT NOT NULL,
    object_id   {uuid} NOT NULL,
    control     TEXT NOT NULL,
    kind        TEXT NOT NULL,              -- not_applicable | exception
    motive      TEXT NOT NULL,
    until       {date},                     -- the last day of an exception
    proposed_by {uuid},
    proposed_name TEXT NOT NULL,
    proposed_at {timestamp} NOT NULL,
    approved_by {uuid},
    approved_name TEXT NOT NULL DEFAULT '',
    approved_at {timestamp},
    withdrawn_at {timestamp},
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX deviations_object ON deviations (tenant_id, object_id, control);

-- Derived counts per object, as judgements.points: the start page adds these up.
CREATE TABLE object_progress (
    tenant_id   {uuid} NOT NULL,
    object_kind TEXT NOT NULL,
    object_id   {uuid} NOT NULL,
    required    BIGINT NOT NULL,
    not_judged  BIGINT NOT NULL,
    begun       BIGINT NOT NULL,
    fulfilled   BIGINT NOT NULL,
    deficient   BIGINT NOT NULL,
    missing     BIGINT NOT NULL,
    excepted    BIGINT NOT NULL,
    not_applicable BIGINT NOT NULL,
    undecided   BIGINT NOT NULL,
    points      BIGINT NOT NULL,
    as_of       {date} NOT NULL,            -- exceptions end by the calendar
    basis       BIGINT NOT NULL,            -- digest of what the requirements rest on: tells which objects a write has touched
    PRIMARY KEY (tenant_id, object_id)
);
CREATE INDEX object_progress_sums ON object_progress (tenant_id, object_kind, required, not_judged, begun, fulfilled,
    deficient, missing, excepted, not_applicable, undecided, points);

-- Derived with the counts above: each control that an object must have or may come to need, and how it stands. Lists
-- and pages read this instead of computing every object; `until` is kept so that an exception ends without a write.
CREATE TABLE required_controls (
    tenant_id   {uuid} NOT NULL,
    object_kind TEXT NOT NULL,
    object_id   {uuid} NOT NULL,
    control     TEXT NOT NULL,
    state       TEXT NOT NULL,              -- not_judged | begun | fulfilled | deficient | missing | undecided
    standing    TEXT NOT NULL,              -- required | not_applicable | excepted
    until       {date},                     -- the last day of an exception that is or was in force
    duty        BOOLEAN NOT NULL,           -- a law asks for it
    points      BIGINT,                     -- as judgements.points
    PRIMARY KEY (tenant_id, object_id, control)
);
CREATE INDEX required_controls_points ON required_controls (tenant_id, points, object_id, control);
CREATE INDEX required_controls_control ON required_controls (tenant_id, control, state, standing, until, object_id);

-- A frozen picture never changes: `content` is the JSON the checksum is of.
CREATE TABLE pictures (
    tenant_id  {uuid} NOT NULL,
    id         {uuid} NOT NULL,
    name       TEXT NOT NULL,
    as_of      {timestamp} NOT NULL,
    case_number TEXT NOT NULL DEFAULT '',
    content    TEXT NOT NULL,
    checksum   TEXT NOT NULL,               -- SHA-256 of content, hexadecimal
    chain_seq  BIGINT NOT NULL,             -- head of the audit chain when it was frozen
    chain_hash TEXT NOT NULL,
    frozen_by  TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX pictures_time ON pictures (tenant_id, as_of);
