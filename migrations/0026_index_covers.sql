-- Digests by which something is found are made in two steps: keyed with the index key, which stays, and enciphered under
-- a cover, which is new each epoch. A cover that is gone makes noise of every older copy of them. A digest begins with the
-- two bytes of its cover's number. Number 0 is no cover: what was there before this migration.
CREATE TABLE ring.index_cover (
  generation integer PRIMARY KEY CHECK (generation BETWEEN 0 AND 65535),
  epoch integer REFERENCES ring.epoch,
  wrapped bytea,
  -- Known to all, for finding; then written under; then ended, when nothing lies under it.
  began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  written_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT index_cover_destroyed_when_it_ends CHECK ((wrapped IS NULL) = (ended_at IS NOT NULL OR generation = 0)),
  CONSTRAINT index_cover_has_an_epoch CHECK ((epoch IS NULL) = (generation = 0)),
  CONSTRAINT index_cover_written_before_it_ends CHECK (ended_at IS NULL OR written_at IS NOT NULL)
);
INSERT INTO ring.index_cover (generation, written_at)
SELECT 0, clock_timestamp() WHERE EXISTS (SELECT FROM ring.index_key);

GRANT CREATE ON SCHEMA ring TO haltija_ring;
GRANT SELECT, INSERT, UPDATE ON ring.index_cover TO haltija_ring;
-- When, never the key.
GRANT SELECT (generation, epoch, began_at, written_at, ended_at) ON ring.index_cover TO haltija_service;

CREATE FUNCTION ring.list_covers()
  RETURNS TABLE (generation integer, epoch integer, wrapped bytea, written boolean, age double precision)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.generation, c.epoch, c.wrapped, c.written_at IS NOT NULL,
    (extract(epoch FROM clock_timestamp() - c.began_at) * 1000)::float8
  FROM ring.index_cover c WHERE c.ended_at IS NULL ORDER BY c.generation
$$;

-- Only ever the next one, and only when the one before the last has ended. The very first is written under at once.
CREATE FUNCTION ring.begin_cover(number integer, its_epoch integer, wrap bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT ring.hold_epoch(its_epoch);
  INSERT INTO ring.index_cover (generation, epoch, wrapped, written_at)
  SELECT number, its_epoch, wrap, CASE WHEN EXISTS (SELECT FROM ring.index_cover) THEN NULL ELSE clock_timestamp() END
  WHERE number = (SELECT coalesce(max(generation), 0) + 1 FROM ring.index_cover)
    AND (SELECT count(*) < 2 FROM ring.index_cover WHERE ended_at IS NULL)
  ON CONFLICT DO NOTHING
$$;

-- Whoever writes digests holds this until the transaction ends, in memory only, and learns under which cover to write.
-- So at no moment are there writers under two covers: of one value there can be no two rows that do not see each other.
CREATE FUNCTION ring.hold_index(expected integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  written integer;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7240413);
  SELECT max(generation) INTO written FROM ring.index_cover WHERE written_at IS NOT NULL;
  IF expected <> written THEN
    RAISE EXCEPTION USING ERRCODE = 'HE003', MESSAGE = 'digests are written under another cover by now';
  END IF;
  RETURN written;
END $$;

-- Waits for all who write under the cover before, two seconds at most: meanwhile nobody can begin to write. Not before the
-- epoch before its own takes no more keys: what is erased with a key under that one is to have its digests under covers of it.
CREATE FUNCTION ring.write_cover(number integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM set_config('lock_timeout', '2s', true);
  PERFORM pg_advisory_xact_lock(7240413);
  UPDATE ring.index_cover c SET written_at = clock_timestamp()
  WHERE c.generation = number AND c.written_at IS NULL
    AND NOT EXISTS (SELECT FROM ring.epoch e WHERE e.epoch < c.epoch AND e.closed_at IS NULL);
  RETURN EXISTS (SELECT FROM ring.index_cover c WHERE c.generation = number AND c.written_at IS NOT NULL);
END $$;

CREATE FUNCTION ring.end_cover(number integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE ring.index_cover SET wrapped = NULL, ended_at = clock_timestamp()
  WHERE generation = number AND ended_at IS NULL
    AND EXISTS (SELECT FROM ring.index_cover later WHERE later.generation > number AND later.written_at IS NOT NULL)
$$;

-- Waits for all who still write under it; nobody can begin to once it is closed. So what is counted here is all there will ever
-- be. A cover is never wrapped anew: an epoch is empty when the covers that were made under it are gone.
CREATE FUNCTION ring.empty_epoch(number integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  still integer;
BEGIN
  PERFORM pg_advisory_xact_lock(7240411, number);
  IF NOT EXISTS (SELECT FROM ring.epoch WHERE epoch = number AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'HE002', MESSAGE = 'the epoch still takes keys';
  END IF;
  SELECT (SELECT count(*) FROM ring.unit_key WHERE epoch = number)
    + (SELECT count(*) FROM ring.index_key WHERE epoch = number)
    + (SELECT count(*) FROM ring.index_cover WHERE epoch = number AND wrapped IS NOT NULL) INTO still;
  IF still = 0 THEN
    UPDATE ring.epoch SET emptied_at = clock_timestamp() WHERE epoch = number AND emptied_at IS NULL;
  END IF;
  RETURN still;
END $$;

ALTER FUNCTION ring.list_covers() OWNER TO haltija_ring;
ALTER FUNCTION ring.begin_cover(integer, integer, bytea) OWNER TO haltija_ring;
ALTER FUNCTION ring.hold_index(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.write_cover(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.end_cover(integer) OWNER TO haltija_ring;
ALTER FUNCTION ring.empty_epoch(integer) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ring FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ring TO haltija_service;

ALTER TABLE register.identifier DROP CONSTRAINT identifier_digest_check;
UPDATE register.identifier SET digest = '\x0000' || digest;
ALTER TABLE register.identifier ADD CONSTRAINT identifier_digest_check CHECK (octet_length(digest) = 34);
ALTER TABLE register.identifier_variant DROP CONSTRAINT identifier_variant_digest_check;
UPDATE register.identifier_variant SET digest = '\x0000' || digest;
ALTER TABLE register.identifier_variant ADD CONSTRAINT identifier_variant_digest_check CHECK (octet_length(digest) = 34);
UPDATE staff.member SET user_name_digest = '\x0000' || user_name_digest WHERE user_name_digest IS NOT NULL;
UPDATE staff.sign_in_attempt SET user_name_digest = '\x0000' || user_name_digest;
GRANT UPDATE (user_name_digest) ON staff.sign_in_attempt TO haltija_service;
-- Keyed otherwise from now on; at worst somebody is told once more that their mail came.
DELETE FROM mail.auto_reply;

-- Tokens have no room for the number of their cover.
ALTER TABLE register.name_token ADD COLUMN cover integer NOT NULL DEFAULT 0;
ALTER TABLE register.name_token ALTER COLUMN cover DROP DEFAULT;
ALTER TABLE register.name_token DROP CONSTRAINT name_token_pkey;
ALTER TABLE register.name_token ADD PRIMARY KEY (token, person_id, cover);
ALTER TABLE search.text ADD COLUMN cover integer NOT NULL DEFAULT 0;
ALTER TABLE search.text ALTER COLUMN cover DROP DEFAULT;
