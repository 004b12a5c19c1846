-- Whether the key of an epoch was destroyed in a key service that had locked it from the beginning: then no copy of the keeper's
-- folder opens anything of it either, and a certificate may say so.
ALTER TABLE ring.epoch ADD COLUMN in_service boolean NOT NULL DEFAULT false;

GRANT CREATE ON SCHEMA ring TO haltija_ring;
DROP FUNCTION ring.end_epoch(integer);
-- The key is destroyed by now; refused (by the table) for an epoch that was not found empty.
CREATE FUNCTION ring.end_epoch(number integer, in_service boolean) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE ring.epoch e SET ended_at = now(), in_service = $2 WHERE e.epoch = $1 AND e.ended_at IS NULL
$$;
ALTER FUNCTION ring.end_epoch(integer, boolean) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON FUNCTION ring.end_epoch(integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ring.end_epoch(integer, boolean) TO haltija_service;
