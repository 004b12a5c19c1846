import { askingProbe, type Probe } from './probe.ts';

const told = (person: string) =>
  `SELECT i.version FROM register.person_informed i WHERE i.person_id = ${person}`;

/** P26: no unit is held by a longer period than its person was told: when it was collected, or since. */
const heldAsInformed = askingProbe(
  'P26.held-as-informed',
  `WITH unit AS (
     SELECT 'contact' AS kind, id, person_id, collected_under, declaration_version FROM register.contact
     UNION ALL SELECT 'person', id, id, collected_under, declaration_version FROM register.person
   ), each AS (
     SELECT u.id, held.months > collected.months AND NOT EXISTS (
         SELECT FROM declaration.term t WHERE t.unit = u.kind AND t.months >= held.months AND t.version IN (${told('u.person_id')})) AS wrong
     FROM unit u JOIN declaration.term held ON held.version = u.declaration_version AND held.unit = u.kind
       JOIN declaration.term collected ON collected.version = u.collected_under AND collected.unit = u.kind
   )
   SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(id) FILTER (WHERE wrong))[1:5] AS sample FROM each`,
);

/** P26: no value serves a purpose that its person was told neither when it was collected nor since. */
const servedAsInformed = askingProbe(
  'P26.served-as-informed',
  `WITH value AS (
     SELECT person_id AS id, person_id, category, purposes, declaration_version AS under FROM register.person_field
     UNION ALL SELECT id, person_id, 'messages', purposes, collected_under FROM register.contact
   ), each AS (
     SELECT v.id, EXISTS (SELECT FROM unnest(v.purposes) AS given (purpose) WHERE NOT EXISTS (
       SELECT FROM declaration.serves s WHERE s.category = v.category AND s.purpose = given.purpose
         AND (s.version = v.under OR s.version IN (${told('v.person_id')})))) AS wrong
     FROM value v
   )
   SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(id) FILTER (WHERE wrong))[1:5] AS sample FROM each`,
);

export const informingProbes: readonly Probe[] = [heldAsInformed, servedAsInformed];
