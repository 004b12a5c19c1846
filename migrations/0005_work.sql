-- How the work is shared out: who follows what, who has seen it, what is to be done later. All of it goes with its contact.

-- A colleague watches a contact, or was named in a note of it.
CREATE TABLE register.contact_follower (
  contact_id uuid NOT NULL REFERENCES register.contact,
  staff_id uuid NOT NULL,
  watching boolean NOT NULL,
  mentioned_at timestamptz,
  PRIMARY KEY (contact_id, staff_id)
);
CREATE INDEX contact_follower_staff ON register.contact_follower (staff_id, contact_id);

-- How far each has read.
CREATE TABLE register.contact_seen (
  contact_id uuid NOT NULL REFERENCES register.contact,
  staff_id uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (contact_id, staff_id)
);

-- Follow-up tasks: what somebody has promised to do about it, and by which day.
CREATE TABLE register.contact_todo (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  text_sealed bytea NOT NULL,
  owner_id uuid NOT NULL,
  due_on date NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  -- When its owner was told that it is due.
  told_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  PRIMARY KEY (contact_id, id),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX contact_todo_owner ON register.contact_todo (owner_id, due_on, contact_id, id) WHERE done_at IS NULL;
CREATE INDEX contact_todo_due ON register.contact_todo (due_on, contact_id, id) WHERE done_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON register.contact_follower, register.contact_seen, register.contact_todo TO haltija_service;

-- Who is at a contact now. Unlogged: after a crash nobody is.
CREATE UNLOGGED TABLE live.presence (
  contact_id uuid NOT NULL,
  session_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  typing boolean NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (contact_id, session_id)
);
CREATE INDEX presence_until ON live.presence (until);
GRANT SELECT, INSERT, UPDATE, DELETE ON live.presence TO haltija_service;
