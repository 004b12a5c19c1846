import { expect } from 'vitest';
import { changeRegister } from '../change-register.ts';
import { disclosureOf, type Planted, sqlOf, type World } from './plant.ts';

/** In what leaves, what is read and what acts by itself. */
export function plantedInWork(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
  const disclosure = disclosureOf(the);
  const noDisclosures = () => sql('DELETE FROM connections.disclosure');
  const restoreSource = (source: string) =>
    sql(
      "UPDATE declaration.version SET source = $1, digest = sha256(convert_to($1, 'UTF8')) WHERE version = 1",
      [source],
    );
  const readSource = async () =>
    (await sql('SELECT source FROM declaration.version WHERE version = 1'))[0]!['source']!;
  let source = '';
  /** A source altered together with its digest: only what it says is wrong. */
  const alter = async (from: string, to: string) => {
    source = await readSource();
    expect(source).toContain(from);
    await restoreSource(source.replaceAll(from, to));
  };

  return [
    {
      probe: 'P12.disclosed-as-declared',
      what: 'something told to somebody nobody declared',
      plant: disclosure({ recipient: 'data-broker' }),
      undo: noDisclosures,
    },
    {
      probe: 'P12.disclosed-as-declared',
      what: 'data told that the recipient is not declared for',
      plant: disclosure({ categories: '{name}' }),
      undo: noDisclosures,
    },
    {
      probe: 'P12.connections-declared',
      what: 'a web hook to a machine that nobody declared',
      plant: async () => {
        await sql(
          `INSERT INTO connections.endpoint (id, recipient, purpose, host, target_sealed, types, queues, state, made_by, made_at)
           SELECT '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a29', 'work-reports', 'quality', 'tracker.example.com', '\\x00', '{}', '{}', 'active', id, now()
           FROM staff.member LIMIT 1`,
        );
        return 'web-hook work-reports';
      },
      undo: () => sql("DELETE FROM connections.endpoint WHERE host = 'tracker.example.com'"),
    },
    {
      probe: 'P13.read-within-task',
      what: 'a reading of identity codes by a task that sees none',
      plant: async () => {
        const id = crypto.randomUUID();
        await sql(
          `INSERT INTO log.entry SELECT $1, at, action, actor_kind, actor, act, task, purposes, '{identityCode}', units, subjects, reason, refusal,
           declaration_version, details, leaf FROM log.entry WHERE action = 'view' AND act = 'open-contact' LIMIT 1`,
          [id],
        );
        return id;
      },
      undo: () => sql("DELETE FROM log.entry WHERE categories = '{identityCode}' AND action = 'view'"),
    },
    {
      probe: 'P15.rules-know-nobody',
      what: 'a rule that looks at the person',
      plant: async () => {
        await sql(
          `INSERT INTO team.entry (kind, key, body, changed_at) VALUES ('queue', 'privacy',
           '{"assignment": {"rule": "by-hand", "ceiling": null, "inHoursOnly": true, "person": "vip"}}', now())`,
        );
        return 'queue privacy';
      },
      undo: () => sql("DELETE FROM team.entry WHERE key = 'privacy'"),
    },
    {
      probe: 'P15.rules-know-nobody',
      what: 'a rule of the team that asks who wrote',
      plant: async () => {
        await sql(
          `INSERT INTO team.rule (id, place, name, active, queues, body, changed_at) VALUES ('0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a27', 1, 'vip', true, '{service}',
           '{"on": "new-contact", "when": {"senderAddress": ["vip@example.fi"]}, "does": {"priority": "urgent"}, "stop": false}', now())`,
        );
        return 'rule 0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a27';
      },
      undo: () => sql('DELETE FROM team.rule'),
    },
    {
      probe: 'P15.rules-know-nobody',
      what: 'a rule of the team that asks for a header with a person in it',
      plant: async () => {
        await sql(
          `INSERT INTO team.rule (id, place, name, active, queues, body, changed_at) VALUES ('0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a28', 1, 'vip', true, '{service}',
           '{"on": "new-contact", "when": {"headers": {"from": ["vip@example.fi"]}}, "does": {"priority": "urgent"}, "stop": false}', now())`,
        );
        return 'rule 0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a28';
      },
      undo: () => sql('DELETE FROM team.rule'),
    },
    {
      probe: 'P15.rules-know-nobody',
      what: 'a sample of calls that may be drawn by who answered',
      plant: async () => {
        await sql('ALTER TABLE register.quality_draw ADD COLUMN staff_id uuid');
        return 'drawing by staff_id';
      },
      undo: () => sql('ALTER TABLE register.quality_draw DROP COLUMN staff_id'),
    },
    {
      probe: 'P15.rules-know-nobody',
      what: 'a trigger on contacts',
      plant: async () => {
        await sql(
          'CREATE FUNCTION public.decide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
        );
        await sql(
          'CREATE TRIGGER decide BEFORE UPDATE ON register.contact FOR EACH ROW EXECUTE FUNCTION public.decide()',
        );
        return 'trigger decide';
      },
      undo: () => sql('DROP FUNCTION public.decide CASCADE'),
    },
    {
      probe: 'P17.notices-readable',
      what: 'an old version that cannot be read any more',
      plant: async () => {
        await alter('controller:', 'kontroller:');
        return 'version 1 sv';
      },
      undo: () => restoreSource(source),
    },
    {
      probe: 'P19.found-by-what-is-there',
      what: 'a value gone, and still found by its digest',
      plant: async () => {
        await sql(
          "INSERT INTO register.identifier (kind, digest, person_id, field_id) VALUES ('phone', '\\x0001' || sha256('x'), $1, gen_random_uuid())",
          [the().asa.personId],
        );
        return the().asa.personId;
      },
      undo: () => sql("DELETE FROM register.identifier WHERE digest = '\\x0001' || sha256('x')"),
    },
    {
      probe: 'P25.complaint-named',
      what: 'a declaration that names no authority',
      plant: async () => {
        await alter('authority:', 'autority:');
        return 'notice sv';
      },
      undo: () => restoreSource(source),
    },
    {
      probe: 'P26.newest-everywhere',
      what: 'a process that works by an older version',
      plant: async () => {
        await the().desk.the.house.publish(
          changeRegister((register) => void (register.register.statedOn = '2026-04-07')),
          null,
        );
        // This process has taken it over within a second, by a clock that stands still.
        for (let tries = 0; tries < 100; tries += 1) {
          if ((await sql('SELECT 1 FROM promises.process WHERE version = 2')).length > 0) break;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        the().clock.pass(10_000);
        const id = crypto.randomUUID();
        await sql(
          'INSERT INTO promises.process (id, started_at, seen_at, version, taken_at) VALUES ($1, $2, $2, 1, $2)',
          [id, the().clock.now()],
        );
        return id;
      },
      undo: () => sql('DELETE FROM promises.process WHERE version = 1'),
    },
    {
      probe: 'P26.held-as-informed',
      what: 'a contact held by a longer period that nobody was told of',
      plant: async () => {
        await sql("UPDATE declaration.term SET months = months + 12 WHERE version = 2 AND unit = 'contact'");
        await sql('UPDATE register.contact SET declaration_version = 2 WHERE id = $1', [the().asa.contactId]);
        return the().asa.contactId;
      },
      undo: async () => {
        await sql("UPDATE declaration.term SET months = months - 12 WHERE version = 2 AND unit = 'contact'");
        await sql('UPDATE register.contact SET declaration_version = 1 WHERE id = $1', [the().asa.contactId]);
      },
    },
    {
      probe: 'P26.served-as-informed',
      what: 'a conversation used for a purpose that nobody was told of',
      plant: async () => {
        await sql("UPDATE register.contact SET purposes = purposes || '{security}' WHERE id = $1", [
          the().asa.contactId,
        ]);
        return the().asa.contactId;
      },
      undo: () =>
        sql("UPDATE register.contact SET purposes = array_remove(purposes, 'security') WHERE id = $1", [
          the().asa.contactId,
        ]),
    },
    {
      probe: 'P28.passes-todays-checks',
      what: 'a declaration that promises less than the law gives',
      plant: async () => {
        const [row] = await sql(
          'SELECT source, version FROM declaration.version ORDER BY version DESC LIMIT 1',
        );
        source = row!['source']!;
        await sql(
          "UPDATE declaration.version SET source = $1, digest = sha256(convert_to($1, 'UTF8')) WHERE version = 2",
          [source.replace('answerMonths: 1', 'answerMonths: 6')],
        );
        return 'version 2';
      },
      undo: () =>
        sql(
          "UPDATE declaration.version SET source = $1, digest = sha256(convert_to($1, 'UTF8')) WHERE version = 2",
          [source],
        ),
    },
  ];
}
