import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatChanges, wordChange } from './change-words.ts';
import { compareDeclarations } from './compare-declarations.ts';
import { languages } from '../declaration.ts';
import type { Declaration } from '../declaration.ts';

type Open<T> = T extends object ? { -readonly [Key in keyof T]: Open<T[Key]> } : T;
type Register = Open<Declaration>;

const file = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const before = parse(file) as Declaration;
const example = () => structuredClone(before) as Register;

function changed(change: (register: Register) => void): Declaration {
  const register = example();
  change(register);
  return register as Declaration;
}

function changesOf(change: (register: Register) => void) {
  return compareDeclarations(before, changed(change));
}

function linesOf(change: (register: Register) => void, language: 'sv' | 'fi' | 'en' = 'en'): string[] {
  const after = changed(change);
  return formatChanges(compareDeclarations(before, after), before, after, language);
}

const words = { sv: 'Nytt', fi: 'Uusi', en: 'New' };

describe('what publishing changes', () => {
  it('nothing, when it is the same', () => {
    expect(compareDeclarations(before, example() as Declaration)).toEqual([]);
  });

  it('a period that is shortened reaches what is held; one that is lengthened does not', () => {
    expect(changesOf(({ periods }) => (periods['contact']!.months = 12))).toEqual([
      {
        part: 'periods',
        key: 'contact',
        change: 'changed',
        fields: ['months'],
        lists: [],
        months: { before: 24, after: 12 },
        effects: ['held-at-once'],
      },
    ]);
    expect(changesOf(({ periods }) => (periods['contact']!.months = 36))).toMatchObject([
      { effects: ['arriving-only'] },
    ]);
    expect(changesOf(({ periods }) => (periods['contact']!.from = 'arrival'))).toMatchObject([
      { fields: ['from'], effects: ['arriving-only'] },
    ]);
  });

  it('grounds, caps and names of periods, also when the length of another changes', () => {
    const changes = changesOf(({ periods }) => {
      periods['contact']!.months = 12;
      periods['person']!.ground = words;
      periods['recording']!.capMonths = 6;
      periods['recording']!.extensions = { complaint: words };
      periods['staff']!.name = words;
    });
    expect(changes.map(({ key, fields, effects }) => [key, fields, effects])).toEqual([
      ['recording', ['capMonths', 'extensions'], ['extensions-follow']],
      ['contact', ['months'], ['held-at-once']],
      ['person', ['ground'], ['notice-only']],
      ['staff', ['name'], ['notice-only']],
    ]);
  });

  it('a period under another key is the same period, by its unit', () => {
    expect(
      changesOf(({ periods }) => {
        periods['matter'] = periods['contact']!;
        delete periods['contact'];
      }),
    ).toMatchObject([
      { key: 'matter', change: 'changed', fields: ['key'] },
      { key: null, fields: ['order'] },
    ]);
  });

  it('processors: new, gone and changed', () => {
    const added = ({ processors }: Register) =>
      (processors!['post'] = { ...processors!['work-reports']!, name: 'Posti Oy' });
    expect(changesOf(added)).toMatchObject([
      { part: 'processors', key: 'post', change: 'new', effects: ['may-be-given'] },
    ]);
    expect(linesOf(added)).toEqual([
      'processors.post: The processor “Posti Oy” (post) is new. It may be given data from then on.',
    ]);
    expect(changesOf((register) => delete register.processors!['work-reports'])).toMatchObject([
      { change: 'gone', effects: ['given-nothing'] },
    ]);
    const more = ({ processors }: Register) => {
      const processor = processors!['work-reports']!;
      processor.categories = ['messages'];
      processor.countries = ['SE'];
      processor.service = words;
    };
    expect(changesOf(more)).toMatchObject([
      {
        fields: ['service', 'categories', 'countries'],
        lists: [
          { field: 'categories', added: ['messages'], removed: [] },
          { field: 'countries', added: ['SE'], removed: ['FI'] },
        ],
        effects: ['gate-at-once'],
      },
    ]);
    expect(linesOf(more, 'fi')[0]).toContain(
      'tietoryhmät (lisätään: Viestit), maat (lisätään: Ruotsi; poistuu: Suomi).',
    );
    const connected = ({ processors, controller }: Register) => {
      const connections = [{ way: 'sign-in' as const, hosts: ['login.example'] }];
      processors!['work-reports']!.connections = connections;
      controller.systems = { own: { name: words, countries: ['FI'], connections } };
    };
    expect(changesOf(connected)).toMatchObject([
      { part: 'controller', fields: ['systems'], effects: ['gate-at-once'] },
      { part: 'processors', fields: ['connections'], effects: ['gate-at-once'] },
    ]);
    expect(linesOf(connected, 'sv').join(' ')).toMatch(/egna system.*förbindelser/);
    const gone = ['work-reports', 'telephone-exchange', 'customer-register'];
    expect(changesOf((register) => delete register.processors)).toMatchObject(
      gone.map((key) => ({ key, change: 'gone' })),
    );
  });

  it('tasks: whoever has one loses or gains at once', () => {
    const change = ({ tasks }: Register) => {
      delete tasks['audit-access'];
      tasks['answer-customers']!.categories = ['name', 'recordings'];
      tasks['answer-customers']!.purposes = ['service'];
      tasks['sell'] = tasks['keep-register']!;
    };
    expect(linesOf(change, 'sv')).toEqual([
      'tasks.answer-customers: Arbetsuppgiften ”Betjäna kunder” (answer-customers) ändras: kategorier (tillkommer: Samtalsinspelningar; utgår: Postadress, Telefonnummer, E-postadress, Meddelanden, Bilagor, Anteckningar, Uppgifter om kontakten), ändamål (utgår: Identifiering). Ändringen gäller genast dem som har arbetsuppgiften.',
      'tasks.sell: Arbetsuppgiften ”Upprätthålla registret” (sell) är ny. Ingen har den förrän den ges till någon.',
      'tasks.audit-access: Arbetsuppgiften ”Granska åtkomsten” (audit-access) utgår. De som har arbetsuppgiften förlorar den genast.',
    ]);
  });

  it('rules of a channel, by the names of their categories', () => {
    const change = ({ channels }: Register) => {
      const { collects } = channels.email!;
      collects.find(({ category }) => category === 'name')!.when = 'on-request';
      channels.email!.collects = collects.filter(({ category }) => category !== 'files');
      channels.email!.collects.push({ category: 'phone', when: 'automatic', purposes: ['service'] });
    };
    expect(linesOf(change)).toEqual([
      'channels.email: The channel “E-mail” (email) changes: what is collected (added: Telephone number; taken out: Attachments; changed: Name). It counts only for what arrives from then on.',
    ]);
  });

  it('an undertaking asks again only with another version', () => {
    expect(changesOf(({ undertaking }) => (undertaking.text = words))).toMatchObject([
      { effects: ['not-accepted-again'] },
    ]);
    expect(
      changesOf(({ undertaking }) => {
        undertaking.text = words;
        undertaking.version = 2;
      }),
    ).toMatchObject([{ effects: ['accepted-again'] }]);
  });

  it('a queue that goes leaves its contacts out of sight, and says so', () => {
    expect(linesOf(({ queues }) => delete queues['privacy'], 'fi')).toEqual([
      'queues.privacy: Jono ”Tietosuoja” (privacy) poistuu. Sinne jääviä yhteydenottoja ei voi kukaan avata: siirrä ne ensin.',
    ]);
  });

  it('measures by what they say, and an order by itself', () => {
    const lines = linesOf(({ measures }) => {
      measures.splice(0, 1);
      measures.push({ kind: 'attested', name: words });
    });
    expect(lines).toEqual([
      'measures.7: The measure “New” is new. Only what is shown changes, no rule.',
      'measures.0: The measure “Management of user rights” goes. Only what is shown changes, no rule.',
    ]);
    expect(linesOf(({ measures }) => measures.reverse())).toEqual([
      'measures: The order of the measures changes. Only what is shown changes, no rule.',
    ]);
    expect(
      linesOf((register) => {
        const { name, ...others } = register.categories;
        register.categories = { ...others, name: name! };
      }),
    ).toEqual([
      'categories: The order of the categories changes. Where several fit, the first of them counts.',
    ]);
  });

  it('the parts that stand once', () => {
    expect(
      linesOf((register) => {
        register.controller.street = words;
        register.processing.outsideEea.allowed = false;
        register.backups!.horizonDays = 20;
        register.register.languages = ['fi', 'sv'];
      }),
    ).toEqual([
      'register: The part on the register changes: languages (taken out: English). The notice is published in these languages from then on.',
      'controller: The part on the controller changes: street address. Only what is shown changes, no rule.',
      'processing: The part on where data are processed changes: processing outside the EEA. What may be given out follows it at once.',
      'backups: The part on backups changes: days in backups (before: 30; now: 20). Only what is shown changes, no rule.',
    ]);
  });

  it('counts months in each language', () => {
    const to = (months: number) => (register: Register) => (register.periods['contact']!.months = months);
    expect(linesOf(to(1))[0]).toContain('changes from 24 to 1 month. It reaches what is held at once.');
    expect(linesOf(to(1), 'sv')[0]).toContain('ändras från 24 till 1 månad. Det gäller genast');
    expect(linesOf(to(1), 'fi')[0]).toContain('muuttuu 24 kuukaudesta 1 kuukauteen. Se koskee heti');
    const gone = ({ periods }: Register) => delete periods['recording'];
    expect(linesOf(gone, 'fi')[0]).toContain('(recording), 3 kuukautta, poistuu. Jo tallennetun');
  });
});

