-- Merging, splitting, moving; and two records of one person. Ids, numbers and codes only.

-- Where a merged contact went: old links, reply tokens and late mail find it. Goes with the contact it leads to.
CREATE TABLE register.contact_forward (
  old_id uuid PRIMARY KEY,
  old_number bigint NOT NULL UNIQUE,
  contact_id uuid NOT NULL REFERENCES register.contact,
  at timestamptz NOT NULL
);
CREATE INDEX contact_forward_to ON register.contact_forward (contact_id);

-- What became of a contact. `other_id` is the other contact's, the number the one it had then.
CREATE TABLE register.contact_event (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('merged-from', 'split-into', 'split-from', 'moved-to-person')),
  other_id uuid,
  other_number bigint,
  messages integer,
  at timestamptz NOT NULL,
  by uuid NOT NULL,
  PRIMARY KEY (contact_id, id)
);

-- A person who was merged into another: the old id leads on, and says who did it and why.
CREATE TABLE register.person_forward (
  old_id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES register.person,
  at timestamptz NOT NULL,
  by uuid NOT NULL,
  reason text NOT NULL
);
CREATE INDEX person_forward_to ON register.person_forward (person_id);

-- Contacts whose log pseudonym still names the person before the merging: a job takes them in batches.
CREATE TABLE register.person_repoint (
  contact_id uuid PRIMARY KEY,
  person_id uuid NOT NULL
);
CREATE INDEX person_repoint_person ON register.person_repoint (person_id, contact_id);

-- Looser forms of identifiers (an address without its +tag, a number without its country): never unique, they only propose.
CREATE TABLE register.identifier_variant (
  kind text NOT NULL CHECK (kind IN ('email-address', 'phone')),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  person_id uuid NOT NULL,
  field_id uuid NOT NULL,
  PRIMARY KEY (kind, digest, person_id, field_id)
);
CREATE INDEX identifier_variant_person ON register.identifier_variant (person_id);

-- An identifier was given for one person and belonged to another: very likely one person with two records.
CREATE TABLE register.person_clash (
  person_id uuid NOT NULL REFERENCES register.person,
  other_id uuid NOT NULL REFERENCES register.person,
  category text NOT NULL,
  at timestamptz NOT NULL,
  by uuid NOT NULL,
  PRIMARY KEY (person_id, other_id, category)
);
CREATE INDEX person_clash_other ON register.person_clash (other_id);

-- A colleague has looked and found two people: they are not proposed again.
CREATE TABLE register.person_distinct (
  lower_id uuid NOT NULL REFERENCES register.person,
  higher_id uuid NOT NULL REFERENCES register.person,
  at timestamptz NOT NULL,
  by uuid NOT NULL,
  PRIMARY KEY (lower_id, higher_id),
  CHECK (lower_id < higher_id)
);
CREATE INDEX person_distinct_higher ON register.person_distinct (higher_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON register.contact_forward, register.contact_event, register.person_forward,
  register.person_repoint, register.identifier_variant, register.person_clash, register.person_distinct TO haltija_service;
