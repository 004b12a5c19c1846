import { expect } from 'vitest';
import { type Planted, sqlOf, type World } from './plant.ts';

/** In the declaration and in what is stored about people. */
export function plantedInData(the: () => World): readonly Planted[] {
  const sql = sqlOf(the);
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
  const field = (set: string) => async () => {
    await sql(`UPDATE register.person_field SET ${set} WHERE person_id = $1 AND category = 'address'`, [
      the().asa.personId,
    ]);
    return the().asa.personId;
  };
  const fieldBack = () =>
    sql(
      `UPDATE register.person_field SET category = 'address', purposes = '{service,identification}', source = 'phone', reason = 'check-delivery-address',
       declaration_version = 1 WHERE person_id = $1 AND category IN ('address', 'shoeSize')`,
      [the().asa.personId],
    );

  return [
    {
      probe: 'P1.controller-named',
      what: 'a wrong business ID in the stored declaration',
      plant: async () => {
        await alter('2918721-9', '2918721-8');
        return 'business-id';
      },
      undo: () => restoreSource(source),
    },
    {
      probe: 'P2.versions-unaltered',
      what: 'a published version rewritten',
      plant: async () => {
        source = await readSource();
        await sql('UPDATE declaration.version SET source = $1 WHERE version = 1', [
          source.replace('24', '36'),
        ]);
        return 'version 1';
      },
      undo: () => restoreSource(source),
    },
    {
      probe: 'P3.fields-declared',
      what: 'a field of a category nobody declared',
      plant: field("category = 'shoeSize'"),
      undo: fieldBack,
    },
    {
      probe: 'P3.fields-declared',
      what: 'a field held for a purpose its category has not',
      plant: field("purposes = '{security}'"),
      undo: fieldBack,
    },
    {
      probe: 'P4.values-sealed',
      what: 'a plain text in a sealed column',
      plant: async () => {
        await sql(
          "INSERT INTO register.contact_note (contact_id, id, at, author_id, text_sealed) VALUES ($1, gen_random_uuid(), now(), gen_random_uuid(), 'Åsa Lindqvist ringde i dag och frågade efter brevet'::text::bytea)",
          [the().asa.contactId],
        );
        return `register.contact_note.text_sealed ${the().asa.contactId}`;
      },
      undo: () => sql("DELETE FROM register.contact_note WHERE text_sealed LIKE '%ringde%'::text::bytea"),
    },
    {
      probe: 'P4.values-sealed',
      what: 'a value too short to be sealed',
      plant: async () => {
        await sql(
          "INSERT INTO register.contact_note (contact_id, id, at, author_id, text_sealed) VALUES ($1, gen_random_uuid(), now(), gen_random_uuid(), '\\x01'::bytea)",
          [the().asa.contactId],
        );
        return `register.contact_note.text_sealed ${the().asa.contactId}`;
      },
      undo: () => sql("DELETE FROM register.contact_note WHERE text_sealed = '\\x01'::bytea"),
    },
    {
      probe: 'P4.columns-claimed',
      what: 'a column for values that nobody answers for',
      plant: async () => {
        await sql('ALTER TABLE register.contact ADD COLUMN nickname_sealed text');
        return 'register.contact.nickname_sealed';
      },
      undo: () => sql('ALTER TABLE register.contact DROP COLUMN nickname_sealed'),
    },
    {
      probe: 'P5.sources-allowed',
      what: 'an address said to have come by e-mail, which may not collect it',
      plant: field("source = 'import'"),
      undo: fieldBack,
    },
    {
      probe: 'P5.sources-allowed',
      what: 'a field under a version that never was',
      plant: field('declaration_version = 77'),
      undo: fieldBack,
    },
    {
      probe: 'P6.asked-as-declared',
      what: 'an address asked for with no reason',
      plant: field('reason = NULL'),
      undo: fieldBack,
    },
  ];
}
