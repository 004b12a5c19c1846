-- What is held. Every value about a person is sealed; every unit names when it goes and by which rule.
CREATE SCHEMA register;
GRANT USAGE ON SCHEMA register TO haltija_service;

CREATE TABLE register.person (
  id uuid PRIMARY KEY,
  provisional boolean NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'restricted')),
  language text CHECK (language IN ('sv', 'fi', 'en')),
  version integer NOT NULL DEFAULT 1,
  since timestamptz NOT NULL,
  last_contact_at timestamptz NOT NULL,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL
);
CREATE INDEX person_due ON register.person (delete_after);

CREATE TABLE register.person_field (
  person_id uuid NOT NULL REFERENCES register.person,
  id uuid NOT NULL,
  category text NOT NULL,
  value_sealed bytea NOT NULL,
  length_class text NOT NULL CHECK (length_class IN ('short', 'medium', 'long')),
  source text NOT NULL CHECK (source IN ('email', 'phone', 'chat', 'staff')),
  collected_at timestamptz NOT NULL,
  collected_by uuid,
  purposes text[] NOT NULL,
  reason text,
  verified boolean NOT NULL DEFAULT false,
  -- Since when mail to this address comes back for good; until mail from it arrives.
  undeliverable_since timestamptz,
  declaration_version integer NOT NULL,
  PRIMARY KEY (person_id, id)
);

-- Unique by digest: this table decides who of two that arrive at once makes the person.
CREATE TABLE register.identifier (
  kind text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  person_id uuid NOT NULL,
  field_id uuid NOT NULL,
  PRIMARY KEY (kind, digest)
);
CREATE INDEX identifier_person ON register.identifier (person_id);

-- Truncated token hashes of names: several names share one, so what is found is opened and filtered.
CREATE TABLE register.name_token (
  token integer NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (token, person_id)
);
CREATE INDEX name_token_person ON register.name_token (person_id);