/** All places of a value, outermost first. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Array.isArray(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]));
  return [path, ...below];
}

// A part that must be there is not taken out as a whole.
const places = placesOf(before).filter((path) => path.length > 1);
type Holder = Record<string | number, unknown>;

/** One change somewhere: something other, gone, added, or in another place. */
function mutate(register: Register, at: number, how: number): void {
  const path = places[at]!;
  let holder: Holder | undefined = register as unknown as Holder;
  for (const step of path.slice(0, -1)) holder = holder?.[step] as Holder | undefined;
  const last = path.at(-1)!;
  if (typeof holder !== 'object' || holder === null || !(last in holder)) return;
  const value = holder[last];
  if (Array.isArray(holder)) {
    if (how === 0) holder.splice(Number(last), 1);
    else if (how === 1) holder.push(structuredClone(value));
    else holder.unshift(...holder.splice(Number(last), 1));
    return;
  }
  if (how === 0) delete holder[last];
  else if (how === 1 && typeof value === 'object') holder[`${last}-2`] = structuredClone(value);
  else if (typeof value === 'number') holder[last] = value + 1;
  else if (typeof value === 'boolean') holder[last] = !value;
  else if (typeof value === 'string') holder[last] = `${value}x`;
  else {
    delete holder[last];
    holder[last] = value;
  }
}

