import { askingProbe, lookBack, type Probe, type ProbeContext } from './probe.ts';

const atNow = ({ now }: ProbeContext) => [now];

/** P27: once the hours of Art. 33(1) have passed, the authority is told, or the reason why not is documented (33(5)). */
const authorityTold = askingProbe(
  'P27.authority-told',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT i.id, i.authority IS NULL OR i.authority = 'notify'
           AND NOT EXISTS (SELECT FROM register.incident_notice n WHERE n.incident_id = i.id) AS wrong
         FROM register.incident i WHERE i.notify_by < $1 AND NOT i.settled_before) each`,
  atNow,
);

/** P27: whom a high risk concerns is told, or by which exception not is documented (Art. 34(1), 34(3)). */
const personsTold = askingProbe(
  'P27.persons-told',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT i.id, i.tell IS NULL OR i.tell = 'not-high' OR i.tell = 'tell'
           AND NOT EXISTS (SELECT FROM register.inform_round r WHERE r.incident_id = i.id)
           AND NOT EXISTS (SELECT FROM register.incident_person p WHERE p.incident_id = i.id AND p.told_at IS NOT NULL) AS wrong
         FROM register.incident i WHERE i.risk = 'high' AND i.notify_by < $1) each`,
  atNow,
);

/** P27: a message that was recalled stands in the register of breaches. */
const recallsRegistered = askingProbe(
  'P27.recalls-registered',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT m.id, NOT EXISTS (SELECT FROM register.incident i WHERE i.message_id = m.id) AS wrong
         FROM register.contact_message m WHERE m.recalled_at > $1) each`,
  ({ now }) => [new Date(now.getTime() - lookBack)],
);

/** P27: whatever was decided of a breach stands in its history, which nobody can change. */
const decisionsDocumented = askingProbe(
  'P27.decisions-documented',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(DISTINCT id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT i.id, NOT EXISTS (SELECT FROM register.incident_step s
           WHERE s.incident_id = i.id AND s.kind = d.kind AND (d.kind = 'settled' OR s.outcome = d.outcome AND s.text_sealed IS NOT NULL)) AS wrong
         FROM register.incident i CROSS JOIN LATERAL (VALUES ('risk', i.risk), ('authority', i.authority), ('tell', i.tell),
           ('settled', CASE WHEN i.settled_at IS NOT NULL AND NOT i.settled_before THEN '' END)) AS d (kind, outcome)
         WHERE d.outcome IS NOT NULL) each`,
);

export const breachProbes: readonly Probe[] = [
  authorityTold,
  personsTold,
  recallsRegistered,
  decisionsDocumented,
];
