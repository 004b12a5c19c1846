-- What a team decides for itself, and what each of its members does. No word here is about a customer.
CREATE SCHEMA team;
GRANT USAGE ON SCHEMA team TO haltija_service;

-- Tags, canned replies, signatures, saved views, and each queue's hours, targets and rule: small documents that are
-- written whole, checked by the code that writes them, and kept in memory by every process.
CREATE TABLE team.entry (
  kind text NOT NULL CHECK (kind IN ('tag', 'canned', 'signature', 'view', 'queue')),
  key text NOT NULL,
  body jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (kind, key)
);

-- Who was last given a contact of a queue by its rule; a higher turn is later.
CREATE TABLE team.turn (
  queue text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff.member,
  turn bigint NOT NULL,
  PRIMARY KEY (queue, staff_id)
);

-- On duty or away, and the languages one answers in (none named: all) are plain, because the assignment rule asks
-- them; the rest is sealed under the member's own unit and goes with it.
CREATE TABLE team.own (
  staff_id uuid PRIMARY KEY REFERENCES staff.member,
  on_duty boolean NOT NULL DEFAULT true,
  languages text[] NOT NULL DEFAULT '{}' CHECK (languages <@ ARRAY['sv', 'fi', 'en']),
  settings_sealed bytea,
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE team.own_view (
  staff_id uuid NOT NULL REFERENCES staff.member,
  id uuid NOT NULL,
  view_sealed bytea NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (staff_id, id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA team TO haltija_service;
