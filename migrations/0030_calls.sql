-- Calls, their recordings, and what keeps a recording longer: a complaint, a quality project, the law.

-- Calls that were told of, by keyed digest of their source and their id there. The same told again is the same call; it
-- outlives the call, so that what was erased does not come back.
CREATE TABLE register.known_call (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  call_id uuid NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX known_call_seen ON register.known_call (seen_at);

CREATE TABLE register.contact_call (
  contact_id uuid NOT NULL,
  id uuid NOT NULL,
  source text NOT NULL CHECK (source ~ '^[a-z0-9][a-z0-9-]{0,40}$'),
  direction text NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
  queue text NOT NULL,
  began_at timestamptz NOT NULL,
  answered_at timestamptz,
  ended_at timestamptz,
  -- Whether its end was a refusal: of two that tell, one that says so counts.
  refused boolean NOT NULL DEFAULT false,
  outcome text GENERATED ALWAYS AS (CASE WHEN ended_at IS NULL THEN NULL WHEN answered_at IS NOT NULL THEN 'answered'
    WHEN refused THEN 'refused' ELSE 'missed' END) STORED,
  -- Of the other end: known, or why it is not.
  number_state text NOT NULL CHECK (number_state IN ('known', 'withheld', 'unknown', 'not-kept', 'removed')),
  numbers_sealed bytea,
  wrap_up text CHECK (wrap_up IN ('resolved', 'follow-up', 'call-back', 'passed-on', 'wrong-number', 'no-answer', 'other')),
  wrapped_at timestamptz,
  wrapped_by uuid,
  purposes text[] NOT NULL DEFAULT declaration.purposes_of('phone'),
  PRIMARY KEY (contact_id, id),
  CHECK ((number_state IN ('not-kept', 'removed')) <= (numbers_sealed IS NULL)),
  CHECK ((wrap_up IS NULL) = (wrapped_at IS NULL) AND (wrap_up IS NULL) = (wrapped_by IS NULL))
);
-- By id alone: its source and its recording know the call, and merging may have moved it to another contact.
CREATE UNIQUE INDEX contact_call_id ON register.contact_call (id);
CREATE INDEX contact_call_log ON register.contact_call (queue, began_at DESC, id DESC);

-- Which colleague was on it, and when: several where it was transferred.
CREATE TABLE register.contact_call_leg (
  contact_id uuid NOT NULL,
  call_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (contact_id, call_id, staff_id, began_at)
);

-- A customer's complaint: of the contact in which it was made.
CREATE TABLE register.complaint (
  contact_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL,
  -- The last day on which it is expected to go on, in the register's time zone.
  ends_on date NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  version integer NOT NULL DEFAULT 1,
  account_sealed bytea NOT NULL,
  purposes text[] NOT NULL DEFAULT declaration.purposes_of('notes'),
  PRIMARY KEY (contact_id, id),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE UNIQUE INDEX complaint_id ON register.complaint (id);
CREATE INDEX complaint_open ON register.complaint (owner_id, ends_on) WHERE closed_at IS NULL;

-- Work on the quality of the service: about no customer. A unit of its own.
CREATE TABLE register.quality_project (
  id uuid PRIMARY KEY,
  queue text NOT NULL,
  owner_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL,
  ends_on date NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  version integer NOT NULL DEFAULT 1,
  account_sealed bytea NOT NULL,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX quality_project_due ON register.quality_project (delete_after);
CREATE INDEX quality_project_open ON register.quality_project (owner_id, ends_on) WHERE closed_at IS NULL;

-- Past this moment no recording is kept: twelve months from the call. The call's moment is in the recording's id, to which its
-- key and its seals are bound: whoever alters the one has lost the other. In UTC, so that the answer never depends on a setting.
CREATE FUNCTION register.recording_cap(recording uuid) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = '' AS $$
  SELECT (pg_catalog.uuid_extract_timestamp(recording) AT TIME ZONE 'UTC' + pg_catalog.make_interval(months => 12)) AT TIME ZONE 'UTC'
$$;

CREATE TABLE register.recording (
  id uuid PRIMARY KEY,
  -- Null: the contact went, and a hold by law keeps the recording.
  contact_id uuid REFERENCES register.contact,
  call_id uuid NOT NULL,
  queue text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
  call_at timestamptz NOT NULL CHECK (call_at = uuid_extract_timestamp(id)),
  state text NOT NULL CHECK (state IN ('recording', 'kept', 'failed', 'withheld')),
  -- Why it was not recorded, or failed.
  code text CHECK (code ~ '^[a-z][a-z-]{0,40}$'),
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  milliseconds integer CHECK (milliseconds >= 0),
  sides text[] NOT NULL DEFAULT '{}' CHECK (sides <@ '{customer,staff,mixed}'),
  format text CHECK (format IN ('audio/ogg', 'audio/webm', 'audio/mp4', 'audio/wav')),
  audio_sealed bytea,
  blob uuid,
  -- How loud it is, for whoever looks for a place in it.
  peaks_sealed bytea,
  -- Whether people were told that it is recorded before it began, by what, and when.
  announcement text NOT NULL CHECK (announcement IN ('played', 'attested', 'not-told')),
  announced_by text CHECK (announced_by ~ '^[a-z0-9][a-z0-9-]{0,60}$'),
  announced_at timestamptz,
  purposes text[] NOT NULL DEFAULT declaration.purposes_of('recordings'),
  collected_under integer NOT NULL DEFAULT declaration.newest(),
  -- By the period alone; by the longest extension in force; the later of the two counts.
  base_after timestamptz NOT NULL,
  extended_until timestamptz,
  extended_for text CHECK (extended_for ~ '^[a-z][a-z0-9-]{0,60}$'),
  delete_after timestamptz GENERATED ALWAYS AS (greatest(base_after, extended_until)) STORED,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  CHECK ((extended_until IS NULL) = (extended_for IS NULL)),
  CHECK (state <> 'kept' OR (ended_at IS NOT NULL AND milliseconds IS NOT NULL AND format IS NOT NULL)),
  CHECK ((state = 'kept') = (num_nonnulls(audio_sealed, blob) = 1)),
  CHECK ((state IN ('failed', 'withheld')) = (code IS NOT NULL)),
  CHECK (announcement <> 'played' OR announced_at IS NOT NULL),
  CONSTRAINT recording_never_past_twelve_months CHECK (delete_after <= register.recording_cap(id))
);
CREATE INDEX recording_contact ON register.recording (contact_id);
CREATE INDEX recording_call ON register.recording (call_id);
CREATE INDEX recording_due ON register.recording (delete_after, id);
CREATE INDEX recording_extended ON register.recording (id) WHERE extended_until IS NOT NULL;
CREATE INDEX recording_blob ON register.recording (blob) WHERE blob IS NOT NULL;
CREATE INDEX recording_going_on ON register.recording (began_at) WHERE state = 'recording';

CREATE TABLE register.recording_extension (
  recording_id uuid NOT NULL REFERENCES register.recording ON DELETE CASCADE,
  id uuid NOT NULL,
  ground text NOT NULL CHECK (ground IN ('complaint', 'quality-project')),
  complaint_id uuid,
  project_id uuid REFERENCES register.quality_project,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  until timestamptz NOT NULL,
  ended_at timestamptz,
  end_code text CHECK (end_code IN ('withdrawn', 'closed', 'gone')),
  -- When its owner was told that it ends soon.
  told_at timestamptz,
  PRIMARY KEY (recording_id, id),
  CHECK ((ground = 'complaint') = (complaint_id IS NOT NULL) AND (ground = 'quality-project') = (project_id IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (end_code IS NULL)),
  CONSTRAINT extension_never_past_twelve_months CHECK (until <= register.recording_cap(recording_id))
);
CREATE INDEX recording_extension_complaint ON register.recording_extension (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX recording_extension_project ON register.recording_extension (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX recording_extension_ending ON register.recording_extension (until) WHERE ended_at IS NULL;

-- The one thing that outlives the cap: an order of an authority or a court, a legal claim (GDPR Art. 17(3)(e)), a restriction
-- (Art. 18). While one is open the recording serves that matter alone.
CREATE TABLE register.recording_hold (
  recording_id uuid NOT NULL REFERENCES register.recording ON DELETE CASCADE,
  id uuid NOT NULL,
  ground text NOT NULL CHECK (ground IN ('order', 'claim', 'restriction')),
  document_sealed bytea,
  owner_id uuid,
  made_at timestamptz NOT NULL,
  made_by uuid,
  review_on date,
  reviewed_at timestamptz,
  reviewed_by uuid,
  told_on date,
  ended_at timestamptz,
  ended_by uuid,
  PRIMARY KEY (recording_id, id),
  -- A restriction follows the person's own, which says by itself when it ends; all else names document, owner and review.
  CHECK (ground = 'restriction' OR (document_sealed IS NOT NULL AND owner_id IS NOT NULL AND made_by IS NOT NULL AND review_on IS NOT NULL))
);
CREATE UNIQUE INDEX recording_hold_restriction ON register.recording_hold (recording_id) WHERE ground = 'restriction' AND ended_at IS NULL;
CREATE INDEX recording_hold_review ON register.recording_hold (review_on) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON register.known_call, register.contact_call, register.contact_call_leg, register.complaint,
  register.quality_project, register.recording_extension, register.recording_hold TO haltija_service;
-- Which call it is of, and when that was, is never changed.
GRANT SELECT, INSERT, DELETE, UPDATE (contact_id, queue, state, code, ended_at, milliseconds, sides, format, audio_sealed, blob, peaks_sealed, announcement,
  announced_by, announced_at, purposes, base_after, extended_until, extended_for, delete_rule, declaration_version) ON register.recording TO haltija_service;

ALTER TABLE register.recording SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE register.contact_call SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- As in 0019 and 0027, for recordings: one without ground gives no key, nor one of somebody whose erasure has begun; a hold by law
-- keeps its own.
GRANT SELECT (id, contact_id, purposes) ON register.recording TO haltija_ring;
GRANT SELECT (recording_id, ended_at) ON register.recording_hold TO haltija_ring;
CREATE FUNCTION ring.is_held(recording uuid) RETURNS boolean
  LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = recording AND h.ended_at IS NULL)
$$;
CREATE FUNCTION ring.read_kept_keys(unit_ids uuid[])
  RETURNS TABLE (unit_id uuid, kind text, epoch integer, wrapped bytea)
  LANGUAGE sql STABLE AS $$
  SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.read_allowed_keys(unit_ids) k
  WHERE k.kind <> 'recording' OR ring.is_held(k.unit_id)
    OR (NOT ((SELECT declaration.has_ended('recordings')) AND EXISTS (SELECT FROM register.recording r
          WHERE r.id = k.unit_id AND NOT r.purposes && (SELECT declaration.purposes_of('recordings'))))
      AND NOT ((SELECT declaration.has_ended('messages')) AND EXISTS (SELECT FROM register.recording r
          JOIN register.contact c ON c.id = r.contact_id
          WHERE r.id = k.unit_id AND NOT c.purposes && (SELECT declaration.purposes_of('messages'))))
      AND NOT EXISTS (SELECT FROM register.recording r JOIN register.contact c ON c.id = r.contact_id
          JOIN register.erasure e ON e.person_id = c.person_id WHERE r.id = k.unit_id))
$$;
CREATE OR REPLACE FUNCTION ring.read_keys(unit_ids uuid[])
  RETURNS TABLE (unit_id uuid, kind text, epoch integer, wrapped bytea)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  IF EXISTS (SELECT FROM register.erasure) OR EXISTS (SELECT FROM declaration.serves s WHERE s.category IN ('messages', 'files', 'recordings')
    AND NOT EXISTS (SELECT FROM declaration.ground g WHERE g.category = s.category AND g.purpose = s.purpose))
  THEN
    RETURN QUERY SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.read_kept_keys(unit_ids) k;
  ELSE
    RETURN QUERY SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.unit_key k WHERE k.unit_id = ANY (unit_ids);
  END IF;
END $$;
GRANT CREATE ON SCHEMA ring TO haltija_ring;
ALTER FUNCTION ring.is_held(uuid) OWNER TO haltija_ring;
ALTER FUNCTION ring.read_kept_keys(uuid[]) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON FUNCTION ring.is_held(uuid), ring.read_kept_keys(uuid[]) FROM PUBLIC, haltija_service;
