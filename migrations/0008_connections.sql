-- Access for programs: personal access tokens, web hooks, and what left the house by them.

-- A token acts as its maker, with a part of their own tasks. Only the digest of what was handed out.
-- name_sealed: what its maker calls it, under their own staff unit; it goes when their name goes.
CREATE TABLE staff.access_token (
  id uuid PRIMARY KEY,
  token_digest bytea NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
  staff_id uuid NOT NULL REFERENCES staff.member,
  name_sealed bytea NOT NULL,
  tasks text[] NOT NULL CHECK (cardinality(tasks) BETWEEN 1 AND 50),
  may_write boolean NOT NULL,
  made_at timestamptz NOT NULL,
  -- The last day, in the register's time zone.
  until date NOT NULL,
  last_used_on date,
  revoked_at timestamptz,
  revoked_by uuid REFERENCES staff.member,
  -- Two days more than a year: leap years, and a register's day that is ahead of UTC's.
  CONSTRAINT access_token_at_most_a_year CHECK (until <= (made_at AT TIME ZONE 'UTC')::date + 367),
  CONSTRAINT access_token_revoked_by_someone CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL)
);
CREATE INDEX access_token_staff ON staff.access_token (staff_id, id);
GRANT SELECT, INSERT, DELETE, UPDATE (last_used_on, revoked_at, revoked_by) ON staff.access_token TO haltija_service;

CREATE SCHEMA connections;

-- Where a recipient of the declaration takes what happened. target_sealed: address and signing secrets, under
-- a key of the keeper. host: of the address, for lists.
CREATE TABLE connections.endpoint (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  purpose text NOT NULL,
  host text NOT NULL,
  target_sealed bytea,
  types text[] NOT NULL,
  queues text[] NOT NULL,
  -- What its recipient is told beside ids, as far as the declaration in force has it.
  categories text[] NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('active', 'paused', 'stopped', 'removed')),
  -- Why it was stopped: a code of ours.
  stop_code text,
  failing_since timestamptz,
  rotated_at timestamptz,
  made_by uuid NOT NULL REFERENCES staff.member,
  made_at timestamptz NOT NULL,
  CHECK ((state = 'removed') = (target_sealed IS NULL))
);

-- What happened, for each endpoint that wants it: written in the transaction in which it happened. seq is taken
-- while the contact's row is locked, so the order of a contact's events is theirs.
CREATE TABLE connections.delivery (
  endpoint_id uuid NOT NULL REFERENCES connections.endpoint,
  event_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  contact_id uuid,
  at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given-up', 'withdrawn')),
  attempts integer NOT NULL DEFAULT 0,
  -- When it is tried next; ahead of now while somebody is at it.
  due_at timestamptz NOT NULL,
  settled_at timestamptz,
  -- The last answer: its status and a code of ours, never what it said.
  status integer,
  code text,
  PRIMARY KEY (endpoint_id, event_id),
  CHECK ((state = 'waiting') = (settled_at IS NULL))
);
CREATE INDEX delivery_due ON connections.delivery (due_at, seq) WHERE state = 'waiting';
CREATE INDEX delivery_order ON connections.delivery (endpoint_id, contact_id, seq) WHERE state = 'waiting';
CREATE INDEX delivery_listed ON connections.delivery (endpoint_id, seq);
CREATE INDEX delivery_settled ON connections.delivery (settled_at) WHERE state <> 'waiting';

-- Every time that data left for a recipient, or was refused to: who, what, for which purpose, when, with what
-- outcome (GDPR Art. 15(1)(c), 19; C-154/21: actual recipients).
CREATE TABLE connections.disclosure (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  recipient text NOT NULL,
  purpose text NOT NULL,
  categories text[] NOT NULL,
  way text NOT NULL,
  endpoint_id uuid,
  what text NOT NULL,
  contact_id uuid,
  -- Of whom data beside ids left.
  person_id uuid,
  declaration_version integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('begun', 'done', 'failed', 'refused')),
  code text
);
CREATE INDEX disclosure_contact ON connections.disclosure (contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX disclosure_person ON connections.disclosure (person_id, id) WHERE person_id IS NOT NULL;

GRANT USAGE ON SCHEMA connections TO haltija_service;
GRANT SELECT, INSERT, DELETE ON connections.endpoint, connections.delivery, connections.disclosure TO haltija_service;
GRANT UPDATE (target_sealed, host, types, queues, categories, state, stop_code, failing_since, rotated_at) ON connections.endpoint TO haltija_service;
GRANT UPDATE (state, attempts, due_at, settled_at, status, code) ON connections.delivery TO haltija_service;
-- What left stays as it was written; only its end is added.
GRANT UPDATE (outcome, code) ON connections.disclosure TO haltija_service;