CREATE TABLE register.contact (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY,
  person_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'chat')),
  mailbox text,
  queue text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'waiting', 'snoozed', 'closed')),
  priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  assignee_id uuid,
  language text CHECK (language IN ('sv', 'fi', 'en')),
  tags uuid[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  closed_at timestamptz,
  waiting_since timestamptz,
  -- By when the queue's target wants an answer, in its business hours.
  answer_due_at timestamptz,
  -- Since when it is to be done: when it was opened, or opened again; and by when the queue's target wants that.
  underway_since timestamptz,
  done_due_at timestamptz,
  -- The earlier of what is due.
  due_at timestamptz GENERATED ALWAYS AS (least(answer_due_at, done_due_at)) STORED,
  snoozed_until timestamptz,
  -- How it stood before it was last closed or put aside, so that a slip can be taken back: ids and moments.
  standing_before jsonb,
  -- The customer's newest message: what a colleague has not seen since is unread.
  last_in_at timestamptz,
  messages integer NOT NULL DEFAULT 0,
  files integer NOT NULL DEFAULT 0,
  card_sealed bytea NOT NULL,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE UNIQUE INDEX contact_number ON register.contact (number);
-- By queue first: a list merges its queues' newest, so that a small queue beside a large one is not looked for in it.
CREATE INDEX contact_inbox ON register.contact (queue, status, last_at DESC, id DESC);
CREATE INDEX contact_recent ON register.contact (queue, last_at DESC, id DESC);
CREATE INDEX contact_mine ON register.contact (assignee_id, status, last_at DESC, id DESC) WHERE assignee_id IS NOT NULL;
CREATE INDEX contact_unassigned ON register.contact (queue, status, last_at DESC, id DESC) WHERE assignee_id IS NULL;
CREATE INDEX contact_waits ON register.contact (queue, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX contact_target_due ON register.contact (queue, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX contact_snoozed ON register.contact (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX contact_tagged ON register.contact USING gin (tags);
CREATE INDEX contact_person ON register.contact (person_id, last_at DESC, id DESC);
CREATE INDEX contact_due ON register.contact (delete_after);

CREATE TABLE register.contact_message (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  channel text NOT NULL,
  at timestamptz NOT NULL,
  author_id uuid,
  mail_id uuid,
  delivery text NOT NULL CHECK (delivery IN ('received', 'scheduled', 'queued', 'sent', 'failed', 'bounced')),
  delivery_code text,
  attempts integer NOT NULL DEFAULT 0,
  -- When a scheduled one is due; when the next attempt of a queued one is due; when it was sent.
  send_at timestamptz,
  next_try_at timestamptz,
  sent_at timestamptz,
  recalled_at timestamptz,
  body_sealed bytea NOT NULL,
  PRIMARY KEY (contact_id, id),
  CHECK ((delivery = 'scheduled') <= (send_at IS NOT NULL))
);
CREATE INDEX contact_message_scheduled ON register.contact_message (send_at) WHERE delivery = 'scheduled';
-- By id alone: a job knows its message, and merging may have moved it to another contact.
CREATE INDEX contact_message_leaving ON register.contact_message (id) WHERE delivery IN ('scheduled', 'queued');
CREATE INDEX contact_message_queued ON register.contact_message (at) WHERE delivery = 'queued';
CREATE INDEX contact_message_failed ON register.contact_message (at) WHERE delivery = 'failed';

CREATE TABLE register.contact_note (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  author_id uuid NOT NULL,
  text_sealed bytea NOT NULL,
  PRIMARY KEY (contact_id, id)
);

-- Small content stands in the row; a large one is a sealed blob.
CREATE TABLE register.contact_file (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  size bigint NOT NULL,
  description_sealed bytea NOT NULL,
  content_sealed bytea,
  blob uuid,
  PRIMARY KEY (contact_id, id),
  CHECK ((content_sealed IS NULL) <> (blob IS NULL))
);

CREATE INDEX contact_file_blob ON register.contact_file (blob) WHERE blob IS NOT NULL;

-- Identity codes that customers wrote in the text: the text keeps a mark in their place.
CREATE TABLE register.masked_code (
  contact_id uuid NOT NULL REFERENCES register.contact,
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  mark text NOT NULL,
  code_sealed bytea NOT NULL,
  PRIMARY KEY (contact_id, id)
);

-- Message-IDs by digest, for threading.
CREATE TABLE register.thread_id (
  digest bytea PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES register.contact
);
CREATE INDEX thread_id_contact ON register.thread_id (contact_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA register TO haltija_service;

-- Raw mail: kept before anything is made of it, a unit of its own until its contact goes.
CREATE SCHEMA mail;
GRANT USAGE ON SCHEMA mail TO haltija_service;

CREATE TABLE mail.raw (
  id uuid PRIMARY KEY,
  mailbox text NOT NULL,
  source text NOT NULL CHECK (source IN ('imap', 'smtp', 'import')),
  received_at timestamptz NOT NULL,
  size integer NOT NULL,
  state text NOT NULL CHECK (state IN ('kept', 'done', 'unreadable', 'set-aside')),
  problem text,
  attempts integer NOT NULL DEFAULT 0,
  contact_id uuid,
  raw_sealed bytea,
  blob uuid,
  delete_after timestamptz NOT NULL,
  delete_rule text NOT NULL,
  declaration_version integer NOT NULL,
  CHECK ((raw_sealed IS NULL) <> (blob IS NULL))
);
CREATE INDEX raw_waiting ON mail.raw (received_at) WHERE state = 'kept';
CREATE INDEX raw_tray ON mail.raw (state, received_at, id) WHERE state IN ('unreadable', 'set-aside');
CREATE INDEX raw_contact ON mail.raw (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX raw_blob ON mail.raw (blob) WHERE blob IS NOT NULL;
CREATE INDEX raw_due ON mail.raw (delete_after) WHERE contact_id IS NULL;

-- The same mail again changes nothing. Digests only; they outlive the mail, so that it does not come back.
CREATE TABLE mail.known (
  digest bytea PRIMARY KEY,
  mail_id uuid NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX known_seen ON mail.known (seen_at);

-- Who had an automatic answer of late (RFC 3834), by keyed digest, so that two programs do not answer each other for ever.
CREATE TABLE mail.auto_reply (
  digest bytea PRIMARY KEY,
  at timestamptz NOT NULL
);

CREATE TABLE mail.cursor (
  mailbox text PRIMARY KEY,
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA mail TO haltija_service;
