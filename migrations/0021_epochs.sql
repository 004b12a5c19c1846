-- Epochs that end. One begins, the one before takes no more keys (closed), none lies under it any longer (emptied), its key
-- is destroyed in the keeper (ended). key_check tells the epoch's key from another one, and tells nothing of it.
ALTER TABLE ring.epoch
  ADD COLUMN key_check bytea NOT NULL CHECK (octet_length(key_check) = 16),
  ADD COLUMN closed_at timestamptz,
  ADD COLUMN emptied_at timestamptz CHECK (emptied_at IS NULL OR closed_at IS NOT NULL),
  ADD CONSTRAINT epoch_emptied_before_it_ends CHECK (ended_at IS NULL OR emptied_at IS NOT NULL);
CREATE INDEX tombstone_epoch ON ring.tombstone (epoch, destroyed_at);

GRANT CREATE ON SCHEMA ring TO haltija_ring;

-- Whoever writes a key under an epoch holds it, in memory only, until the transaction ends. A later epoch has another
-- lock, so nobody waits for those who still write under this one but the count that must not miss them.
-- Called by the ring's own functions only, so it runs as they do.
CREATE FUNCTION ring.hold_epoch(number integer) RETURNS void
  LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock_shared(7240411, number);
  IF NOT EXISTS (SELECT FROM ring.epoch WHERE epoch = number AND closed_at IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'HE001', MESSAGE = 'the epoch takes no more keys';
  END IF;
END $$;

-- Each mail that comes in makes keys twice: a plan of its own each time would cost more than the rows.
CREATE FUNCTION ring.make_keys(unit_ids uuid[], kinds text[], of_epoch integer, wraps bytea[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  PERFORM ring.hold_epoch(of_epoch);
  INSERT INTO ring.unit_key (unit_id, kind, epoch, wrapped)
  SELECT u.unit, u.kind, of_epoch, u.wrap FROM unnest(unit_ids, kinds, wraps) AS u (unit, kind, wrap);
END $$;

-- A unit's row is replaced to carry another person's log pseudonym (a contact that turns out to be somebody
-- else's) or a fresh key (part of what it held went elsewhere); the caller has shown that it could read the old one.
CREATE FUNCTION ring.rewrap_key(unit uuid, old_wrap bytea, new_epoch integer, new_wrap bytea) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.hold_epoch(new_epoch);
  UPDATE ring.unit_key SET wrapped = new_wrap, epoch = new_epoch
  WHERE unit_id = unit AND wrapped = old_wrap RETURNING true
$$;

CREATE FUNCTION ring.make_index_key(key_name text, key_epoch integer, wrap bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.hold_epoch(key_epoch);
  INSERT INTO ring.index_key (name, epoch, wrapped) VALUES (key_name, key_epoch, wrap) ON CONFLICT DO NOTHING
$$;

-- Only ever the next one, and only when the one before the last has ended: older copies of a key then end before younger ones.
CREATE FUNCTION ring.begin_epoch(number integer, the_check bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO ring.epoch (epoch, key_check)
  SELECT number, the_check WHERE number = (SELECT coalesce(max(epoch), 0) + 1 FROM ring.epoch)
    AND (SELECT count(*) < 2 FROM ring.epoch WHERE ended_at IS NULL)
  ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION ring.close_epoch(number integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE ring.epoch SET closed_at = now()
  WHERE epoch = number AND closed_at IS NULL AND EXISTS (SELECT FROM ring.epoch later WHERE later.epoch > number)
$$;

-- A page of the keys under an epoch, locked. Those that somebody changes are left for the next round: whoever turns the
-- epoch waits for nobody, so nobody can wait in a circle.
CREATE FUNCTION ring.lock_keys_of(number integer, after uuid, most integer)
  RETURNS TABLE (unit_id uuid, kind text, epoch integer, wrapped bytea)
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.unit_key k
  WHERE k.epoch = number AND k.unit_id > after ORDER BY k.unit_id LIMIT most FOR UPDATE SKIP LOCKED
$$;

CREATE FUNCTION ring.rewrap_keys(unit_ids uuid[], wraps bytea[], old_epoch integer, new_epoch integer) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.hold_epoch(new_epoch);
  WITH done AS (
    UPDATE ring.unit_key k SET wrapped = n.wrap, epoch = new_epoch
    FROM unnest(unit_ids, wraps) AS n (unit_id, wrap) WHERE k.unit_id = n.unit_id AND k.epoch = old_epoch RETURNING 1
  ) SELECT count(*)::integer FROM done
$$;

CREATE FUNCTION ring.rewrap_index_key(key_name text, old_wrap bytea, new_epoch integer, new_wrap bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.hold_epoch(new_epoch);
  UPDATE ring.index_key SET wrapped = new_wrap, epoch = new_epoch WHERE name = key_name AND wrapped = old_wrap
$$;

CREATE FUNCTION ring.list_index_keys(of_epoch integer) RETURNS TABLE (name text, wrapped bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT k.name, k.wrapped FROM ring.index_key k WHERE k.epoch = of_epoch
$$;

-- The key is destroyed by now; refused (by the table) for an epoch that was not found empty.
CREATE FUNCTION ring.end_epoch(number integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE ring.epoch SET ended_at = now() WHERE epoch = number AND ended_at IS NULL
$$;

ALTER FUNCTION ring.hold_epoch(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.make_keys(uuid[], text[], integer, bytea[]) OWNER TO haltija_ring;
ALTER FUNCTION ring.rewrap_key(uuid, bytea, integer, bytea) OWNER TO haltija_ring;
ALTER FUNCTION ring.make_index_key(text, integer, bytea) OWNER TO haltija_ring;
ALTER FUNCTION ring.begin_epoch(integer, bytea) OWNER TO haltija_ring;
ALTER FUNCTION ring.close_epoch(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.lock_keys_of(integer, uuid, integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.rewrap_keys(uuid[], bytea[], integer, integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.rewrap_index_key(text, bytea, integer, bytea) OWNER TO haltija_ring;
ALTER FUNCTION ring.list_index_keys(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.end_epoch(integer) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ring FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ring TO haltija_service;
