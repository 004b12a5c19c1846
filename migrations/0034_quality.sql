-- Quality projects that are worked in: samples drawn blind, sheets on the service. Complaints with a number, and with further contacts.

ALTER TABLE register.complaint ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX complaint_number ON register.complaint (number);

-- What else a complaint is about: contacts of any channel in its queue. Goes with the complaint, and with the contact.
CREATE TABLE register.complaint_contact (
  contact_id uuid NOT NULL REFERENCES register.contact ON DELETE CASCADE,
  complaint_id uuid NOT NULL REFERENCES register.complaint (id) ON DELETE CASCADE,
  linked_at timestamptz NOT NULL,
  linked_by uuid NOT NULL,
  PRIMARY KEY (contact_id, complaint_id)
);
CREATE INDEX complaint_contact_complaint ON register.complaint_contact (complaint_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON register.complaint_contact TO haltija_service;

-- A sample: what was asked for, which is about calls and never about people; what it was drawn from; by which seed. Anybody who has
-- the list draws it again. Never changed.
CREATE TABLE register.quality_draw (
  project_id uuid NOT NULL REFERENCES register.quality_project ON DELETE CASCADE,
  id uuid NOT NULL,
  drawn_at timestamptz NOT NULL,
  drawn_by uuid NOT NULL,
  direction text CHECK (direction IN ('incoming', 'outgoing')),
  from_on date NOT NULL,
  to_on date NOT NULL CHECK (to_on >= from_on),
  from_hour smallint NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
  to_hour smallint NOT NULL CHECK (to_hour BETWEEN 1 AND 24 AND to_hour > from_hour),
  -- Monday is 1.
  weekdays smallint[] NOT NULL CHECK (weekdays <@ '{1,2,3,4,5,6,7}' AND cardinality(weekdays) > 0),
  least_seconds integer NOT NULL CHECK (least_seconds >= 0),
  most_seconds integer CHECK (most_seconds > least_seconds),
  asked smallint NOT NULL CHECK (asked BETWEEN 1 AND 200),
  -- How many calls it was drawn from; the digest of their sorted list, and the list itself.
  size integer NOT NULL CHECK (size >= 0),
  population bytea NOT NULL CHECK (octet_length(population) = 32),
  population_sealed bytea NOT NULL,
  seed bytea NOT NULL CHECK (octet_length(seed) = 32),
  drawn smallint NOT NULL CHECK (drawn BETWEEN 0 AND asked AND drawn <= size),
  PRIMARY KEY (project_id, id)
);
GRANT SELECT, INSERT, DELETE ON register.quality_draw TO haltija_service;

-- Scores under the project's key: they stay for its averages when the call has gone, and then nothing leads from one to the other.
CREATE TABLE register.quality_figures (
  project_id uuid NOT NULL REFERENCES register.quality_project ON DELETE CASCADE,
  id uuid NOT NULL,
  scores_sealed bytea NOT NULL,
  PRIMARY KEY (project_id, id)
);
-- A sheet: whose, of which call, and the remark, under the recording's key. It goes with the recording.
CREATE TABLE register.quality_sheet (
  recording_id uuid NOT NULL REFERENCES register.recording ON DELETE CASCADE,
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  figures_id uuid NOT NULL,
  scorer_id uuid NOT NULL,
  scored_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  remark_sealed bytea NOT NULL,
  PRIMARY KEY (recording_id, id),
  CONSTRAINT quality_sheet_one_each UNIQUE (project_id, recording_id, scorer_id),
  FOREIGN KEY (project_id, figures_id) REFERENCES register.quality_figures ON DELETE CASCADE
);
CREATE INDEX quality_sheet_figures ON register.quality_sheet (project_id, figures_id);
-- Whose it is, of what, and by which figures, is never changed.
GRANT SELECT, INSERT, DELETE, UPDATE (changed_at, version, remark_sealed) ON register.quality_sheet TO haltija_service;
GRANT SELECT, INSERT, DELETE, UPDATE (scores_sealed) ON register.quality_figures TO haltija_service;

-- What is looked at on a sheet, as the team has it.
ALTER TABLE team.entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE team.entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('tag', 'canned', 'signature', 'acknowledgement', 'view', 'queue', 'criterion'));

-- Which calls somebody was on: asked for own calls, and for what is held of a colleague.
CREATE INDEX contact_call_leg_staff ON register.contact_call_leg (staff_id, call_id);
