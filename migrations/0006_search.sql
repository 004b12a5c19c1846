-- Search over what contacts say, without what they say: each text (a message, a note, the name of a file) is a row of
-- keyed, truncated hashes of its words and stems. By month of the text, newest month first until a page is full: one
-- index over all would read every hit of a rare word's neighbours, or sort all of a common one's.
--
-- The partitions are UNLOGGED: the hashes stand in no WAL, no replica and no backup, and writing them costs little. A
-- crash of the database empties them; then they are made again from the sealed texts, newest first.
CREATE SCHEMA search;
GRANT USAGE ON SCHEMA search TO haltija_service;

-- kind: 0 message, 1 note, 2 name of a file.
CREATE TABLE search.text (
  at timestamptz NOT NULL,
  contact_id uuid NOT NULL,
  text_id uuid NOT NULL,
  kind smallint NOT NULL CHECK (kind BETWEEN 0 AND 2),
  tokens integer[] NOT NULL
) PARTITION BY RANGE (at);

-- Which months have a partition; the day is always the first.
CREATE TABLE search.month (month date PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now());

-- Down to which text the index is whole. Unlogged like the index itself: both are lost together.
CREATE UNLOGGED TABLE search.progress (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  at timestamptz NOT NULL,
  id uuid NOT NULL,
  whole boolean NOT NULL
);

-- The service may add months, and nothing else to the shape. A partition is made beside the table and attached, since
-- making it in place would stop every search and every mail for that moment.
CREATE FUNCTION search.make_month(of_text timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  the_month date := date_trunc('month', of_text AT TIME ZONE 'UTC');
  part text := 'text_' || to_char(the_month, 'YYYY_MM');
BEGIN
  IF EXISTS (SELECT FROM search.month m WHERE m.month = the_month) THEN RETURN; END IF;
  IF the_month < '1970-01-01' OR the_month > '2199-12-01' THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_datetime_format';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('search.make_month', 0));
  IF EXISTS (SELECT FROM search.month m WHERE m.month = the_month) THEN RETURN; END IF;
  EXECUTE format('CREATE UNLOGGED TABLE search.%I (LIKE search.text INCLUDING ALL)', part);
  -- A short waiting list: every search reads it whole before the index.
  EXECUTE format('CREATE INDEX ON search.%I USING gin (tokens) WITH (gin_pending_list_limit = 256)', part);
  EXECUTE format('CREATE INDEX ON search.%I (at DESC, contact_id DESC)', part);
  -- For erasing.
  EXECUTE format('CREATE INDEX ON search.%I (contact_id)', part);
  EXECUTE format('ALTER TABLE search.%I ALTER tokens SET STATISTICS 200', part);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON search.%I TO haltija_service', part);
  EXECUTE format('ALTER TABLE search.text ATTACH PARTITION search.%I FOR VALUES FROM (%L) TO (%L)', part,
    the_month::timestamp AT TIME ZONE 'UTC', (the_month + interval '1 month') AT TIME ZONE 'UTC');
  INSERT INTO search.month (month) VALUES (the_month);
END
$$;

-- An empty month that is past needs no partition. Waits for nobody: another night will do.
CREATE FUNCTION search.drop_empty_month(the_month date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  part text := 'text_' || to_char(the_month, 'YYYY_MM');
  filled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM search.month m WHERE m.month = the_month) THEN RETURN false; END IF;
  PERFORM set_config('lock_timeout', '200ms', true);
  EXECUTE format('LOCK TABLE search.text, search.%I IN ACCESS EXCLUSIVE MODE', part);
  EXECUTE format('SELECT EXISTS (SELECT FROM search.%I)', part) INTO filled;
  IF filled THEN RETURN false; END IF;
  EXECUTE format('DROP TABLE search.%I', part);
  DELETE FROM search.month m WHERE m.month = the_month;
  RETURN true;
END
$$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA search FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA search TO haltija_service;

GRANT SELECT, INSERT, UPDATE, DELETE ON search.text, search.progress TO haltija_service;
GRANT SELECT ON search.month TO haltija_service;

-- What the rebuild walks along.
CREATE INDEX contact_message_at ON register.contact_message (at DESC, id DESC);
CREATE INDEX contact_note_at ON register.contact_note (at DESC, id DESC);

-- A register that begins empty has nothing to make up for.
INSERT INTO search.progress (at, id, whole)
SELECT now(), '00000000-0000-0000-0000-000000000000', true WHERE NOT EXISTS (SELECT FROM register.contact_message);
