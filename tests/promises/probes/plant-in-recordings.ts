import { newId } from '../../../server/base/new-id.ts';
import { type Planted, sqlOf, type World } from './plant.ts';

/** Among the recordings of calls. */
export function plantedInRecordings(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
  const planted: string[] = [];
  /** Made by hand: as the product makes none. */
  const plantRecording =
    (given: { callAt: string; until: string; extended?: string; announcement?: string; reviewOn?: string }) =>
    async () => {
      const { callAt, until, extended = null, announcement = 'attested', reviewOn } = given;
      const id = newId<'recording'>(new Date(callAt));
      planted.push(id);
      await sql(
        `INSERT INTO register.recording (id, call_id, queue, direction, call_at, state, began_at, announcement, base_after,
           extended_until, extended_for, delete_rule, declaration_version)
         VALUES ($1, gen_random_uuid(), 'service', 'incoming', $2, 'recording', $2, $3, $4, $5::timestamptz,
           CASE WHEN $5::timestamptz IS NOT NULL THEN 'complaint' END, 'recording', 1)`,
        [id, callAt, announcement, until, extended],
      );
      if (reviewOn !== undefined)
        await sql(
          `INSERT INTO register.recording_hold (recording_id, id, ground, document_sealed, owner_id, made_at, made_by, review_on)
           VALUES ($1, gen_random_uuid(), 'order', '\\x00', $2, $3, $2, $4)`,
          [id, the().desk.agent.staffId, callAt, reviewOn],
        );
      return id;
    };
  const undo = () => sql('DELETE FROM register.recording WHERE id = ANY ($1)', [planted]);

  return [
    {
      probe: 'P11.recordings-past-their-period',
      what: 'a recording of a call four months ago',
      plant: plantRecording({ callAt: '2025-12-01T10:00:00Z', until: '2026-03-01T00:00:00Z' }),
      undo,
    },
    {
      probe: 'P11.past-twelve-months-by-law-only',
      what: 'a recording of a call thirteen months ago that nothing holds',
      plant: plantRecording({ callAt: '2025-03-01T10:00:00Z', until: '2025-06-01T00:00:00Z' }),
      undo,
    },
    {
      probe: 'P11.extended-for-open-matters',
      what: 'a recording kept longer for no complaint',
      plant: plantRecording({
        callAt: '2026-02-01T10:00:00Z',
        until: '2026-05-01T00:00:00Z',
        extended: '2026-10-01T00:00:00Z',
      }),
      undo,
    },
    {
      probe: 'P11.holds-reviewed',
      what: 'a hold that nobody looked at on its day',
      plant: plantRecording({
        callAt: '2026-02-01T10:00:00Z',
        until: '2026-05-01T00:00:00Z',
        reviewOn: '2026-04-06',
      }),
      undo,
    },
    {
      probe: 'P11.recorded-as-declared',
      what: 'a recording that nobody was told of',
      plant: plantRecording({
        callAt: '2026-04-01T10:00:00Z',
        until: '2026-07-01T00:00:00Z',
        announcement: 'not-told',
      }),
      undo,
    },
  ];
}
