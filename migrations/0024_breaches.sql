-- The register of personal data breaches (GDPR Art. 33(5)): what is found, weighed, decided and told, each with its moment.

-- Not every breach is a message that went wrong: one may hang on no conversation.
ALTER TABLE register.incident
  ALTER COLUMN contact_id DROP NOT NULL,
  ALTER COLUMN message_id DROP NOT NULL,
  ADD CHECK ((contact_id IS NULL) = (message_id IS NULL)),
  DROP CONSTRAINT incident_kind_check,
  ADD CONSTRAINT incident_kind_check CHECK (kind IN ('wrong-recipient', 'wrong-content', 'wrong-attachment',
    'seen-without-right', 'taken', 'changed', 'lost', 'unavailable', 'other')),
  DROP CONSTRAINT incident_persons_check,
  ADD CONSTRAINT incident_persons_check CHECK (persons >= 0),
  ADD COLUMN nature text[] NOT NULL DEFAULT '{confidentiality}'
    CHECK (cardinality(nature) > 0 AND nature <@ '{confidentiality,integrity,availability}'),
  ADD COLUMN source text NOT NULL DEFAULT 'recall'
    CHECK (source IN ('recall', 'log', 'promise', 'restore', 'colleague', 'processor', 'person', 'other')),
  -- Approximately, as the authority asks (Art. 33(3)(a)).
  ADD COLUMN records integer NOT NULL DEFAULT 0 CHECK (records >= 0),
  ADD COLUMN categories text[] NOT NULL DEFAULT '{}',
  -- When the controller became aware of it, and until when the authority is to be told: hours, by the law of that day.
  ADD COLUMN aware_at timestamptz,
  ADD COLUMN notify_by timestamptz,
  ADD COLUMN risk text CHECK (risk IN ('none', 'risk', 'high')),
  ADD COLUMN risk_at timestamptz,
  ADD COLUMN authority text CHECK (authority IN ('notify', 'not-notify')),
  ADD COLUMN authority_at timestamptz,
  -- Whether those concerned are told, or by which exception not (Art. 34(3)(a) to (c)).
  ADD COLUMN tell text CHECK (tell IN ('tell', 'protected', 'averted', 'public', 'not-high')),
  ADD COLUMN tell_at timestamptz,
  -- How often its clock was called to mind.
  ADD COLUMN reminded smallint NOT NULL DEFAULT 0,
  -- People who were on its list and whose data are erased since.
  ADD COLUMN erased integer NOT NULL DEFAULT 0,
  -- Settled before the software asked for a weighing: nothing is made up for it afterwards.
  ADD COLUMN settled_before boolean NOT NULL DEFAULT false,
  -- Who is not told to the authority is told why; only where there is no risk (Art. 33(1)).
  ADD CHECK (authority IS DISTINCT FROM 'not-notify' OR risk = 'none'),
  ADD CHECK (tell IS DISTINCT FROM 'not-high' OR risk <> 'high');
UPDATE register.incident SET aware_at = reported_at, notify_by = reported_at + interval '72 hours', settled_before = settled_at IS NOT NULL;
ALTER TABLE register.incident ALTER COLUMN aware_at SET NOT NULL, ALTER COLUMN notify_by SET NOT NULL;
CREATE INDEX incident_clock ON register.incident (notify_by) WHERE settled_at IS NULL;

-- Its own history. It is added to, and goes with the incident when its period ends: nobody changes or removes a line.
CREATE TABLE register.incident_step (
  incident_id uuid NOT NULL REFERENCES register.incident ON DELETE CASCADE,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  by uuid,
  kind text NOT NULL CHECK (kind IN ('reported', 'described', 'measure', 'risk', 'authority', 'notified', 'found', 'added',
    'left-out', 'taken-in', 'tell', 'letter', 'letters-started', 'letters-paused', 'told', 'lessons', 'settled')),
  outcome text CHECK (outcome ~ '^[a-z][a-z-]{0,40}$'),
  count integer,
  text_sealed bytea,
  PRIMARY KEY (incident_id, id)
);

-- What the authority was told, and when: in phases where not all is known at once (Art. 33(4)). Kept as it was sent.
CREATE TABLE register.incident_notice (
  incident_id uuid NOT NULL REFERENCES register.incident ON DELETE CASCADE,
  id uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  noted_at timestamptz NOT NULL,
  noted_by uuid NOT NULL,
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en')),
  late boolean NOT NULL,
  complete boolean NOT NULL,
  notice_sealed bytea NOT NULL,
  PRIMARY KEY (incident_id, id)
);
GRANT SELECT, INSERT ON register.incident_step, register.incident_notice TO haltija_service;

-- Whom it concerns. Goes with the person, or with the incident.
CREATE TABLE register.incident_person (
  incident_id uuid NOT NULL REFERENCES register.incident ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES register.person,
  state text NOT NULL CHECK (state IN ('in', 'left-out')),
  found_by text NOT NULL CHECK (found_by IN ('log', 'store', 'hand')),
  -- How many of their conversations and records were concerned, and of which categories.
  records integer NOT NULL,
  categories text[] NOT NULL,
  added_at timestamptz NOT NULL,
  told_at timestamptz,
  told_way text CHECK (told_way IN ('mail', 'letter', 'phone', 'reply')),
  told_by uuid,
  PRIMARY KEY (incident_id, person_id),
  CHECK ((told_at IS NULL) = (told_way IS NULL))
);
CREATE INDEX incident_person_person ON register.incident_person (person_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON register.incident_person TO haltija_service;

-- A round of letters is about a version of the declaration, or about an incident.
ALTER TABLE register.inform_round
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN incident_id uuid UNIQUE REFERENCES register.incident ON DELETE CASCADE;
ALTER TABLE register.inform_letter ADD COLUMN round_id uuid;
UPDATE register.inform_letter l SET round_id = r.id FROM register.inform_round r WHERE r.version = l.version;
DELETE FROM register.inform_letter WHERE round_id IS NULL;
ALTER TABLE register.inform_letter DROP CONSTRAINT inform_letter_pkey;
DROP INDEX register.inform_letter_state;
ALTER TABLE register.inform_letter DROP COLUMN version;
ALTER TABLE register.inform_round
  DROP CONSTRAINT inform_round_pkey,
  ADD PRIMARY KEY (id),
  ALTER COLUMN version DROP NOT NULL,
  ADD UNIQUE (version),
  ADD CHECK (num_nonnulls(version, incident_id) = 1);
ALTER TABLE register.inform_letter
  ADD PRIMARY KEY (round_id, person_id),
  ADD FOREIGN KEY (round_id) REFERENCES register.inform_round ON DELETE CASCADE;
CREATE INDEX inform_letter_state ON register.inform_letter (round_id, state, person_id);
