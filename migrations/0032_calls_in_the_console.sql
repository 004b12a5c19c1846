-- Whose telephone an exchange means, calls that go on, and calls that a colleague is about to make.

-- A colleague's own extension or number: sealed under their key, found by its keyed digest. One a colleague, and nobody has another's.
CREATE TABLE staff.extension (
  staff_id uuid PRIMARY KEY REFERENCES staff.member,
  digest bytea NOT NULL UNIQUE,
  number_sealed bytea NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON staff.extension TO haltija_service;

CREATE INDEX contact_call_going_on ON register.contact_call (queue, began_at) WHERE ended_at IS NULL;
-- Those that may wait to be returned: a part of all, and few of them do.
CREATE INDEX contact_call_lost ON register.contact_call (queue, began_at DESC, id DESC) WHERE direction = 'incoming' AND outcome IN ('missed', 'refused');

-- The number that a colleague is about to call out of a contact, for some minutes; the next one takes its place. Never logged and in no backup, and not
-- turned with the index: what was laid under an ended cover is a call that finds no intent.
CREATE UNLOGGED TABLE live.call_intent (
  staff_id uuid PRIMARY KEY,
  contact_id uuid NOT NULL,
  digest bytea NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX call_intent_digest ON live.call_intent (digest);
GRANT SELECT, INSERT, UPDATE, DELETE ON live.call_intent TO haltija_service;
