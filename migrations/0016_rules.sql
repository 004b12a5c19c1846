-- Rules that act by themselves on what arrives. Each is the team's own words and choices: by queue, mailbox, hour, language,
-- technical headers and words of the subject. No column, and no key of a document here, is about who wrote.
CREATE TABLE team.rule (
  id uuid PRIMARY KEY,
  -- They are asked in this order.
  place integer NOT NULL,
  name text NOT NULL,
  active boolean NOT NULL,
  -- Keys of the queues in which it acts: at least one.
  queues text[] NOT NULL,
  -- What must be so, and what is then done: written whole, checked by the code that writes it.
  body jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON team.rule TO haltija_service;

-- What a rule did to a contact, beside what colleagues did: nobody's act, so `by` is nobody.
ALTER TABLE register.contact_event ALTER COLUMN by DROP NOT NULL;
ALTER TABLE register.contact_event DROP CONSTRAINT contact_event_kind_check;
ALTER TABLE register.contact_event ADD CONSTRAINT contact_event_kind_check
  CHECK (kind IN ('merged-from', 'split-into', 'split-from', 'moved-to-person', 'rule'));
ALTER TABLE register.contact_event ADD COLUMN rule_id uuid;
ALTER TABLE register.contact_event ADD COLUMN effects text[];
ALTER TABLE register.contact_event ADD CONSTRAINT contact_event_by_rule
  CHECK ((kind = 'rule') = (rule_id IS NOT NULL) AND (kind = 'rule') = (effects IS NOT NULL) AND (kind = 'rule') = (by IS NULL));
