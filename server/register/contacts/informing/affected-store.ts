import type { Id } from '../../../base/new-id.ts';
import { rowHasGround } from '../../../safeguards/declaration/ground.ts';
import type { Declaration, PublishedDeclaration } from '../../../safeguards/declaration/declaration.ts';
import { heldFor } from '../../../safeguards/declaration/held-for.ts';
import { periodFor } from '../../../safeguards/declaration/period-for.ts';
import type { Db, Tx } from '../../../storage/database.ts';

/** A declaration as the questions below are asked of it: $1 to $6. */
export function termsOf(declaration: Declaration): readonly unknown[] {
  const contact = periodFor(declaration, 'contact')?.period;
  const serves = Object.keys(declaration.categories).flatMap((category) =>
    heldFor(declaration, category).map((purpose) => ({ category, purpose })),
  );
  return [
    declaration.register.timeZone,
    contact?.months ?? 0,
    contact?.from ?? 'closing',
    periodFor(declaration, 'person')?.period.months ?? 0,
    serves.map(({ category }) => category),
    serves.map(({ purpose }) => purpose),
  ];
}

export const contactDue = `declaration.due(CASE WHEN $3 = 'arrival' THEN c.opened_at ELSE coalesce(c.closed_at, c.last_at) END, $2::integer, $1)`;
export const personDue = 'declaration.due(p.last_contact_at, $4::integer, $1)';
/** The ground a declaration gives. */
export const offered = 'offered AS (SELECT * FROM unnest($5::text[], $6::text[]) AS o (category, purpose))';

/** Where values stand that a further purpose can reach; what hangs on a conversation was collected as that was. */
export const reachable = [
  {
    table: 'register.person_field',
    category: 'v.category',
    under: 'v.declaration_version',
    of: 'v.person_id',
  },
  { table: 'register.contact', category: "'messages'", under: 'v.collected_under', of: 'v.person_id' },
  ...(
    [
      ['contact_file', 'files'],
      ['contact_note', 'notes'],
      ['contact_todo', 'notes'],
      ['masked_code', 'identityCode'],
    ] as const
  ).map(([table, category]) => ({
    table: `register.${table}`,
    category: `'${category}'`,
    under: '(SELECT c.collected_under FROM register.contact c WHERE c.id = v.contact_id)',
    of: '(SELECT c.person_id FROM register.contact c WHERE c.id = v.contact_id)',
  })),
] as const;

/** SQL: that a value has ground, and which purposes would be further ones for it: not told of when it was collected. */
export const isFurther = (category: string, under: string) =>
  `o.category = ${category} AND NOT o.purpose = ANY (v.purposes)
     AND NOT EXISTS (SELECT FROM declaration.serves s WHERE s.version = ${under} AND s.category = ${category} AND s.purpose = o.purpose)
     AND EXISTS (SELECT FROM offered g WHERE g.category = ${category} AND g.purpose = ANY (v.purposes))`;

/** Whose units would go later, or whose values would serve more; those told of version $7 and restricted ones left out. */
const affected = `${offered}, reached AS (
    SELECT c.person_id AS id FROM register.contact c WHERE ${contactDue} > c.delete_after
    UNION SELECT p.id FROM register.person p WHERE ${personDue} > p.delete_after
    ${reachable
      .map(
        ({ table, category, under, of }) =>
          `UNION SELECT ${of} FROM ${table} v, offered o WHERE ${isFurther(category, under)}`,
      )
      .join('\n    ')}
  ), affected AS (
    SELECT p.id FROM reached JOIN register.person p ON p.id = reached.id WHERE p.state = 'active'
      AND NOT EXISTS (SELECT FROM register.person_informed i WHERE i.person_id = p.id AND i.version = $7)
  )`;

/** SQL: that mail can be sent to somebody of a list that is called so. */
export const hasAddress = `EXISTS (SELECT FROM register.person_field f WHERE f.person_id = affected.id AND f.category = 'emailAddress'
    AND f.undeliverable_since IS NULL AND ${rowHasGround('f')})`;

export interface AffectedPeople {
  readonly people: number;
  /** Of them, who have an address that mail has not come back from. */
  readonly byMail: number;
}

export async function countAffected(
  db: Db,
  declaration: Declaration,
  version: number,
): Promise<AffectedPeople> {
  const [row] = await db.query<AffectedPeople>(
    `WITH ${affected} SELECT count(*) AS people, count(*) FILTER (WHERE ${hasAddress}) AS "byMail" FROM affected`,
    [...termsOf(declaration), version],
  );
  return row!;
}

/** A letter for each of them; asked again, for those who have none yet. */
export async function listAffected(
  tx: Tx,
  { declaration, version }: Pick<PublishedDeclaration, 'declaration' | 'version'>,
  round: Id<'round'>,
): Promise<void> {
  await tx.query(
    `WITH ${affected} INSERT INTO register.inform_letter (round_id, person_id, state)
     SELECT $8, id, CASE WHEN ${hasAddress} THEN 'waiting' ELSE 'unreachable' END FROM affected ON CONFLICT DO NOTHING`,
    [...termsOf(declaration), version, round],
  );
}

/** Gives what is held of a person the longer periods and the further purposes. */
export function extendToInformed(
  tx: Tx,
  person: Id,
  given: { declaration: Declaration; version: number },
): void {
  const { declaration, version } = given;
  const rule = (unit: 'contact' | 'person') => periodFor(declaration, unit)?.rule ?? '';
  const terms = termsOf(declaration);
  tx.send(
    `UPDATE register.contact c SET delete_after = ${contactDue}, delete_rule = $5, declaration_version = $6
     WHERE c.person_id = $4 AND ${contactDue} > c.delete_after`,
    [...terms.slice(0, 3), person, rule('contact'), version],
  );
  tx.send(
    `UPDATE register.person p SET delete_after = declaration.due(p.last_contact_at, $2::integer, $1), delete_rule = $4, declaration_version = $5
     WHERE p.id = $3 AND declaration.due(p.last_contact_at, $2::integer, $1) > p.delete_after`,
    [terms[0], terms[3], person, rule('person'), version],
  );
  for (const { table, category, under } of reachable) {
    const mine =
      table === 'register.person_field' || table === 'register.contact'
        ? 'v.person_id = $1'
        : 'v.contact_id IN (SELECT id FROM register.contact WHERE person_id = $1)';
    tx.send(
      `WITH offered AS (SELECT * FROM unnest($2::text[], $3::text[]) AS o (category, purpose))
       UPDATE ${table} v SET purposes = v.purposes || ARRAY(SELECT o.purpose FROM offered o WHERE ${isFurther(category, under)} ORDER BY 1)
       WHERE ${mine} AND EXISTS (SELECT FROM offered o WHERE ${isFurther(category, under)})`,
      [person, terms[4], terms[5]],
    );
  }
}
