import type { z } from 'zod';
import type { foundContactSchema, searchFiltersSchema } from '../../../contract/console/search.ts';
import { parseSearch } from '../../../contract/console/search-language.ts';
import type { House } from '../../compose.ts';
import { isId } from '../../base/new-id.ts';
import type { FoundContact } from '../../register/contacts/search/open-found.ts';
import { searchContacts } from '../../register/contacts/search/search-contacts.ts';
import type { SearchFilter } from '../../register/contacts/search/search-filter.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import type { Handlers } from './bind-routes.ts';
import { presentCard } from './present-contact.ts';

export function createSearchHandlers(house: House): Pick<Handlers, 'searchContacts'> {
  const names = {
    colleagues: () => house.staff.directory.colleagues(),
    tags: async () =>
      (await house.team.entries('tag')).flatMap(({ key, body }) =>
        isId<'tag'>(key)
          ? [{ id: key, names: Object.values(body.name).filter((name) => name !== undefined) }]
          : [],
      ),
  };
  const deps = { ...house.contacts, names };

  return {
    async searchContacts({ body }, { actor }) {
      const { timeZone } = house.declarations.current().declaration.register;
      const typed =
        body.by === 'any'
          ? parseSearch(body.text, dayOf(house.clock.now(), timeZone))
          : { words: body.text === '' ? [] : [body.text], phrases: [], filters: [] };
      const found = await searchContacts(deps, actor, {
        by: body.by,
        words: typed.words,
        phrases: typed.phrases,
        filters: [...typed.filters, ...listFilters(body.filters)],
        order: body.order,
        cursor: body.cursor,
        limit: body.limit,
      });
      return {
        ...found,
        contacts: found.contacts.map(presentFound),
        completeBackTo: found.completeBackTo?.toISOString() ?? null,
        unknown: [...found.unknown],
      };
    },
  };
}

function listFilters({ status, ...filters }: z.output<typeof searchFiltersSchema>): SearchFilter[] {
  const named = { ...filters, ...(status === undefined ? {} : { is: status }) };
  return Object.entries(named).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [value].flat().map((each) => ({ key: key as SearchFilter['key'], value: each })),
  );
}

function presentFound(found: FoundContact): z.input<typeof foundContactSchema> {
  const { hit } = found;
  const pairs = (marks: FoundContact['subjectMarks']) =>
    marks.map(([at, length]): [number, number] => [at, length]);
  return {
    ...presentCard(found),
    number: `#${found.row.number}`,
    subjectMarks: pairs(found.subjectMarks),
    nameMarks: pairs(found.nameMarks),
    hit: hit && { ...hit, at: hit.at.toISOString(), marks: pairs(hit.marks) },
  };
}
