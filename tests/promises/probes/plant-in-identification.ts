import { newId } from '../../../server/base/new-id.ts';
import { type Planted, sqlOf, type World } from './plant.ts';

/** Among the tries to identify somebody, and in what the log says of them. */
export function plantedInIdentification(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
  /** As nobody makes them: by the owner of the database. */
  const plantTries =
    (given: { way: string; matched?: boolean; minutes?: number; count?: number; version?: number }) =>
    async () => {
      const { way, matched = false, minutes = 60, count = 1, version = 1 } = given;
      const ids: string[] = [];
      for (let made = 0; made < count; made += 1) {
        const id = newId();
        ids.push(id);
        await sql(
          `INSERT INTO register.identification (contact_id, id, person_id, way, begun_at, begun_by, outcome, holds_until, declaration_version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            crypto.randomUUID(),
            id,
            the().asa.personId,
            way,
            the().clock.now(),
            the().desk.agent.staffId,
            matched ? 'matched' : 'not-matched',
            matched ? new Date(the().clock.now().getTime() + minutes * 60_000) : null,
            version,
          ],
        );
      }
      return ids[0];
    };
  const noTries = () => sql('DELETE FROM register.identification');
  const aLine = (details: string, action = 'match') =>
    `INSERT INTO log.entry (id, at, action, actor_kind, actor, act, task, purposes, categories, units, subjects, declaration_version, details, leaf)
     SELECT gen_random_uuid(), $1, '${action}', actor_kind, actor, 'match-identity-code', task, purposes, categories, ARRAY[$2::uuid], subjects,
       declaration_version, '${details}', leaf FROM log.entry WHERE actor_kind = 'staff' ORDER BY id LIMIT 1 RETURNING id`;
  let line = '';
  const plantLine = (details: string) => async () => {
    const [made] = await sql(aLine(details), [the().clock.now(), the().asa.contactId]);
    line = made!['id']!;
    return line;
  };
  const noLine = () => sql('DELETE FROM log.entry WHERE id = $1', [line]);

  return [
    {
      probe: 'P6.identified-by-enough',
      what: 'somebody identified by a way that nobody declared',
      plant: plantTries({ way: 'by-voice', matched: true }),
      undo: noTries,
    },
    {
      probe: 'P6.identified-by-enough',
      what: 'somebody identified for a day',
      plant: plantTries({ way: 'questions', matched: true, minutes: 1440 }),
      undo: noTries,
    },
    {
      probe: 'P6.tries-counted',
      what: 'more tries about one person than are declared',
      plant: plantTries({ way: 'questions', count: 6 }),
      undo: noTries,
    },
    {
      probe: 'P6.tries-counted',
      what: 'a comparison that was counted as no try',
      plant: plantLine(`{"item":"${crypto.randomUUID()}","way":"questions"}`),
      undo: noLine,
    },
    {
      probe: 'P6.said-is-stored-nowhere',
      what: 'a column for what was said',
      plant: async () => {
        await sql('ALTER TABLE register.identification ADD COLUMN said_sealed bytea');
        return 'register.identification.said_sealed';
      },
      undo: () => sql('ALTER TABLE register.identification DROP COLUMN said_sealed'),
    },
    {
      probe: 'P6.said-is-stored-nowhere',
      what: 'what was said in a line of the log',
      plant: plantLine('{"item":"010190-900P"}'),
      undo: noLine,
    },
  ];
}