/** As different as the file can say it: entries in another order are another file. */
function sameAs(one: Declaration, other: Declaration): boolean {
  const keys = (group: unknown) => Object.keys((group ?? {}) as object);
  const inOrder = [
    'purposes',
    'categories',
    'channels',
    'queues',
    'mailboxes',
    'tasks',
    'periods',
    'reasons',
    'processors',
    'recipients',
    'sources',
  ] as const;
  const grounds = (declaration: Declaration) =>
    Object.values(declaration.periods).map(({ extensions }) => keys(extensions));
  return (
    isDeepStrictEqual(one, other) &&
    isDeepStrictEqual(grounds(one), grounds(other)) &&
    inOrder.every((part) => isDeepStrictEqual(keys(one[part]), keys(other[part])))
  );
}

describe('no difference is silent', () => {
  const mutations = fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(2)), {
    minLength: 1,
    maxLength: 3,
  });

  it('two that differ have a change between them, told in three languages; two alike have none', () => {
    let different = 0;
    fc.assert(
      fc.property(mutations, (steps) => {
        const after = changed((register) => {
          for (const [at, how] of steps) mutate(register, at, how);
        });
        for (const [one, other] of [
          [before, after],
          [after, before],
        ] as const) {
          const changes = compareDeclarations(one, other);
          expect(changes.length > 0).toBe(!sameAs(one, other));
          different += changes.length;
          for (const change of changes) {
            expect(change.effects.length).toBeGreaterThan(0);
            const told = wordChange(change, one, other);
            for (const language of languages) {
              expect(told[language]).toMatch(/^\p{Lu}.*\.$/su);
              expect(told[language]).not.toMatch(/undefined|\[object|NaN/);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
    expect(different).toBeGreaterThan(400);
  });
});
