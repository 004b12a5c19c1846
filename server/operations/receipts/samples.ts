import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import { canonicalJson } from '../../safeguards/access-log/canonical-leaf.ts';
import type { Receipts } from '../../safeguards/access-log/tree/create-receipts.ts';
import { drawSample } from '../../safeguards/access-log/tree/draw-sample.ts';
import type { Inspections, Inspector } from '../../safeguards/access/inspections.ts';
import type { InspectionScope } from '../../safeguards/access/inspection-scopes.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Certificate } from '../../safeguards/promises/certificate.ts';
import type { Database } from '../../storage/database.ts';
import { itemText, populationTree } from './population-tree.ts';
import type { ListedPopulation, Span } from './populations-store.ts';
import type { Population, SampleRow } from './sample.ts';
import { drawOnce, insertSample, listSamples, readSample } from './samples-store.ts';

export const largestSample = 500;
export const seedPattern = /^[0-9A-Za-z-]{8,64}$/;
const mostSamples = 100;
/** How long what is being written may take: what is dated before the end of a span stands there when it is counted. */
const settleMilliseconds = 120_000;
const prefix = 'haltija-population-1\n';

/** What is drawn from, signed before the seed is known. */
interface Commitment {
  readonly sample: string;
  readonly inspection: string;
  readonly population: Population;
  readonly from: string;
  readonly to: string;
  readonly size: number;
  /** Base64: of the log's tree, or of a tree over the population's items. */
  readonly root: string;
  /** Of the log: the first place of the span, and how large the tree was. */
  readonly first?: number;
  readonly treeSize?: number;
  readonly committedAt: string;
}

/** Which part of an inspection's scope a population needs. */
export const scopeOf: Readonly<Record<Population, InspectionScope>> = {
  log: 'log',
  disclosures: 'log',
  incidents: 'log',
  erasures: 'erasures',
};

/**
 * Random samples by the auditor's own seed. First the house signs what is drawn from; only then the seed is typed, and the
 * places follow from both. So neither side can choose what is looked at, and everybody can do the drawing again.
 */
