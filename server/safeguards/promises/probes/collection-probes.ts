import type { ChannelKey, Declaration } from '../../declaration/declaration.ts';
import { channelKeys } from '../../declaration/declaration.ts';
import { heldFor } from '../../declaration/held-for.ts';
import { isDeclaredCategory, mayBring, mayCollect } from '../../declaration/may-collect.ts';
import { codeProbe, countGroups, type Group, type Probe, type ProbeContext, versionOr } from './probe.ts';

/** Fields that were stored under one rule: the values stay sealed, what is said about them is open. */
interface FieldGroup extends Group {
  readonly category: string;
  readonly source: string;
  readonly purposes: readonly string[];
  readonly declaration_version: number;
  /** Nobody asked for it: it came with a contact. */
  readonly by_itself: boolean;
  readonly reasoned: boolean;
  /** Stored, whatever becomes of its ground, and read by nobody (GDPR Art. 18(2)). */
  readonly restricted: boolean;
}

const groupsSql = `SELECT category, source, purposes, f.declaration_version, collected_by IS NULL AS by_itself,
     reason IS NOT NULL AS reasoned, p.state = 'restricted' AS restricted, count(*) AS times
   FROM register.person_field f JOIN register.person p ON p.id = f.person_id GROUP BY 1, 2, 3, 4, 5, 6, 7`;
const sampleSql = `SELECT person_id FROM register.person_field
   WHERE category = $1 AND source = $2 AND purposes = $3 AND declaration_version = $4
     AND (collected_by IS NULL) = $5 AND (reason IS NOT NULL) = $6 LIMIT 5`;

function fieldProbe(
  key: string,
  isWrong: (group: FieldGroup, context: ProbeContext) => Promise<boolean> | boolean,
): Probe {
  return codeProbe(
    key,
    [groupsSql, sampleSql, 'code: server/safeguards/promises/probes/collection-probes.ts'],
    async (context) => {
      const groups = await context.once('fields', () => context.db.query<FieldGroup>(groupsSql));
      return countGroups(
        groups,
        (group) => isWrong(group, context),
        async (group) => {
          const rows = await context.db.query<{ person_id: string }>(sampleSql, [
            group.category,
            group.source,
            group.purposes,
            group.declaration_version,
            group.by_itself,
            group.reasoned,
          ]);
          return rows.map((row) => row.person_id);
        },
      );
    },
  );
}

/** What lost its ground with the newest version is read by nobody, and has this long to be removed. */
const removingMilliseconds = 3_600_000;

/** P3: each stored field is of a category declared today, for at least one purpose that category is still kept for. */
const fieldsDeclared = fieldProbe('P3.fields-declared', async (group, context) => {
  const { inForce, now } = context;
  if (group.restricted || hasGroundIn(inForce.declaration, group)) return false;
  const collectedUnder = await versionOr(context, group.declaration_version);
  const hadGround = collectedUnder !== undefined && hasGroundIn(collectedUnder, group);
  return !hadGround || now.getTime() - inForce.publishedAt.getTime() > removingMilliseconds;
});

function hasGroundIn(declaration: Declaration, { category, purposes }: FieldGroup): boolean {
  return heldFor(declaration, category).some((purpose) => purposes.includes(purpose));
}

/** P5: each stored field came by a source that might collect it under the version in force then. */
const sourcesAllowed = fieldProbe('P5.sources-allowed', async (group, context) => {
  const declaration = await versionOr(context, group.declaration_version);
  return declaration === undefined || !mayComeFrom(declaration, group.source, group.category);
});

/** P6: what comes by itself was declared as such; what is asked for with a reason has one. */
const askedAsDeclared = fieldProbe('P6.asked-as-declared', async (group, context) => {
  const declaration = await versionOr(context, group.declaration_version);
  if (declaration === undefined) return true;
  // What staff write themselves belongs to no channel.
  if (group.source === 'staff') return false;
  const rule = mayCollect(declaration, channelOf(group.source), group.category);
  if (rule === undefined) return false; // P5 says so
  if (group.by_itself) return rule.when !== 'automatic';
  return rule.when === 'on-request-with-reason' && !group.reasoned;
});

function mayComeFrom(declaration: Declaration, source: string, category: string): boolean {
  if (source === 'staff')
    return isDeclaredCategory(declaration, category) && declaration.categories[category]!.origin === 'staff';
  if (source === 'import' && !mayBring(declaration, 'old-mail', category)) return false;
  return mayCollect(declaration, channelOf(source), category) !== undefined;
}

/** Old mail is held to what the e-mail channel may collect. */
function channelOf(source: string): ChannelKey {
  return channelKeys.find((channel) => channel === source) ?? 'email';
}

export const collectionProbes: readonly Probe[] = [fieldsDeclared, sourcesAllowed, askedAsDeclared];
