-- Old mail brought in: what became of it, in numbers. Nothing here tells of a message or of a person.
CREATE SCHEMA operations;
GRANT USAGE ON SCHEMA operations TO haltija_service;

CREATE TABLE operations.import_run (
  id uuid PRIMARY KEY,
  mailbox text NOT NULL,
  -- The colleague who began it; nobody for the operator at the terminal.
  by uuid,
  started_at timestamptz NOT NULL,
  -- When it last said that it lives: a running one that has been silent is one that was broken off.
  seen_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'failed')),
  imported bigint NOT NULL DEFAULT 0,
  already_there bigint NOT NULL DEFAULT 0,
  too_old bigint NOT NULL DEFAULT 0,
  from_future bigint NOT NULL DEFAULT 0,
  not_allowed bigint NOT NULL DEFAULT 0,
  unreadable bigint NOT NULL DEFAULT 0,
  too_large bigint NOT NULL DEFAULT 0,
  not_mail bigint NOT NULL DEFAULT 0
);
CREATE INDEX import_run_started ON operations.import_run (started_at DESC);
GRANT SELECT, INSERT, UPDATE ON operations.import_run TO haltija_service;

-- A run that the console began, as long as a process has it in hand. The dry ones too: they leave no row above.
CREATE TABLE operations.import_live (
  run_id uuid PRIMARY KEY,
  staff_id uuid NOT NULL,
  -- Told every few seconds: a run that says nothing any more died with its process.
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- What another process was sent for a run, until the one that has it in hand has taken it: a part of a file, which is a
-- unit with a key of its own for that moment, or its end.
CREATE TABLE operations.import_call (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  act text NOT NULL CHECK (act IN ('take', 'end')),
  cancel boolean NOT NULL DEFAULT false,
  file integer NOT NULL DEFAULT 0,
  place bigint NOT NULL DEFAULT 0,
  kind text NOT NULL DEFAULT 'any' CHECK (kind IN ('mail', 'any')),
  last boolean NOT NULL DEFAULT false,
  part_sealed bytea,
  delete_rule text NOT NULL,
  -- Numbers and codes, as the browser gets them.
  answer jsonb
);
CREATE INDEX import_call_waiting ON operations.import_call (run_id) WHERE answer IS NULL;
CREATE INDEX import_call_at ON operations.import_call (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON operations.import_live, operations.import_call TO haltija_service;

-- What an old mailbox told of a person did not come from them by a channel of this register (GDPR Art. 14).
ALTER TABLE register.person_field DROP CONSTRAINT person_field_source_check;
ALTER TABLE register.person_field ADD CONSTRAINT person_field_source_check
  CHECK (source IN ('email', 'phone', 'chat', 'staff', 'import'));
