-- What is being written and what is about to leave. All of it goes with its contact; incidents outlive it.

-- One a colleague, contact and kind. The id becomes that of the message or note; the files stand in
-- register.contact_file under it already, so that sending moves nothing.
CREATE TABLE register.contact_draft (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reply', 'note')),
  version integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL,
  reply_sealed bytea,
  note_sealed bytea,
  PRIMARY KEY (contact_id, id),
  UNIQUE (contact_id, staff_id, kind),
  CHECK ((kind = 'reply') = (reply_sealed IS NOT NULL)),
  CHECK ((kind = 'note') = (note_sealed IS NOT NULL))
);

-- What a scheduled message does to its contact, and how the contact stood before it: cancelling puts it back.
CREATE TABLE register.contact_scheduled (
  contact_id uuid NOT NULL REFERENCES register.contact,
  message_id uuid NOT NULL,
  -- Sent later by choice; else it only waits for its undo to pass, and the contact counts as answered already.
  later boolean NOT NULL,
  then_close boolean NOT NULL,
  status_before text NOT NULL CHECK (status_before IN ('open', 'waiting', 'snoozed', 'closed')),
  assignee_before uuid,
  waiting_before timestamptz,
  due_before timestamptz,
  underway_before timestamptz,
  done_due_before timestamptz,
  snoozed_before timestamptz,
  last_before timestamptz NOT NULL,
  PRIMARY KEY (contact_id, message_id)
);

ALTER TABLE register.contact_note ADD COLUMN mentioned uuid[] NOT NULL DEFAULT '{}';

-- A message that went where or with what it should not: a unit of its own, since it outlives its contact.
CREATE TABLE register.incident (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY,
  contact_id uuid NOT NULL,
  message_id uuid NOT NULL,
  queue text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wrong-recipient', 'wrong-content', 'wrong-attachment')),
  persons integer NOT NULL CHECK (persons > 0),
  version integer NOT NULL DEFAULT 1,
  happened_at timestamptz NOT NULL,
  reported_at timestamptz NOT NULL,
  reported_by uuid NOT NULL,
  settled_at timestamptz,
  settled_by uuid,
  account_sealed bytea NOT NULL,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
CREATE UNIQUE INDEX incident_message ON register.incident (message_id);
CREATE INDEX incident_reported ON register.incident (reported_at DESC, id DESC);
CREATE INDEX incident_unsettled ON register.incident (queue) WHERE settled_at IS NULL;
CREATE INDEX incident_due ON register.incident (delete_after);

GRANT SELECT, INSERT, UPDATE, DELETE ON register.contact_draft, register.contact_scheduled, register.incident TO haltija_service;
