-- The access log as a Merkle tree (RFC 9162). Who appends takes no place and waits for nobody: a line is written with a note
-- that it waits, and a sequencer gives what is committed its place. So a transaction may end as late as it likes.

-- Written with the line itself. Its hash stands here too, so that a line altered before it has a place is found as well.
CREATE TABLE log.waiting (
  entry_id uuid NOT NULL,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
  -- By the database's own clock.
  at timestamptz NOT NULL DEFAULT now()
);
-- It is read whole every few seconds: what is dead in it must go soon.
ALTER TABLE log.waiting SET (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE log.place (
  index bigint PRIMARY KEY CHECK (index >= 0),
  entry_id uuid NOT NULL UNIQUE,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Full tiles as C2SP tlog-tiles has them: 256 hashes, of lines at level 0, of tiles below at the others. They outlive the lines.
-- root: the hash over the tile, which is one hash of the tile above it.
CREATE TABLE log.tile (
  level smallint NOT NULL CHECK (level >= 0),
  index bigint NOT NULL CHECK (index >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  PRIMARY KEY (level, index)
);
-- Hashes cannot be compressed.
ALTER TABLE log.tile ALTER hashes SET STORAGE EXTERNAL;

-- note: the signed note, as it is given out.
CREATE TABLE log.checkpoint (
  size bigint PRIMARY KEY CHECK (size > 0),
  at timestamptz NOT NULL,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL
);

-- What came of holding the tree against a checkpoint that stands elsewhere. size: of that checkpoint. code: null where they agree.
CREATE TABLE log.anchoring (
  at timestamptz NOT NULL,
  size bigint NOT NULL,
  code text
);
CREATE INDEX anchoring_at ON log.anchoring (at);

GRANT INSERT ON log.waiting TO haltija_log_writer;
GRANT SELECT, INSERT, DELETE ON log.waiting TO haltija_service;
-- Places, tiles and checkpoints are added; the service can neither change nor remove one.
GRANT SELECT, INSERT ON log.place, log.tile, log.checkpoint, log.anchoring TO haltija_service;

INSERT INTO log.waiting (entry_id, leaf_hash) SELECT id, sha256('\x00'::bytea || leaf) FROM log.entry;

-- Takes the lines of full tiles whose period has ended, the oldest first and none left out; their hashes stay. The newest full
-- tile is never taken. Whatever is asked, no line younger than a month goes: the shortest period a declaration can have.
CREATE FUNCTION log.prune(older_than timestamptz, most_tiles integer) RETURNS TABLE (tiles bigint, lines bigint)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  first bigint;
  past bigint;
BEGIN
  tiles := 0;
  lines := 0;
  SELECT p.index / 256 INTO first FROM log.place p ORDER BY p.index LIMIT 1;
  IF first IS NOT NULL AND older_than <= now() - interval '27 days' THEN
    past := first;
    WHILE past < first + most_tiles
      AND EXISTS (SELECT FROM log.tile t WHERE t.level = 0 AND t.index = past + 1)
      AND NOT EXISTS (SELECT FROM log.place p LEFT JOIN log.entry e ON e.id = p.entry_id
                      WHERE p.index >= past * 256 AND p.index < (past + 1) * 256 AND (e.id IS NULL OR e.at >= older_than))
    LOOP
      past := past + 1;
    END LOOP;
    WITH gone AS (DELETE FROM log.place p WHERE p.index < past * 256 RETURNING p.entry_id)
    DELETE FROM log.entry e USING gone WHERE e.id = gone.entry_id;
    GET DIAGNOSTICS lines = ROW_COUNT;
    tiles := past - first;
  END IF;
  RETURN NEXT;
END $$;
-- One a few seconds for a week, then the last of each hour: any size can be proved from the tiles all the same.
CREATE FUNCTION log.thin_out_checkpoints() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH old AS (SELECT size, row_number() OVER (PARTITION BY date_trunc('hour', at) ORDER BY size DESC) AS place
               FROM log.checkpoint WHERE at < now() - interval '7 days'),
  gone AS (DELETE FROM log.checkpoint c USING old WHERE c.size = old.size AND old.place > 1 RETURNING 1),
  forgotten AS (DELETE FROM log.anchoring WHERE at < now() - interval '400 days')
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION log.prune(timestamptz, integer), log.thin_out_checkpoints() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.prune(timestamptz, integer), log.thin_out_checkpoints() TO haltija_service;
