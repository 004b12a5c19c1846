-- A file of a blob is never written over: backups that name it by its hash would no longer be restorable. Each has a mark of its
-- own in its name, so that a copy made anew, after a restore or at the other of two disks that take turns, stands beside it.
ALTER TABLE operations.backup_blob ADD COLUMN mark text NOT NULL DEFAULT '' CHECK (mark ~ '^([0-9a-f]{8})?$');
ALTER TABLE operations.backup_blob ALTER COLUMN mark DROP DEFAULT;
ALTER TABLE operations.backup_blob DROP CONSTRAINT backup_blob_pkey, ADD PRIMARY KEY (shard, blob, mark);

-- How far the parts of the log at the place are lines of this database. Parts beyond were written by one that was put back to an
-- older state since: they do not go on from ours, and are written anew.
CREATE TABLE operations.backup_log (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  lines bigint NOT NULL CHECK (lines >= 0),
  -- Somebody has taken it upon themselves that lines are lost: a replay.
  forked boolean NOT NULL DEFAULT false
);
GRANT SELECT, INSERT, UPDATE ON operations.backup_log TO haltija_service;