export function createSamples(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly receipts: Receipts;
  readonly inspections: Pick<Inspections, 'note'>;
  certify(units: readonly Id[]): Promise<Certificate>;
  current(): PublishedDeclaration;
}) {
  const { db, clock, receipts, inspections } = deps;

  async function find({ inspectionId }: Inspector, id: Id<'sample'>): Promise<SampleRow> {
    const row = await readSample(db, inspectionId, id);
    if (row === undefined) throw new Refusal('not-found', { what: 'sample' });
    return row;
  }

  /** Lines that were removed when their period ended are not drawn from. */
  async function commitToLog({ from, to }: Span, size: number) {
    const [{ first, end }, kept] = await Promise.all([
      receipts.placesBetween(from, to),
      receipts.firstPlace(),
    ]);
    const start = Math.max(first, kept);
    return { first: start, size: Math.max(0, Math.min(end, size) - start), treeSize: size };
  }

  return {
    list: ({ inspectionId }: Inspector) => listSamples(db, inspectionId),
    find,

    /** @throws Refusal 'limit-reached' for too many samples, or too many things to draw from; 'not-in-tree-yet' */
    async commit(inspector: Inspector, population: Population, span: Span): Promise<SampleRow> {
      const checkpoint = await receipts.settle();
      const now = clock.now();
      const last = population === 'log' ? now : new Date(now.getTime() - settleMilliseconds);
      const bounded = { from: span.from, to: span.to < last ? span.to : last };
      const id = newId<'sample'>(now);
      const described =
        population === 'log'
          ? {
              ...(await commitToLog(bounded, checkpoint.size)),
              root: checkpoint.root.toString('base64'),
            }
          : await commitToList(db, population, bounded);
      const commitment: Commitment = {
        sample: id,
        inspection: inspector.inspectionId,
        population,
        from: bounded.from.toISOString(),
        to: bounded.to.toISOString(),
        ...described,
        committedAt: now.toISOString(),
      };
      await inspections.note(inspector, 'search', { item: id, found: countable(described.size) });
      const row = {
        id,
        population,
        size: described.size,
        commitment: receipts.signNote(`${prefix}${canonicalJson(commitment)}\n`),
        checkpoint: checkpoint.note,
        committed_at: now,
      };
      if (!(await insertSample(db, inspector.inspectionId, row, mostSamples)))
        throw new Refusal('limit-reached', { most: mostSamples });
      return { ...row, seed: null, drawn: null, drawn_at: null };
    },

    /** @throws Refusal 'not-found', 'already-done', 'invalid-input' (`seed`, `count`) */
    async draw(
      inspector: Inspector,
      id: Id<'sample'>,
      { seed, count }: { seed: string; count: number },
    ): Promise<{ drawn: number }> {
      const row = await find(inspector, id);
      if (row.seed !== null) throw new Refusal('already-done');
      if (!seedPattern.test(seed)) throw new Refusal('invalid-input', { field: 'seed' });
      const drawn = Math.min(count, row.size);
      if (!Number.isInteger(count) || count < 1 || count > largestSample || drawn < 1)
        throw new Refusal('invalid-input', { field: 'count', last: Math.min(largestSample, row.size) });
      await inspections.note(inspector, 'search', { item: id, count: drawn });
      if (!(await drawOnce(db, inspector.inspectionId, id, { seed, drawn, at: clock.now() })))
        throw new Refusal('already-done');
      return { drawn };
    },

    /**
     * What was drawn, with proofs, signed; as text to stream.
     * @throws Refusal 'not-found' before it is drawn, 'population-changed' when what it was drawn from is not there as it was
     */
    async write(inspector: Inspector, id: Id<'sample'>): Promise<AsyncIterable<string>> {
      const row = await find(inspector, id);
      if (row.seed === null || row.drawn === null) throw new Refusal('not-found', { what: 'seed' });
      const text = row.commitment.slice(0, row.commitment.indexOf('\n\n') + 1);
      const commitment = JSON.parse(text.slice(prefix.length)) as Commitment;
      const indexes = drawSample(text, row.seed, row.drawn, commitment.size);
      const pages =
        commitment.population === 'log'
          ? linesOfLog(receipts, commitment, indexes)
          : await linesOfList(commitment.population, commitment, indexes);
      await inspections.note(inspector, 'export', { item: id, format: 'sample', count: indexes.length });
      const { controller } = deps.current().declaration;
      return receipts.write(
        {
          kind: 'sample',
          madeAt: clock.now().toISOString(),
          controller: { name: controller.name, businessId: controller.businessId },
          inspection: inspector.inspectionId,
          checkpoint: row.checkpoint,
          commitment: row.commitment,
          seed: row.seed,
          count: row.drawn,
          lines: row.drawn,
        },
        pages,
      );
    },
  };

  async function linesOfList(
    population: ListedPopulation,
    commitment: Commitment,
    indexes: readonly number[],
  ) {
    const span = { from: new Date(commitment.from), to: new Date(commitment.to) };
    const { tree, size, kept } = await populationTree(db, population, span, new Set(indexes));
    const root = size === commitment.size ? (await tree.rootAt(size)).toString('base64') : undefined;
    if (root !== commitment.root) throw new Refusal('population-changed');
    const lines = [];
    for (const index of indexes) {
      const row = kept.get(index)!;
      const path = await tree.proveInclusion(index, size);
      lines.push({
        index,
        item: itemText(row),
        path: path.map((hash) => hash.toString('base64')),
        ...(Object.keys(row.now).length > 0 ? { now: row.now } : {}),
        ...(population === 'erasures' ? { certificate: await deps.certify([row.id]) } : {}),
      });
    }
    return one(lines);
  }
}

const highestCount = 9_999_999;
const countable = (size: number) => Math.min(size, highestCount);

async function* one<T>(page: T): AsyncGenerator<T> {
  yield page;
}

async function* linesOfLog(receipts: Receipts, commitment: Commitment, indexes: readonly number[]) {
  const first = commitment.first!;
  const size = commitment.treeSize!;
  const lines = new Map<number, Readonly<Record<string, unknown>>>();
  const wanted = indexes.map((index) => first + index);
  for await (const page of receipts.prove(wanted, size))
    for (const { place, leaf, path } of page)
      lines.set(place, { place, leaf: leaf.toString('base64'), path });
  // One that is not there any more is said to be gone: its period ended since, or somebody took it away.
  yield indexes.map((index) => ({
    index,
    ...(lines.get(first + index) ?? { place: first + index, gone: true }),
  }));
}

async function commitToList(db: Database, population: ListedPopulation, span: Span) {
  const { tree, size } = await populationTree(db, population, span, new Set());
  return { size, root: (await tree.rootAt(size)).toString('base64') };
}
