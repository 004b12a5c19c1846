-- People whose erasure has begun: what is left of them goes in batches. From the commit that makes this row on, none of their
-- contacts and mails gives a key, however many they are; the row goes with the last of them.
CREATE TABLE register.erasure (
  person_id uuid PRIMARY KEY,
  rule text NOT NULL,
  begun_at timestamptz NOT NULL
);
-- UPDATE for the lock of whoever takes the next batch.
GRANT SELECT, INSERT, UPDATE, DELETE ON register.erasure TO haltija_service;
GRANT SELECT (person_id) ON register.erasure TO haltija_ring;
GRANT SELECT (person_id) ON register.contact TO haltija_ring;

-- The one way to a key. Nothing is given of what has lost its ground (0019), nor of somebody whose erasure has begun. Each
-- reading of anything asks here: what nobody needs while every purpose goes on and nobody is being erased is not even prepared.
CREATE FUNCTION ring.read_allowed_keys(unit_ids uuid[])
  RETURNS TABLE (unit_id uuid, kind text, epoch integer, wrapped bytea)
  LANGUAGE sql STABLE AS $$
  SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.unit_key k
  WHERE k.unit_id = ANY (unit_ids) AND NOT ((SELECT declaration.has_ended('messages')) AND (
    (k.kind = 'contact' AND EXISTS (SELECT FROM register.contact c
      WHERE c.id = k.unit_id AND NOT c.purposes && (SELECT declaration.purposes_of('messages'))))
    OR (k.kind = 'mail' AND EXISTS (SELECT FROM mail.raw m LEFT JOIN register.contact c ON c.id = m.contact_id
      WHERE m.id = k.unit_id AND NOT coalesce(c.purposes, m.purposes) && (SELECT declaration.purposes_of('messages'))))))
    -- A mail as it came has its attachments in it.
    AND NOT ((SELECT declaration.has_ended('files')) AND k.kind = 'mail' AND EXISTS (
      SELECT FROM mail.raw m JOIN register.contact_message t ON t.contact_id = m.contact_id AND t.mail_id = m.id
        JOIN register.contact_file f ON f.contact_id = t.contact_id AND f.message_id = t.id
      WHERE m.id = k.unit_id AND NOT f.purposes && (SELECT declaration.purposes_of('files'))))
    AND NOT (k.kind = 'contact' AND EXISTS (SELECT FROM register.contact c JOIN register.erasure e ON e.person_id = c.person_id
      WHERE c.id = k.unit_id))
    AND NOT (k.kind = 'mail' AND EXISTS (SELECT FROM mail.raw m JOIN register.contact c ON c.id = m.contact_id
      JOIN register.erasure e ON e.person_id = c.person_id WHERE m.id = k.unit_id))
$$;
CREATE FUNCTION ring.read_keys(unit_ids uuid[])
  RETURNS TABLE (unit_id uuid, kind text, epoch integer, wrapped bytea)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  IF EXISTS (SELECT FROM register.erasure) OR EXISTS (SELECT FROM declaration.serves s WHERE s.category IN ('messages', 'files')
    AND NOT EXISTS (SELECT FROM declaration.ground g WHERE g.category = s.category AND g.purpose = s.purpose))
  THEN
    RETURN QUERY SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.read_allowed_keys(unit_ids) k;
  ELSE
    RETURN QUERY SELECT k.unit_id, k.kind, k.epoch, k.wrapped FROM ring.unit_key k WHERE k.unit_id = ANY (unit_ids);
  END IF;
END $$;
GRANT CREATE ON SCHEMA ring TO haltija_ring;
ALTER FUNCTION ring.read_allowed_keys(uuid[]) OWNER TO haltija_ring;
ALTER FUNCTION ring.read_keys(uuid[]) OWNER TO haltija_ring;
REVOKE CREATE ON SCHEMA ring FROM haltija_ring;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ring FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ring.read_keys(uuid[]) TO haltija_service;
-- They run as whoever asks, and only the ring's own functions do.
REVOKE EXECUTE ON FUNCTION ring.hold_epoch(integer), ring.read_allowed_keys(uuid[]) FROM haltija_service;

-- Whoever was never identified goes with their last contact: found without reading all people.
CREATE INDEX person_provisional ON register.person (id) WHERE provisional;

-- What the sweep leaves dead is taken away while it goes on, not when a fifth of the table is dead: lists and the sweep itself
-- read past the dead until then, and dead rows of the ring are copies of keys.
ALTER TABLE ring.unit_key SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE register.contact SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE register.contact_message SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE register.thread_id SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE mail.raw SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- For every reference to a contact PostgreSQL looks, contact by contact, whether a row is left when one is deleted: twelve looks
-- were half of the sweep's time, and the rows were deleted in the same transaction just before. Who writes such a row holds the
-- contact's (tests/erasing/held-by-writers.test.ts); what nobody should have left behind is looked for each hour (P20).
ALTER TABLE register.contact_note DROP CONSTRAINT contact_note_contact_id_fkey;
ALTER TABLE register.contact_todo DROP CONSTRAINT contact_todo_contact_id_fkey;
ALTER TABLE register.masked_code DROP CONSTRAINT masked_code_contact_id_fkey;
ALTER TABLE register.contact_draft DROP CONSTRAINT contact_draft_contact_id_fkey;
ALTER TABLE register.contact_scheduled DROP CONSTRAINT contact_scheduled_contact_id_fkey;
ALTER TABLE register.contact_follower DROP CONSTRAINT contact_follower_contact_id_fkey;
ALTER TABLE register.contact_seen DROP CONSTRAINT contact_seen_contact_id_fkey;
ALTER TABLE register.contact_event DROP CONSTRAINT contact_event_contact_id_fkey;
ALTER TABLE register.contact_forward DROP CONSTRAINT contact_forward_contact_id_fkey;

-- What witnesses said of checkpoints (C2SP tlog-cosignature): line is theirs, as it goes below the signature of our own. It
-- outlives the checkpoint's row, which is thinned out; each is added once.
CREATE TABLE log.cosignature (
  size bigint NOT NULL CHECK (size > 0),
  witness text NOT NULL,
  at timestamptz NOT NULL,
  note text NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (witness, size)
);
GRANT SELECT, INSERT ON log.cosignature TO haltija_service;

-- Checkpoints mailed to the auditor: one a day at most, whatever ends in the middle. handing: its mail server has it, or a process
-- ended while it was given it; the next day's checkpoint contains this one.
CREATE TABLE log.letter (
  day date PRIMARY KEY,
  size bigint NOT NULL CHECK (size > 0),
  state text NOT NULL CHECK (state IN ('handing', 'sent')),
  at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON log.letter TO haltija_service;
