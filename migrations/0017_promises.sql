-- What the probes found, promise by promise: figures, ids and codes, never a value. Evidence is added; the service can
-- neither change nor remove a line of it.
CREATE SCHEMA promises;
GRANT USAGE ON SCHEMA promises TO haltija_service;

CREATE TABLE promises.result (
  probe text NOT NULL CHECK (probe ~ '^P\d{1,2}\.[a-z]+(-[a-z]+)*$'),
  at timestamptz NOT NULL,
  promise smallint NOT NULL CHECK (promise BETWEEN 1 AND 28),
  declaration_version integer NOT NULL,
  -- SHA-256 of what was asked: two results compare only where it is the same.
  probe_digest bytea NOT NULL CHECK (octet_length(probe_digest) = 32),
  state text NOT NULL CHECK (state IN ('kept', 'broken', 'unknown')),
  numerator bigint NOT NULL CHECK (numerator >= 0),
  denominator bigint NOT NULL CHECK (denominator >= 0),
  -- What is wrong: ids of units, keys of the declaration, names of columns and roles.
  sample text[] NOT NULL CHECK (cardinality(sample) <= 5),
  -- Why it is unknown: a code of ours or of the database.
  code text,
  milliseconds integer NOT NULL,
  PRIMARY KEY (probe, at),
  CHECK ((state = 'unknown') = (code IS NOT NULL)),
  CHECK ((state = 'kept') <= (numerator = 0))
);
CREATE INDEX result_at ON promises.result (at);
GRANT SELECT, INSERT ON promises.result TO haltija_service;

-- A month whole, then one a day (a broken one before a kept one), gone after 400 days.
CREATE FUNCTION promises.thin_out() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH ranked AS (
    SELECT probe, at, row_number() OVER (
      PARTITION BY probe, (at AT TIME ZONE 'UTC')::date ORDER BY state = 'broken' DESC, state = 'unknown' DESC, at DESC
    ) AS place
    FROM promises.result WHERE at < now() - interval '31 days'
  ), gone AS (
    DELETE FROM promises.result r USING ranked k
    WHERE r.probe = k.probe AND r.at = k.at AND (k.place > 1 OR k.at < now() - interval '400 days') RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION promises.thin_out() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION promises.thin_out() TO haltija_service;

-- A promise that broke: told of once, until it is kept again.
CREATE TABLE promises.alert (
  id uuid PRIMARY KEY,
  probe text NOT NULL,
  promise smallint NOT NULL CHECK (promise BETWEEN 1 AND 28),
  since timestamptz NOT NULL,
  mailed_at timestamptz,
  ended_at timestamptz
);
CREATE UNIQUE INDEX alert_open ON promises.alert (probe) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE (mailed_at, ended_at) ON promises.alert TO haltija_service;

-- Every running process, and which declaration it works by since when (P26).
CREATE TABLE promises.process (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  version integer NOT NULL,
  taken_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON promises.process TO haltija_service;

-- For the probe of P20: ids only. Whoever may not list the ring may still learn that a destroyed key is back.
CREATE FUNCTION ring.count_returned() RETURNS TABLE (numerator bigint, denominator bigint, sample uuid[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH returned AS (SELECT t.unit_id FROM ring.tombstone t JOIN ring.unit_key k ON k.unit_id = t.unit_id)
  SELECT (SELECT count(*) FROM returned), (SELECT count(*) FROM ring.tombstone),
    ARRAY(SELECT unit_id FROM returned ORDER BY unit_id LIMIT 5)
$$;
GRANT CREATE ON SCHEMA ring TO haltija_ring;
ALTER FUNCTION ring.count_returned() OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON FUNCTION ring.count_returned() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ring.count_returned() TO haltija_service;

-- What no software can enforce: somebody vouches for it, and somebody else has looked (P8). What was vouched for is named
-- by the SHA-256 of its words, so that a measure that is worded anew is to be vouched for anew.
CREATE TABLE promises.attestation (
  id uuid PRIMARY KEY,
  measure_digest bytea NOT NULL CHECK (octet_length(measure_digest) = 32),
  owner_id uuid NOT NULL REFERENCES staff.member,
  reviewer_id uuid NOT NULL REFERENCES staff.member,
  reviewed_on date NOT NULL,
  next_review_on date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL REFERENCES staff.member,
  declaration_version integer NOT NULL,
  -- The evidence: a document about the house, not about a person.
  evidence_digest bytea NOT NULL CHECK (octet_length(evidence_digest) = 32),
  evidence_type text NOT NULL CHECK (evidence_type IN ('application/pdf', 'image/png', 'image/jpeg', 'text/plain')),
  evidence bytea NOT NULL CHECK (octet_length(evidence) BETWEEN 1 AND 10485760),
  CONSTRAINT attestation_by_two CHECK (owner_id <> reviewer_id),
  CONSTRAINT attestation_at_most_2_years CHECK (next_review_on > reviewed_on AND next_review_on <= reviewed_on + 731)
);
CREATE INDEX attestation_measure ON promises.attestation (measure_digest, made_at DESC);
ALTER TABLE promises.attestation ALTER evidence SET STORAGE EXTERNAL;
-- What was vouched for stays on record.
GRANT SELECT, INSERT ON promises.attestation TO haltija_service;
