import type { z } from 'zod';
import type { peopleRoutes, personSchema } from '../../../contract/console/people.ts';
import { type OpenedCard, writeCursor } from '../../register/contacts/list-contacts.ts';
import type { Comparison, Duplicate } from '../../register/people/find-duplicates.ts';
import type { OpenedPerson } from '../../register/people/open-person.ts';
import { presentCard } from './present-contact.ts';

type Counts = readonly { readonly channel: 'email' | 'phone' | 'chat'; readonly count: number }[];

export function presentPerson(
  opened: OpenedPerson,
  history: { cards: readonly OpenedCard[]; more: boolean; counts: Counts },
): z.input<typeof personSchema> {
  const { row } = opened;
  const last = history.cards.at(-1);
  return {
    personId: row.id,
    version: row.version,
    provisional: row.provisional,
    state: row.state,
    language: row.language,
    since: row.since.toISOString(),
    lastContactAt: row.last_contact_at.toISOString(),
    fields: opened.fields.map((field) => ({
      fieldId: field.id,
      category: field.category,
      kind: field.kind,
      value: field.value,
      lengthClass: field.length_class,
      source: field.source,
      collectedAt: field.collected_at.toISOString(),
      collectedBy: field.collected_by,
      purposes: field.purposes,
      reason: field.reason,
      declarationVersion: field.declaration_version,
      verified: field.verified,
      undeliverableSince: field.undeliverable_since?.toISOString() ?? null,
    })),
    contacts: history.cards.map(presentCard),
    moreContacts: history.more,
    nextContacts: history.more && last ? writeCursor(last.row) : null,
    counts: [...history.counts],
    merged: opened.merged.map(({ old_id, at, by, reason }) => ({
      personId: old_id,
      at: at.toISOString(),
      by,
      reason,
    })),
    merging: opened.toRepoint,
    told: opened.told.map(({ at, ...each }) => ({ ...each, at: at.toISOString() })),
    notesDeclared: opened.notesDeclared,
    kept: {
      deleteAfter: row.delete_after.toISOString(),
      rule: row.delete_rule,
      declarationVersion: row.declaration_version,
    },
    mayCollect: [...opened.mayCollect],
  };
}

export function presentDuplicate(
  duplicate: Duplicate,
): z.input<(typeof peopleRoutes)['personDuplicates']['answer']>['duplicates'][number] {
  const { row } = duplicate;
  return {
    personId: row.id,
    version: row.version,
    provisional: row.provisional,
    since: row.since.toISOString(),
    name: duplicate.name,
    sameName: duplicate.sameName,
    grounds: duplicate.grounds.map(({ ground, what, at }) => ({
      ground,
      kind: what,
      at: at?.toISOString() ?? null,
    })),
  };
}

export function presentComparison(
  compared: Comparison,
  counts: readonly Counts[],
): z.input<(typeof peopleRoutes)['comparePeople']['answer']> {
  return {
    people: compared.people.map((row, index) => ({
      personId: row.id,
      version: row.version,
      since: row.since.toISOString(),
      contacts: (counts[index] ?? []).reduce((sum, each) => sum + each.count, 0),
      fields: compared.fields
        .filter((field) => field.person_id === row.id)
        .map((field) => ({
          fieldId: field.id,
          category: field.category,
          value: field.value,
          lengthClass: field.length_class,
          source: field.source,
          collectedAt: field.collected_at.toISOString(),
          verified: field.verified,
        })),
    })),
    conflicts: [...compared.conflicts],
  };
}
