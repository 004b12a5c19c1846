-- A mail that fails steps back: the next are tried before it is tried again.
ALTER TABLE mail.raw ADD COLUMN next_try_at timestamptz NOT NULL DEFAULT now();
DROP INDEX mail.raw_waiting;
CREATE INDEX raw_waiting ON mail.raw (next_try_at) WHERE state = 'kept';
-- When a mailbox last had mail.
CREATE INDEX raw_mailbox ON mail.raw (mailbox, received_at DESC);

-- HIGHESTMODSEQ (RFC 7162) has 63 bits: more than a number of ours holds.
ALTER TABLE mail.cursor ADD COLUMN modseq numeric(20);

-- Mail that the server of a mailbox will not give out: what is known of it until it does. No word of it and no address.
CREATE TABLE mail.withheld (
  id uuid PRIMARY KEY,
  mailbox text NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  came_at timestamptz,
  size bigint,
  tries integer NOT NULL,
  tried_at timestamptz NOT NULL,
  next_try_at timestamptz NOT NULL,
  -- Somebody wants it no more: it is not asked for, and not noted anew.
  set_aside boolean NOT NULL DEFAULT false,
  UNIQUE (mailbox, uid_validity, uid)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON mail.withheld TO haltija_service;

-- Digests are forgotten in time. Mail that reached its mailbox before this moment may be one of those.
CREATE TABLE mail.forgotten (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL
);
CREATE INDEX known_mail ON mail.known (mail_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON mail.forgotten TO haltija_service;

-- What is told at once to whoever writes to a mailbox.
ALTER TABLE team.entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE team.entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('tag', 'canned', 'signature', 'acknowledgement', 'view', 'queue'));
CREATE INDEX auto_reply_at ON mail.auto_reply (at);

-- A message on its way: since when it is being handed to the mail server, and when that had taken it. Whoever finds the
-- first without the second after a crash cannot know whether it went.
ALTER TABLE register.contact_message ADD COLUMN handing_since timestamptz, ADD COLUMN handed_at timestamptz;

-- Of a message that some of its recipients have got: places, among the recipients, of those who have not. No address.
ALTER TABLE register.contact_message ADD COLUMN missed smallint[];
