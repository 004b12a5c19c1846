import { type Planted, sqlOf, type World } from './plant.ts';

/** In what was erased, and in what a copy could bring back. */
export function plantedInErasing(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
  return [
    {
      probe: 'P20.keys-stay-destroyed',
      what: 'a destroyed key brought back',
      plant: async () => {
        await sql(
          "INSERT INTO ring.unit_key (unit_id, kind, epoch, wrapped) VALUES ($1, 'contact', 1, decode(repeat('00', 64), 'hex'))",
          [the().erased],
        );
        return the().erased;
      },
      undo: () => sql('DELETE FROM ring.unit_key WHERE unit_id = $1', [the().erased]),
    },
    {
      probe: 'P20.nothing-left',
      what: 'an erased contact that stands there again',
      plant: async () => {
        await sql(
          `INSERT INTO register.contact (id, person_id, channel, queue, status, opened_at, last_at, card_sealed, delete_after, delete_rule, declaration_version)
         SELECT $1, person_id, channel, queue, status, opened_at, last_at, card_sealed, delete_after, delete_rule, declaration_version
         FROM register.contact WHERE id = $2`,
          [the().erased, the().asa.contactId],
        );
        return the().erased;
      },
      undo: () => sql('DELETE FROM register.contact WHERE id = $1', [the().erased]),
    },
    {
      probe: 'P20.nothing-left',
      what: 'somebody whose erasure began long ago and was never finished',
      plant: async () => {
        await sql(
          "INSERT INTO register.erasure (person_id, rule, begun_at) SELECT person_id, 'erasure', now() - interval '1 year' FROM register.contact WHERE id = $1",
          [the().asa.contactId],
        );
        return the().asa.contactId;
      },
      undo: () => sql('DELETE FROM register.erasure'),
    },
    {
      probe: 'P20.nothing-left',
      what: 'a mark on a contact that is gone',
      plant: async () => {
        await sql(
          'INSERT INTO register.contact_seen (contact_id, staff_id, seen_at) VALUES ($1, gen_random_uuid(), now())',
          [the().erased],
        );
        return the().erased;
      },
      undo: () => sql('DELETE FROM register.contact_seen WHERE contact_id = $1', [the().erased]),
    },
    {
      probe: 'P20.unrecoverable-in-time',
      what: 'a unit erased long ago whose epoch has not ended',
      plant: async () => {
        await sql(
          "UPDATE ring.tombstone SET destroyed_at = destroyed_at - interval '31 days' WHERE unit_id = $1",
          [the().erased],
        );
        return the().erased;
      },
      undo: () =>
        sql("UPDATE ring.tombstone SET destroyed_at = destroyed_at + interval '31 days' WHERE unit_id = $1", [
          the().erased,
        ]),
    },
    {
      probe: 'P7.backed-up',
      what: 'backups that have stopped',
      plant: async () => {
        await sql(
          `INSERT INTO operations.backup_run (id, kind, name, state, started_at, seen_at, ended_at)
           VALUES (gen_random_uuid(), 'backup', 'planted', 'finished', $1, $1, $1)`,
          [new Date(the().clock.now().getTime() - 27 * 3_600_000)],
        );
        return 'planted';
      },
      undo: () => sql("DELETE FROM operations.backup_run WHERE name = 'planted'"),
    },
    {
      probe: 'P7.restored-lately',
      what: 'a rehearsal at which not all was well',
      plant: async () => {
        const at = the().clock.now();
        await sql(
          `INSERT INTO operations.backup_run (id, kind, name, state, started_at, seen_at, ended_at)
           VALUES (gen_random_uuid(), 'backup', 'planted', 'finished', $1, $1, $1)`,
          [at],
        );
        await sql(
          `INSERT INTO operations.restore_report (id, kind, at, ok, held, alarms, seconds, signed)
           VALUES (gen_random_uuid(), 'rehearsal', $1, false, 0, 1, 1, 'planted')`,
          [at],
        );
        return 'not-well';
      },
      undo: async () => {
        await sql("DELETE FROM operations.restore_report WHERE signed = 'planted'");
        await sql("DELETE FROM operations.backup_run WHERE name = 'planted'");
      },
    },
    {
      probe: 'P20.epochs-end',
      what: 'an epoch that nobody turned',
      plant: async () => {
        await sql("UPDATE ring.epoch SET began_at = began_at - interval '31 days'");
        return 'epoch 1';
      },
      undo: () => sql("UPDATE ring.epoch SET began_at = began_at + interval '31 days'"),
    },
    {
      probe: 'P20.epochs-end',
      what: 'a cover of the index that nobody turned',
      plant: async () => {
        await sql("UPDATE ring.index_cover SET began_at = began_at - interval '31 days'");
        return 'cover 1';
      },
      undo: () => sql("UPDATE ring.index_cover SET began_at = began_at + interval '31 days'"),
    },
  ];
}
