-- What each version says a category serves, and so what ground a stored value has (GDPR Art. 5(1)(b)): a value whose category
-- is declared no longer, or each purpose it was collected for, can be read by nobody from that commit on, and is then removed.
CREATE TABLE declaration.serves (
  version integer NOT NULL REFERENCES declaration.version ON DELETE CASCADE,
  category text NOT NULL,
  purpose text NOT NULL,
  PRIMARY KEY (version, category, purpose)
);
-- How long each version lets each kind of unit be kept.
CREATE TABLE declaration.term (
  version integer NOT NULL REFERENCES declaration.version ON DELETE CASCADE,
  unit text NOT NULL,
  rule text NOT NULL,
  months integer NOT NULL,
  runs_from text NOT NULL,
  PRIMARY KEY (version, unit)
);
GRANT SELECT, INSERT ON declaration.serves, declaration.term TO haltija_service;

CREATE FUNCTION declaration.newest() RETURNS integer
  LANGUAGE sql STABLE SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
  SELECT coalesce(max(version), 0) FROM declaration.version
$$;

CREATE FUNCTION declaration.purposes_of(the_category text) RETURNS text[]
  LANGUAGE sql STABLE SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
  SELECT ARRAY(SELECT purpose FROM declaration.serves
    WHERE version = (SELECT max(version) FROM declaration.version) AND category = the_category ORDER BY purpose)
$$;

CREATE VIEW declaration.ground AS
  SELECT category, purpose FROM declaration.serves WHERE version = (SELECT max(version) FROM declaration.version);

-- Whether a purpose of the category was declared ever and is no longer: without that nothing of it can have lost its ground.
CREATE FUNCTION declaration.has_ended(the_category text) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = '' SET plan_cache_mode = 'force_generic_plan' AS $$
  SELECT EXISTS (SELECT FROM declaration.serves s WHERE s.category = the_category
    AND NOT EXISTS (SELECT FROM declaration.ground g WHERE g.category = s.category AND g.purpose = s.purpose))
$$;
GRANT SELECT ON declaration.ground TO haltija_service;

-- What a value was collected for, and under which version a unit was made: the newest, whatever the process that stores it
-- has heard of.
ALTER TABLE register.person ADD COLUMN collected_under integer NOT NULL DEFAULT declaration.newest();
ALTER TABLE register.contact
  ADD COLUMN collected_under integer NOT NULL DEFAULT declaration.newest(),
  ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('messages');
ALTER TABLE register.contact_note ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('notes');
ALTER TABLE register.contact_todo ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('notes');
ALTER TABLE register.contact_file ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('files');
ALTER TABLE register.masked_code ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('identityCode');
ALTER TABLE mail.raw ADD COLUMN purposes text[] NOT NULL DEFAULT declaration.purposes_of('messages');

-- A conversation, or a mail in the tray, that has lost its ground gives no key from then on: to every reader it is erased
-- (ring.read_keys, migration 0027).
GRANT USAGE ON SCHEMA declaration, register, mail TO haltija_ring;
GRANT SELECT (version) ON declaration.version TO haltija_ring;
GRANT SELECT ON declaration.serves, declaration.ground TO haltija_ring;
GRANT SELECT (id, purposes) ON register.contact TO haltija_ring;
GRANT SELECT (id, contact_id, purposes) ON mail.raw TO haltija_ring;
GRANT SELECT (contact_id, id, mail_id) ON register.contact_message TO haltija_ring;
GRANT SELECT (contact_id, message_id, purposes) ON register.contact_file TO haltija_ring;

-- How far the removing of what lost its ground with a version has come; counts only.
CREATE TABLE register.ground_removal (
  version integer PRIMARY KEY REFERENCES declaration.version ON DELETE CASCADE,
  foreseen integer NOT NULL,
  removed integer NOT NULL DEFAULT 0,
  held_back integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
GRANT SELECT, INSERT, UPDATE, DELETE ON register.ground_removal TO haltija_service;

-- The first moment of the day, in the register's time zone, that comes so many calendar months later.
CREATE FUNCTION declaration.due(at timestamptz, months integer, zone text) RETURNS timestamptz
  LANGUAGE sql STABLE AS $$
  SELECT (date_trunc('day', at AT TIME ZONE zone) + make_interval(months => months)) AT TIME ZONE zone
$$;

-- Who was told of which version, when and how (GDPR Art. 13(3), 14(4)). Goes with the person.
CREATE TABLE register.person_informed (
  person_id uuid NOT NULL REFERENCES register.person,
  version integer NOT NULL,
  at timestamptz NOT NULL,
  way text NOT NULL CHECK (way IN ('mail', 'letter', 'phone', 'reply')),
  -- Who told them otherwise than by the letter of a round.
  by uuid,
  PRIMARY KEY (person_id, version)
);

-- A round of letters about a version. Each person affected has one letter in it, or a word why not.
CREATE TABLE register.inform_round (
  version integer PRIMARY KEY REFERENCES declaration.version ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  started_by uuid NOT NULL,
  paused boolean NOT NULL DEFAULT false,
  -- When those affected were listed: from then on there is something to send.
  listed_at timestamptz
);

CREATE TABLE register.inform_letter (
  version integer NOT NULL,
  person_id uuid NOT NULL REFERENCES register.person,
  state text NOT NULL CHECK (state IN ('waiting', 'handing', 'sent', 'told', 'bounced', 'failed', 'unreachable')),
  -- Keyed digest of its Message-ID, by which a notice that it came back finds it.
  mail_digest bytea,
  handing_since timestamptz,
  sent_at timestamptz,
  next_try_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  code text,
  PRIMARY KEY (version, person_id)
);
CREATE INDEX inform_letter_person ON register.inform_letter (person_id);
CREATE INDEX inform_letter_state ON register.inform_letter (version, state, person_id);
CREATE UNIQUE INDEX inform_letter_digest ON register.inform_letter (mail_digest) WHERE mail_digest IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON register.person_informed, register.inform_round, register.inform_letter TO haltija_service;
