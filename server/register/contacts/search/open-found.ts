import type { Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import type { Opener } from '../../../safeguards/vault/vault.ts';
import type { Db } from '../../../storage/database.ts';
import { fittingNames, readNames } from '../../people/find-people.ts';
import { bodyColumn, cardColumn, fileDescriptionColumn, noteColumn } from '../contact-columns.ts';
import type { OpenedCard } from '../list-contacts.ts';
import { hideName } from '../hide-unseen.ts';
import { ownMarksOf } from '../own-marks.ts';
import { cutSnippet, findMatches, isWhole, type Mark, type Snippet } from './find-matches.ts';
import type { Candidate } from './gather-newest.ts';
import { messageTexts } from './message-texts.ts';
import { readSealedTexts, type SealedText } from './sealed-texts-store.ts';
import type { SearchDeps, SearchPlan } from './plan-search.ts';
import type { SearchScope } from './search-scope.ts';
import { type TextKind, textKinds } from './search-store.ts';
import { withoutMarks } from './split-words.ts';

export interface FoundContact extends OpenedCard {
  /** By which it stands in the list. */
  readonly at: Date;
  readonly subjectMarks: readonly Mark[];
  readonly nameMarks: readonly Mark[];
  readonly hit: (Snippet & { readonly where: TextKind; readonly at: Date }) | null;
}

const kindOf: ReadonlyMap<number, TextKind> = new Map(
  Object.entries(textKinds).map(([name, kind]) => [kind, name as TextKind]),
);

/**
 * Opens what the index pointed to, under one grant whose line in the log names every unit, and keeps what holds
 * what was asked for: every word and phrase, or some word and every phrase.
 */
export async function openFound(
  deps: SearchDeps,
  actor: StaffActor,
  scope: SearchScope,
  plan: SearchPlan,
  candidates: readonly Candidate[],
  words: 'every' | 'some',
  details: LogDetails,
): Promise<FoundContact[]> {
  const contacts = candidates.map(({ row }) => row.id);
  const named = [
    ...new Set(candidates.filter(({ nameWords }) => nameWords.length > 0).map(({ row }) => row.person_id)),
  ];
  const grant = await deps.access.authorize(actor, {
    act: 'search-contacts',
    units: [...contacts, ...named],
    categories: scope.categories,
    ...(scope.askQueue === undefined ? {} : { queue: scope.askQueue }),
  });
  const load = () =>
    deps.db.together((db) =>
      Promise.all([readTexts(db, candidates), readNames(db, named), ownMarksOf(db, actor, contacts)]),
    );
  return deps.vault.open(
    grant,
    'search',
    load,
    (opener, [texts, names, marks]) => {
      const fitting = new Map<string, ReadonlySet<Id>>();
      const fits = ({ nameWords, row }: Candidate) => {
        if (nameWords.length === 0) return true;
        const key = nameWords.join(' ');
        let people = fitting.get(key);
        if (people === undefined) fitting.set(key, (people = fittingNames(opener, names, nameWords)));
        return people.has(row.person_id);
      };
      return candidates
        .filter((candidate) => opener.holds(candidate.row.id) && fits(candidate))
        .flatMap((candidate) => {
          const found = show(opener, scope, plan, candidate, texts, words);
          return found ? [{ ...found, mark: marks.get(candidate.row.id) }] : [];
        });
    },
    { ...details, opened: contacts.length + named.length },
  );
}

function readTexts(db: Db, candidates: readonly Candidate[]): Promise<ReadonlyMap<Id, SealedText>> {
  const texts = candidates.flatMap(({ row, text }) =>
    text ? [{ contactId: row.id, textId: text.id, kind: kindOf.get(text.kind)! }] : [],
  );
  return readSealedTexts(db, texts);
}

function show(
  opener: Opener,
  scope: SearchScope,
  plan: SearchPlan,
  { row, text, at }: Candidate,
  texts: ReadonlyMap<Id, SealedText>,
  words: 'every' | 'some',
): Omit<FoundContact, 'mark'> | undefined {
  const { question } = plan;
  const card = opener.open(cardColumn, cardColumn.at(row.id, row.id, row.card_sealed));
  const name = hideName(card.name, (category) => scope.categories.includes(category));
  const subjectMarks = findMatches(card.subject, question, row.language).marks;
  const shown = { row, ...card, name, at, subjectMarks, nameMarks: findMatches(name, question, null).marks };
  if (text === null) return { ...shown, hit: null };
  const sealed = texts.get(text.id);
  if (sealed === undefined) return undefined;
  const where = kindOf.get(text.kind)!;
  const pieces = openTexts(opener, row.id, sealed, where);
  const language = where === 'note' ? null : row.language;
  const matches = pieces.map((piece) => ({ piece, ...findMatches(piece, question, language) }));
  const held = new Set(matches.flatMap((match) => [...match.held]));
  const phrases = question.phrases.every((_phrase, index) => held.has(question.words.length + index));
  if (words === 'every' ? !isWhole(question, held) : held.size === 0 || !phrases) return undefined;
  // The subject stands in the card already: a piece of the text tells more, when it holds something.
  const best =
    matches.slice(where === 'message' ? 1 : 0).toSorted((one, other) => other.held.size - one.held.size)[0] ??
    matches[0]!;
  return { ...shown, hit: { where, at: text.at, ...cutSnippet(best.piece, best.marks) } };
}

function openTexts(opener: Opener, contactId: Id, sealed: SealedText, where: TextKind): string[] {
  if (where === 'note')
    return [withoutMarks(opener.open(noteColumn, noteColumn.at(contactId, sealed.id, sealed.sealed)))];
  if (where === 'file') {
    const column = fileDescriptionColumn;
    return [opener.open(column, column.at(contactId, sealed.id, sealed.sealed)).name];
  }
  const body = opener.open(bodyColumn, bodyColumn.at(contactId, sealed.id, sealed.sealed));
  // Also what it quotes, in case it is the first: the index told which words to look for.
  return messageTexts(body, true).map(withoutMarks);
}
