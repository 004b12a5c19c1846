import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, type Id } from '../server/base/new-id.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import { fillRegister } from './fill-register.ts';
import type { FilledContact } from './filled.ts';
import type { PageHouse } from './start-page-house.ts';

/** What stands in a filled house. Samples are spread over all of it. */
export interface Filled {
  readonly contacts: number;
  readonly samples: readonly FilledContact[];
  readonly tags: { readonly common: Id<'tag'>; readonly rare: Id<'tag'> };
}

const noteFile = (pages: PageHouse) => join(pages.folder, 'filled.json');

export async function readFilled(pages: PageHouse): Promise<Filled> {
  if (existsSync(noteFile(pages))) return JSON.parse(await readFile(noteFile(pages), 'utf8')) as Filled;
  return { contacts: 0, samples: [], tags: { common: newId(), rare: newId() } };
}

/** Adds contacts until there are so many; with the same texts in plain under a tsvector with GIN, for search's baseline. */
export async function fillTo(
  pages: PageHouse,
  before: Filled,
  contacts: number,
  log: (line: string) => void,
): Promise<Filled> {
  if (before.contacts >= contacts) return before;
  if (before.contacts === 0) await makePlainTable(pages);
  const { seconds, samples } = await fillRegister(pages.house, {
    count: contacts - before.contacts,
    first: before.contacts,
    staff: [...new Set(pages.agents.map(({ actor }) => actor.staffId))],
    tags: before.tags,
    plain: true,
  });
  log(`${contacts} contacts: ${contacts - before.contacts} filled in ${seconds.toFixed(0)} s`);
  const filled = { contacts, tags: before.tags, samples: [...before.samples, ...samples] };
  await writeFile(noteFile(pages), JSON.stringify(filled));
  return filled;
}

async function makePlainTable({ house }: PageHouse): Promise<void> {
  const owner = await connectAsOwner(house);
  try {
    await owner.query(`
      CREATE SCHEMA plain;
      CREATE TABLE plain.text (at timestamptz, contact_id uuid, sender text, subject text, body text,
        words tsvector GENERATED ALWAYS AS (to_tsvector('simple', sender || ' ' || subject || ' ' || body)) STORED);
      CREATE INDEX ON plain.text USING gin (words);
      GRANT USAGE ON SCHEMA plain TO haltija_service;
      GRANT SELECT ON plain.text TO haltija_service`);
  } finally {
    await owner.end();
  }
}
