-- The organisation as a tree where each committee is its own authority and controller, and a company its own legal
-- person; and the people in it. A person need not have an account: an owner may be somebody who never signs in.

CREATE TABLE units (
    tenant_id    {uuid} NOT NULL,
    id           {uuid} NOT NULL,
    kind         TEXT NOT NULL,             -- municipality | executive_board | committee | department | unit | company
    name         TEXT NOT NULL,
    name_sort    {bytes} NOT NULL,
    name_fold    TEXT NOT NULL,
    parent_id    {uuid},                    -- NULL for the root
    authority_id {uuid} NOT NULL,           -- the nearest committee, board or company at or above: controller, secrecy border
    closed_on    {date},                    -- a closed unit keeps its history and owns nothing
    merged_into  {uuid},
    created_at   {timestamp} NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES units (tenant_id, id)
);
CREATE INDEX units_parent ON units (tenant_id, parent_id);
CREATE INDEX units_name ON units (tenant_id, name_fold);

-- Every unit below (and equal to) another, so that a scope is one lookup instead of a walk.
CREATE TABLE unit_below (
    tenant_id {uuid} NOT NULL,
    above_id  {uuid} NOT NULL,
    unit_id   {uuid} NOT NULL,
    PRIMARY KEY (tenant_id, above_id, unit_id),
    FOREIGN KEY (tenant_id, above_id) REFERENCES units (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id)
);
CREATE INDEX unit_below_unit ON unit_below (tenant_id, unit_id, above_id);

CREATE TABLE people (
    tenant_id  {uuid} NOT NULL,
    id         {uuid} NOT NULL,
    name       TEXT NOT NULL,               -- a person, or a role such as "IT-chef" where the register names no person
    name_sort  {bytes} NOT NULL,
    name_fold  TEXT NOT NULL,
    title      TEXT NOT NULL DEFAULT '',
    email      TEXT NOT NULL DEFAULT '',
    unit_id    {uuid},
    user_id    {uuid},                      -- the account, if there is one (outside the tenant policy, so no foreign key)
    left_on    {date},
    created_at {timestamp} NOT NULL,
    version    BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES units (tenant_id, id)
);
CREATE INDEX people_name ON people (tenant_id, name_fold);
CREATE INDEX people_user ON people (tenant_id, user_id);
CREATE INDEX people_order ON people (tenant_id, name_sort, id);

-- Members of a kommunalförbund, which is a tenant of its own.
CREATE TABLE association_members (
    tenant_id         {uuid} NOT NULL,
    municipality_code TEXT NOT NULL,
    PRIMARY KEY (tenant_id, municipality_code)
);

-- The municipality's own word where it uses another than ours.
CREATE TABLE own_words (
    tenant_id {uuid} NOT NULL,
    word      TEXT NOT NULL,                -- the glossary's identifier: system_owner, guideline
    singular  TEXT NOT NULL,
    plural    TEXT NOT NULL,
    PRIMARY KEY (tenant_id, word)
);

-- Whether the first start is put away: its questions stay where they are, and the first page leads there no longer.
CREATE TABLE first_starts (
    tenant_id   {uuid} NOT NULL PRIMARY KEY,
    put_away_at {timestamp} NOT NULL
);
