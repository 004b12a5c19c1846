-- Who makes a backup reads everything and changes nothing: a role of its own, made before the first migration. What it reads is
-- ciphertext, as in a dump; it sees the ring as well, whose rows lie under keys that are not in the database.
GRANT USAGE ON SCHEMA public TO haltija_backup;
GRANT SELECT ON public.haltija_migration TO haltija_backup;
GRANT USAGE ON SCHEMA ring, log, declaration, staff, register, mail, team, figures, connections, operations, promises TO haltija_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA ring, log, declaration, staff, register, mail, team, figures, connections, operations, promises TO haltija_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA ring, log, declaration, staff, register, mail, team, figures, connections, operations, promises TO haltija_backup;
-- And what later migrations make.
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO haltija_backup;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO haltija_backup;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO haltija_backup;

-- What became of each backup and of each late set. Numbers and codes only.
CREATE TABLE operations.backup_run (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('backup', 'late')),
  -- Of a backup: its name at the place. Of a late set: its number.
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
  started_at timestamptz NOT NULL,
  -- What it holds is as of this moment, by the database's clock.
  snapshot_at timestamptz,
  -- When it last said that it lives: a running one that has been silent was killed.
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  tables integer NOT NULL DEFAULT 0,
  tables_done integer NOT NULL DEFAULT 0,
  rows bigint NOT NULL DEFAULT 0,
  blobs bigint NOT NULL DEFAULT 0,
  blobs_done bigint NOT NULL DEFAULT 0,
  -- Written by this run; blobs that stood there already are not in it.
  bytes bigint NOT NULL DEFAULT 0,
  -- Why it failed: a code of ours.
  code text,
  -- Of a late set: the oldest epoch that had not ended. Its number is its name.
  epoch integer,
  removed_at timestamptz,
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state = 'failed') = (code IS NOT NULL))
);
CREATE INDEX backup_run_started ON operations.backup_run (kind, started_at DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON operations.backup_run TO haltija_service;

-- The age file of each blob at the place, as it was written: what a backup names it by. Who writes backups cannot read them.
CREATE TABLE operations.backup_blob (
  -- The last byte of the id: the folder at the place, which is gone through together.
  shard smallint NOT NULL CHECK (shard BETWEEN 0 AND 255),
  blob uuid NOT NULL,
  bytes bigint NOT NULL,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) IN (0, 32)),
  -- The first backup that did not need it: it goes when all before that one are gone.
  unneeded_since text,
  PRIMARY KEY (shard, blob)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON operations.backup_blob TO haltija_service;
