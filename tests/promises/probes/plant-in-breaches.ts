import { type Planted, sqlOf, type World } from './plant.ts';

const incident = '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1b01';
const message = '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1b02';

/** In the register of breaches. */
export function plantedInBreaches(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
  /** Made by hand: as the product makes none. */
  const plantIncident =
    (given: { notifyBy?: string; risk?: string; authority?: string; tell?: string }) => async () => {
      const { notifyBy = '2026-04-01T06:00:00Z', risk, authority, tell } = given;
      await sql(
        `INSERT INTO register.incident (id, queue, kind, persons, happened_at, aware_at, notify_by, reported_at, reported_by, risk, authority, tell,
         account_sealed, delete_after, delete_rule, declaration_version)
       SELECT $1, 'service', 'lost', 1, $2::timestamptz - interval '72 hours', $2::timestamptz - interval '72 hours', $2, $2, id, $3, $4, $5,
         '\\x00', '2036-01-01', 'incident', 1 FROM staff.member LIMIT 1`,
        [incident, notifyBy, risk ?? null, authority ?? null, tell ?? null],
      );
      return incident;
    };
  const undo = () => sql('DELETE FROM register.incident WHERE id = $1', [incident]);
  const later = '2027-01-01T06:00:00Z';

  return [
    {
      probe: 'P27.authority-told',
      what: 'a breach past its hours of which nothing was decided',
      plant: plantIncident({}),
      undo,
    },
    {
      probe: 'P27.authority-told',
      what: 'a breach past its hours that was to be notified and was not',
      plant: plantIncident({ risk: 'risk', authority: 'notify' }),
      undo,
    },
    {
      probe: 'P27.persons-told',
      what: 'a high risk of which nobody is told',
      plant: plantIncident({ risk: 'high', tell: 'tell' }),
      undo,
    },
    {
      probe: 'P27.decisions-documented',
      what: 'a decision without a line in the history',
      plant: plantIncident({ notifyBy: later, risk: 'none', authority: 'not-notify' }),
      undo,
    },
    {
      probe: 'P27.recalls-registered',
      what: 'a recalled message of which the register knows nothing',
      plant: async () => {
        await sql(
          `INSERT INTO register.contact_message (contact_id, id, direction, channel, at, delivery, sent_at, recalled_at, body_sealed)
           VALUES ($1, $2, 'out', 'email', $3, 'sent', $3, $3, '\\x00')`,
          [the().asa.contactId, message, the().clock.now()],
        );
        return message;
      },
      undo: () => sql('DELETE FROM register.contact_message WHERE id = $1', [message]),
    },
  ];
}
