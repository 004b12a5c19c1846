-- Roles are made before the first migration (server/storage/migrate.ts): haltija_service runs the
-- product, haltija_log_writer appends readings, haltija_ring owns the keys. None is a superuser.

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Jobs: graphile-worker keeps its tables in a schema that the service owns and migrates itself. It would
-- make schema and first table too, but that takes a right on the whole database. Payloads hold ids only.
GRANT haltija_service TO CURRENT_USER;
CREATE SCHEMA graphile_worker AUTHORIZATION haltija_service;
CREATE TABLE graphile_worker.migrations (
  id integer PRIMARY KEY,
  ts timestamptz NOT NULL DEFAULT now(),
  breaking boolean NOT NULL DEFAULT false
);
ALTER TABLE graphile_worker.migrations OWNER TO haltija_service;

-- The key ring. The service reads (0027), makes and rewraps (0021) and destroys keys only through functions, by unit:
-- it can neither list the ring nor rewrite a row.
CREATE SCHEMA ring;

CREATE TABLE ring.epoch (
  epoch integer PRIMARY KEY,
  began_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

-- wrapped: version, nonce, AES-256-GCM(epoch key; unit key ‖ log pseudonym ‖ key version), bound to unit, kind, epoch.
-- The epoch is no foreign key: each new unit would lock the one row of the present epoch, and all who make units at once
-- would write to it in turns. Epochs are ended and never removed.
CREATE TABLE ring.unit_key (
  unit_id uuid PRIMARY KEY,
  kind text NOT NULL,
  epoch integer NOT NULL,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) BETWEEN 32 AND 200),
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX unit_key_epoch ON ring.unit_key (epoch, unit_id);

-- Keys of the blind indexes, by name.
CREATE TABLE ring.index_key (
  name text PRIMARY KEY,
  epoch integer NOT NULL REFERENCES ring.epoch,
  wrapped bytea NOT NULL
);

-- What was destroyed, so that a restore can tell "erased" from "lost".
CREATE TABLE ring.tombstone (
  unit_id uuid PRIMARY KEY,
  kind text NOT NULL,
  epoch integer NOT NULL,
  -- Of the moment at which the key goes: its transaction may have begun long before.
  destroyed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  rule text NOT NULL,
  declaration_version integer NOT NULL
);
CREATE INDEX tombstone_destroyed ON ring.tombstone (destroyed_at);

GRANT USAGE, CREATE ON SCHEMA ring TO haltija_ring;
GRANT SELECT, INSERT, UPDATE, DELETE ON ring.unit_key, ring.index_key, ring.epoch TO haltija_ring;
GRANT SELECT, INSERT ON ring.tombstone TO haltija_ring;

-- A tombstone names the newest epoch, whatever the key lay under: while the epoch turns, a transaction that was lost may have
-- left a copy of the key, wrapped under the next one, in the table's pages and the write-ahead log. A second statement, so that
-- an epoch is seen which began while the first one waited.
CREATE FUNCTION ring.destroy_keys(unit_ids uuid[], the_rule text, version integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  gone uuid[];
  kinds text[];
BEGIN
  WITH destroyed AS (
    DELETE FROM ring.unit_key k WHERE k.unit_id = ANY (unit_ids) RETURNING k.unit_id, k.kind
  )
  SELECT array_agg(d.unit_id), array_agg(d.kind) INTO gone, kinds FROM destroyed d;
  INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version)
  SELECT u.unit, u.kind, (SELECT max(e.epoch) FROM ring.epoch e), the_rule, version
  FROM unnest(gone, kinds) AS u (unit, kind);
  RETURN coalesce(cardinality(gone), 0);
END $$;

CREATE FUNCTION ring.read_index_key(key_name text) RETURNS TABLE (epoch integer, wrapped bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT k.epoch, k.wrapped FROM ring.index_key k WHERE k.name = key_name
$$;

-- For the checks: units of a kind that have a key, a page at a time, ids only.
CREATE FUNCTION ring.list_units(of_kind text, after uuid, most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT unit_id FROM ring.unit_key WHERE kind = of_kind AND unit_id > after ORDER BY unit_id LIMIT most
$$;

-- The owner must be a member to hand the functions over.
GRANT haltija_ring TO CURRENT_USER;
ALTER FUNCTION ring.destroy_keys(uuid[], text, integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.read_index_key(text) OWNER TO haltija_ring;
ALTER FUNCTION ring.list_units(text, uuid, integer) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ring FROM PUBLIC;
GRANT USAGE ON SCHEMA ring TO haltija_service;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ring TO haltija_service;
-- Tombstones hold no personal data; the service shows and counts them.
GRANT SELECT ON ring.tombstone, ring.epoch TO haltija_service;

-- The access log. The service adds lines with its changes, the log writer the readings; nobody who
-- runs the product can change or remove one.
CREATE SCHEMA log;

-- leaf: the canonical bytes of the line, as they will be hashed into the Merkle tree.
CREATE TABLE log.entry (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  action text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'system', 'person', 'nobody')),
  actor text NOT NULL,
  act text NOT NULL,
  task text,
  purposes text[] NOT NULL,
  categories text[] NOT NULL,
  units uuid[] NOT NULL,
  subjects uuid[] NOT NULL,
  reason text,
  refusal text,
  declaration_version integer NOT NULL,
  details jsonb NOT NULL,
  leaf bytea NOT NULL
);
CREATE INDEX entry_at ON log.entry (at, id);
CREATE INDEX entry_actor ON log.entry (actor, at);
-- Short waiting lists: who asks reads them whole.
CREATE INDEX entry_units ON log.entry USING gin (units) WITH (gin_pending_list_limit = 128);
-- What stands in a list is named in thousands of readings; how often staff opened it is asked at each opening.
CREATE INDEX entry_views ON log.entry USING gin (units) WITH (gin_pending_list_limit = 64)
  WHERE actor_kind = 'staff' AND action = 'view';
CREATE INDEX entry_subjects ON log.entry USING gin (subjects) WITH (gin_pending_list_limit = 128);
CREATE INDEX entry_reason ON log.entry (at) WHERE reason IS NOT NULL;

GRANT USAGE ON SCHEMA log TO haltija_service, haltija_log_writer;
GRANT INSERT ON log.entry TO haltija_log_writer;
GRANT SELECT, INSERT ON log.entry TO haltija_service;

-- Live events: ids and codes only. A process reads what is newer than it has seen.
CREATE SCHEMA live;
CREATE TABLE live.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL,
  contact_id uuid,
  queue text,
  staff_id uuid,
  notice text
);
GRANT USAGE ON SCHEMA live TO haltija_service;
GRANT SELECT, INSERT, DELETE ON live.event TO haltija_service;
