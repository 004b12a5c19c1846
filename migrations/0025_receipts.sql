-- Receipts and inspections. An auditor signs in for some days by a link, reads what the inspection is of, and draws samples by a
-- seed of their own. They are no member of staff: no task, no session of the console, a kind of their own in the log.
ALTER TABLE log.entry DROP CONSTRAINT entry_actor_kind_check;
-- Not looked through again: what stands there was checked by the narrower rule.
ALTER TABLE log.entry ADD CONSTRAINT entry_actor_kind_check
  CHECK (actor_kind IN ('staff', 'system', 'person', 'inspector', 'nobody')) NOT VALID;

-- auditor_sealed: who inspects, for whom; under a key of the inspection's own. link_digest: of the one-time link, until it is
-- used; session_digest: of the one sign-in it gave. opened_by: nobody for the operator's command.
CREATE TABLE staff.inspection (
  id uuid PRIMARY KEY,
  auditor_sealed bytea NOT NULL,
  scopes text[] NOT NULL CHECK (
    cardinality(scopes) > 0 AND scopes <@ ARRAY['log', 'promises', 'declaration', 'record', 'erasures']
  ),
  opened_by uuid REFERENCES staff.member,
  opened_at timestamptz NOT NULL,
  begins_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by uuid REFERENCES staff.member,
  link_digest bytea UNIQUE CHECK (octet_length(link_digest) = 32),
  session_digest bytea UNIQUE CHECK (octet_length(session_digest) = 32),
  session_until timestamptz,
  last_seen_at timestamptz,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  -- An hour more: a clock may be put back within them.
  CONSTRAINT inspection_at_most_30_days CHECK (ends_at > begins_at AND ends_at <= begins_at + interval '30 days 1 hour'),
  CONSTRAINT inspection_ended_by_someone CHECK (ended_by IS NULL OR ended_at IS NOT NULL),
  CONSTRAINT inspection_session_is_whole CHECK (
    (session_digest IS NULL) = (session_until IS NULL) AND (session_digest IS NULL) = (last_seen_at IS NULL)
  ),
  CONSTRAINT inspection_over_lets_nobody_in CHECK (ended_at IS NULL OR (link_digest IS NULL AND session_digest IS NULL))
);
CREATE INDEX inspection_due ON staff.inspection (delete_after);

-- commitment: the signed note that says what is drawn from, made before the seed was known. A population and a seed are written once.
CREATE TABLE staff.inspection_sample (
  inspection_id uuid NOT NULL REFERENCES staff.inspection ON DELETE CASCADE,
  id uuid NOT NULL,
  population text NOT NULL CHECK (population IN ('log', 'erasures', 'disclosures', 'incidents')),
  size bigint NOT NULL CHECK (size >= 0),
  commitment text NOT NULL,
  -- The log's checkpoint of that moment, as it was signed.
  checkpoint text NOT NULL,
  committed_at timestamptz NOT NULL,
  seed text CHECK (seed ~ '^[0-9A-Za-z-]{8,64}$'),
  drawn smallint CHECK (drawn BETWEEN 1 AND 500),
  drawn_at timestamptz,
  PRIMARY KEY (inspection_id, id),
  CONSTRAINT sample_drawn_at_once CHECK ((seed IS NULL) = (drawn IS NULL) AND (seed IS NULL) = (drawn_at IS NULL))
);

GRANT SELECT, INSERT, DELETE ON staff.inspection, staff.inspection_sample TO haltija_service;
GRANT UPDATE (ended_at, ended_by, link_digest, session_digest, session_until, last_seen_at, delete_after, delete_rule, declaration_version)
  ON staff.inspection TO haltija_service;
GRANT UPDATE (seed, drawn, drawn_at) ON staff.inspection_sample TO haltija_service;
