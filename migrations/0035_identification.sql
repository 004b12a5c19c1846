-- Each try to identify the person of a contact: who tried, how, what came of it and until when it holds. Nothing of what was said.
CREATE TABLE register.identification (
  contact_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Whom the contact was of then: of somebody else it says nothing.
  person_id uuid NOT NULL,
  -- The call that went on: with its end nobody is identified any more.
  call_id uuid,
  way text NOT NULL CHECK (way ~ '^[a-z][A-Za-z0-9-]{0,59}$'),
  begun_at timestamptz NOT NULL,
  begun_by uuid NOT NULL,
  -- `open`: not known yet, or never, since the process ended. It is counted before anything is compared.
  outcome text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'matched', 'not-matched', 'no-answer')),
  holds_until timestamptz,
  declaration_version integer NOT NULL,
  PRIMARY KEY (contact_id, id),
  CHECK ((outcome = 'matched') = (holds_until IS NOT NULL))
);
CREATE INDEX identification_person ON register.identification (person_id, begun_at);
CREATE INDEX identification_failed ON register.identification (begun_at) WHERE outcome <> 'matched';
GRANT SELECT, INSERT, DELETE, UPDATE (contact_id, outcome, holds_until) ON register.identification TO haltija_service;
