-- What every capability rests on. Tables with `tenant_id` belong to one municipality (row-level security on PostgreSQL);
-- tables without it (tenants, users, memberships, sessions) lie outside the tenant policy, behind their own handle.

CREATE TABLE tenants (
    id          {uuid} NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,              -- municipality | association | company
    code        TEXT NOT NULL UNIQUE,       -- official code as text ('0180'); others have their organisation number; '' until chosen
    name        TEXT NOT NULL,
    county_code TEXT NOT NULL,
    accent      TEXT NOT NULL DEFAULT '',   -- the municipality's own accent colour, '' for ours
    created_at  {timestamp} NOT NULL
);

CREATE TABLE users (
    id              {uuid} NOT NULL PRIMARY KEY,
    email           TEXT NOT NULL UNIQUE,   -- folded to lower case
    name            TEXT NOT NULL,
    language        TEXT NOT NULL DEFAULT 'sv',
    password_hash   TEXT,                   -- Argon2id; NULL until chosen
    failed_attempts BIGINT NOT NULL DEFAULT 0,
    locked_until    {timestamp},
    created_at      {timestamp} NOT NULL,
    version         BIGINT NOT NULL DEFAULT 1
);

-- A person in one municipality, with a state of her own there.
CREATE TABLE memberships (
    id              {uuid} NOT NULL PRIMARY KEY,
    user_id         {uuid} NOT NULL REFERENCES users (id),
    municipality_id {uuid} NOT NULL REFERENCES tenants (id),
    state           TEXT NOT NULL,          -- invited | active | suspended | left
    created_at      {timestamp} NOT NULL,
    version         BIGINT NOT NULL DEFAULT 1,
    UNIQUE (municipality_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);

-- A role for the whole municipality (unit_id NULL) or for a unit and what is below it.
CREATE TABLE grants (
    membership_id {uuid} NOT NULL REFERENCES memberships (id),
    role          TEXT NOT NULL,
    unit_id       {uuid},
    UNIQUE (membership_id, role, unit_id)
);
CREATE INDEX grants_membership ON grants (membership_id, role, unit_id);

CREATE TABLE sessions (
    id_hash          {bytes} NOT NULL PRIMARY KEY,  -- SHA-256 of the cookie; the cookie itself is stored nowhere
    public_id        {uuid} NOT NULL UNIQUE,        -- names the session in lists and forms
    user_id          {uuid} NOT NULL REFERENCES users (id),
    municipality_id  {uuid} NOT NULL REFERENCES tenants (id),
    created_at       {timestamp} NOT NULL,
    last_seen_at     {timestamp} NOT NULL,
    confirmed_at     {timestamp} NOT NULL,          -- when the password was last given (sensitive acts ask again)
    user_agent       TEXT NOT NULL,
    address          TEXT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

-- One-time links: invitation, new password. Only the hash is stored. An invitation is to one municipality: whoever
-- invites an address there must not come into another where the same person works.
CREATE TABLE one_time_links (
    token_hash {bytes} NOT NULL PRIMARY KEY,
    user_id    {uuid} NOT NULL REFERENCES users (id),
    municipality_id {uuid} REFERENCES tenants (id),  -- of an invitation
    purpose    TEXT NOT NULL,
    expires_at {timestamp} NOT NULL
);
CREATE INDEX one_time_links_user ON one_time_links (user_id);

-- The audit chain (platform/audit.rs). Events never change; bodies and revisions can be erased by a decision.
CREATE TABLE chain_heads (
    tenant_id {uuid} NOT NULL PRIMARY KEY,
    seq       BIGINT NOT NULL,
    hash      {bytes} NOT NULL
);
CREATE TABLE events (
    tenant_id        {uuid} NOT NULL,
    seq              BIGINT NOT NULL,
    at               {timestamp} NOT NULL,
    actor_id         {uuid},
    kind             TEXT NOT NULL,
    subject_kind     TEXT,
    subject_id       {uuid},
    body_digest      {bytes} NOT NULL,
    revisions_digest {bytes} NOT NULL,
    hash             {bytes} NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX events_subject ON events (tenant_id, subject_kind, subject_id, seq);
CREATE TABLE event_bodies (
    tenant_id {uuid} NOT NULL,
    seq       BIGINT NOT NULL,
    salt      {bytes},                      -- NULL together with body when erased
    body      TEXT,
    PRIMARY KEY (tenant_id, seq),
    FOREIGN KEY (tenant_id, seq) REFERENCES events (tenant_id, seq)
);
CREATE TABLE revisions (
    tenant_id {uuid} NOT NULL,
    kind      TEXT NOT NULL,
    record_id {uuid} NOT NULL,
    seq       BIGINT NOT NULL,
    at        {timestamp} NOT NULL,
    digest    {bytes} NOT NULL,
    salt      {bytes},                      -- NULL when erased
    data      TEXT,                         -- JSON; NULL when removed from its register, or erased
    PRIMARY KEY (tenant_id, kind, record_id, seq),
    FOREIGN KEY (tenant_id, seq) REFERENCES events (tenant_id, seq)
);
CREATE INDEX revisions_seq ON revisions (tenant_id, seq);
