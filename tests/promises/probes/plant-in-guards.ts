import { newId } from '../../../server/base/new-id.ts';
import { type Planted, sqlOf, type World } from './plant.ts';

/** In rights, in the log, in accounts and in dates. */
export function plantedInGuards(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);

  return [
    {
      probe: 'P7.least-privilege',
      what: 'the service may rewrite the access log',
      plant: async () => {
        await sql('GRANT UPDATE (reason) ON log.entry TO haltija_service');
        return 'haltija_service UPDATE log.entry';
      },
      undo: () => sql('REVOKE UPDATE (reason) ON log.entry FROM haltija_service'),
    },
    {
      probe: 'P7.least-privilege',
      what: 'the log writer may read contacts',
      plant: async () => {
        await sql('GRANT USAGE ON SCHEMA register TO haltija_log_writer');
        await sql('GRANT SELECT ON register.contact TO haltija_log_writer');
        return 'haltija_log_writer SELECT register.contact';
      },
      undo: async () => {
        await sql('REVOKE SELECT ON register.contact FROM haltija_log_writer');
        await sql('REVOKE USAGE ON SCHEMA register FROM haltija_log_writer');
      },
    },
    {
      probe: 'P7.least-privilege',
      what: 'the service is a superuser',
      plant: async () => {
        await sql('ALTER ROLE haltija_service SUPERUSER');
        return undefined;
      },
      undo: () => sql('ALTER ROLE haltija_service NOSUPERUSER'),
    },
    {
      probe: 'P7.least-privilege',
      what: 'the service owns the keys by another role',
      plant: async () => {
        await sql('GRANT haltija_ring TO haltija_service');
        return 'haltija_service member of haltija_ring';
      },
      undo: () => sql('REVOKE haltija_ring FROM haltija_service'),
    },
    {
      probe: 'P7.log-unaltered',
      what: 'a line of the access log rewritten',
      plant: async () => {
        const [line] = await sql(
          "UPDATE log.entry SET task = 'audit-access' WHERE id = (SELECT id FROM log.entry WHERE action = 'sign-in' LIMIT 1) RETURNING id",
        );
        return line!['id'];
      },
      undo: () =>
        sql("UPDATE log.entry SET task = 'sign-in' WHERE action = 'sign-in' AND task = 'audit-access'"),
    },
    {
      probe: 'P7.log-in-tree',
      what: 'a line put in past the service',
      plant: async () => {
        const id = newId();
        await sql(
          `INSERT INTO log.entry SELECT $1::uuid, at, action, actor_kind, actor, act, task, purposes, categories, units, subjects,
             reason, refusal, declaration_version, details, convert_to(replace(convert_from(leaf, 'UTF8'), id::text, $1::text), 'UTF8')
           FROM log.entry ORDER BY id LIMIT 1`,
          [id],
        );
        return id;
      },
      undo: () =>
        sql(
          `DELETE FROM log.entry e WHERE NOT EXISTS (SELECT FROM log.place p WHERE p.entry_id = e.id)
             AND NOT EXISTS (SELECT FROM log.waiting w WHERE w.entry_id = e.id)`,
        ),
    },
    {
      probe: 'P7.log-anchored',
      what: 'an older database put back',
      plant: async () => {
        await sql(`INSERT INTO log.anchoring (at, size, code) VALUES ($1, 100, 'log-rolled-back')`, [
          the().clock.now(),
        ]);
        return 'log-rolled-back';
      },
      undo: () => sql('DELETE FROM log.anchoring'),
    },
    {
      probe: 'P7.log-anchored',
      what: 'nobody looks any more',
      plant: async () => {
        await sql(`INSERT INTO log.anchoring (at, size) VALUES ($1::timestamptz - interval '4 hours', 100)`, [
          the().clock.now(),
        ]);
        return 'not-looked-at';
      },
      undo: () => sql('DELETE FROM log.anchoring'),
    },
    {
      probe: 'P9.bound-before-reading',
      what: 'an acceptance that vanished',
      plant: async () => {
        await sql(
          'CREATE TABLE public.kept AS SELECT * FROM staff.undertaking_acceptance WHERE staff_id = $1'.replace(
            '$1',
            `'${the().desk.agent.staffId}'`,
          ),
        );
        await sql('DELETE FROM staff.undertaking_acceptance WHERE staff_id = $1', [the().desk.agent.staffId]);
        return the().desk.agent.staffId;
      },
      undo: async () => {
        await sql('INSERT INTO staff.undertaking_acceptance SELECT * FROM public.kept');
        await sql('DROP TABLE public.kept');
      },
    },
    {
      probe: 'P9.tasks-given-by-others',
      what: 'a task that somebody gave themselves',
      plant: async () => {
        await sql('ALTER TABLE staff.task_grant DROP CONSTRAINT task_grant_not_to_oneself');
        const id = crypto.randomUUID();
        await sql(
          "INSERT INTO staff.task_grant (id, staff_id, task, granted_by, granted_at, until) VALUES ($1, $2, 'audit-access', $2, '2026-04-07', '2026-05-07')",
          [id, the().desk.agent.staffId],
        );
        return id;
      },
      undo: async () => {
        await sql('DELETE FROM staff.task_grant WHERE granted_by = staff_id');
        await sql(
          'ALTER TABLE staff.task_grant ADD CONSTRAINT task_grant_not_to_oneself CHECK (granted_by <> staff_id)',
        );
      },
    },
    {
      probe: 'P9.own-user-names',
      what: 'an account with no user name of its own',
      plant: async () => {
        const id = crypto.randomUUID();
        await sql(
          "INSERT INTO staff.member (id, user_name_digest, profile_sealed, language, created_at) VALUES ($1, NULL, '\\x01000000000000000000000000000000000000000000000000000000000000', 'fi', '2026-04-07')".replace(
            'NULL, ',
            "'\\x', ",
          ),
          [id],
        );
        await sql('ALTER TABLE staff.member DROP CONSTRAINT member_user_name_digest_key');
        await sql(
          'UPDATE staff.member SET user_name_digest = (SELECT user_name_digest FROM staff.member WHERE id = $2) WHERE id = $1',
          [id, the().desk.agent.staffId],
        );
        return id;
      },
      undo: async () => {
        await sql('DELETE FROM staff.member WHERE password_sealed IS NULL');
        await sql(
          'ALTER TABLE staff.member ADD CONSTRAINT member_user_name_digest_key UNIQUE (user_name_digest)',
        );
      },
    },
    {
      probe: 'P10.past-their-date',
      what: 'a contact two days past its date',
      plant: async () => {
        await sql('CREATE TABLE public.kept AS SELECT id, delete_after FROM register.contact');
        await sql("UPDATE register.contact SET delete_after = '2026-04-05T00:00:00Z' WHERE id = $1", [
          the().asa.contactId,
        ]);
        return the().asa.contactId;
      },
      undo: async () => {
        await sql(
          'UPDATE register.contact c SET delete_after = k.delete_after FROM public.kept k WHERE k.id = c.id',
        );
        await sql('DROP TABLE public.kept');
      },
    },
    {
      probe: 'P10.dated-by-a-rule',
      what: 'a date by a rule that no declaration has',
      plant: async () => {
        await sql("UPDATE register.contact SET delete_rule = 'as-we-like' WHERE id = $1", [
          the().asa.contactId,
        ]);
        return the().asa.contactId;
      },
      undo: () =>
        sql("UPDATE register.contact SET delete_rule = 'contact' WHERE id = $1", [the().asa.contactId]),
    },
    {
      probe: 'P10.erasing-logged',
      what: 'an erasing that the log knows nothing of',
      plant: async () => {
        const id = crypto.randomUUID();
        await sql(
          "INSERT INTO ring.tombstone (unit_id, kind, epoch, destroyed_at, rule, declaration_version) VALUES ($1, 'contact', 1, now() + interval '1 day', 'contact', 1)",
          [id],
        );
        return id;
      },
      undo: () => sql("DELETE FROM ring.tombstone WHERE destroyed_at > now() + interval '1 hour'"),
    },
    {
      probe: 'P10.log-pruned',
      what: 'lines of the log of ten years ago, with full tiles after them',
      plant: async () => {
        // A line that found its place later would be one of today among them.
        await the().desk.the.house.logTree.sequence();
        await sql(
          "UPDATE log.entry SET at = at - interval '10 years' WHERE id IN (SELECT entry_id FROM log.place WHERE index < 256)",
        );
        await sql(
          "INSERT INTO log.tile (level, index, hashes, root) VALUES (0, 1, decode(repeat('00', 8192), 'hex'), decode(repeat('00', 32), 'hex'))",
        );
        const [oldest] = await sql('SELECT id FROM log.entry ORDER BY at, id LIMIT 1');
        return oldest!['id'];
      },
      undo: async () => {
        await sql("DELETE FROM log.tile WHERE root = decode(repeat('00', 32), 'hex')");
        await sql("UPDATE log.entry SET at = at + interval '10 years' WHERE at < '2020-01-01'");
      },
    },
  ];
}
