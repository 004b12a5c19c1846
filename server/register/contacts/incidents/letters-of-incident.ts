import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { ContactsDeps } from '../contacts.ts';
import { beginRound, countLettersOf, pauseRound } from '../informing/inform-people.ts';
import { type LetterCounts, readRound, type RoundRow } from '../informing/letters.ts';
import { amendIncident, mayHandle } from './amend-incident.ts';
import { accountColumn, type IncidentLetter } from './incident-holding.ts';
import { readIncident } from './incidents-store.ts';
import { toFill } from './letter-template.ts';
import { withoutCodes } from './make-incident.ts';

/**
 * What those concerned are written, in a language of the register (Art. 34(2)).
 * @throws Refusal 'variable-not-filled' where something is left to be written; 'already-done' once letters have begun to leave: all get the same; 'invalid-input' for another language; as `amendIncident`
 */
export function writeLetter(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  input: { readonly version: number; readonly language: Language } & IncidentLetter,
): Promise<{ version: number }> {
  const { version, language } = input;
  const details = { change: 'letter-written', language };
  return amendIncident(deps, actor, id, { version, details }, async ({ tx, account }) => {
    if (!deps.current().declaration.register.languages.includes(language))
      throw new Refusal('invalid-input', { field: 'language' });
    if ((await readRound(tx, { incidentId: id })) !== undefined) throw new Refusal('already-done');
    if (`${input.subject}${input.text}`.includes(toFill))
      throw new Refusal('variable-not-filled', { variable: toFill });
    const letter = { subject: withoutCodes(input.subject), text: withoutCodes(input.text) };
    return {
      account: { letters: { ...account.letters, [language]: letter } },
      steps: [{ kind: 'letter', outcome: language, text: `${letter.subject}\n\n${letter.text}` }],
    };
  });
}

/**
 * Begins to send the letters, each person one.
 * @throws Refusal 'incident-incomplete' (details: `missing`): it is not decided that they are told, or a language has no letter;
 *   'already-done'; as `amendIncident`
 */
export async function startLetters(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  version: number,
): Promise<void> {
  const details = { change: 'letters-started' };
  await amendIncident(deps, actor, id, { version, details }, async ({ tx, row, account }) => {
    if (row.tell !== 'tell') throw new Refusal('incident-incomplete', { missing: 'tell' });
    for (const language of deps.current().declaration.register.languages)
      if (!account.letters?.[language])
        throw new Refusal('incident-incomplete', { missing: `letter-${language}` });
    await beginRound(deps, tx, actor, { incidentId: id });
    return { steps: [{ kind: 'letters-started' }] };
  });
}

/** @throws Refusal 'not-found' (no round), and as `amendIncident` */
export async function pauseLetters(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  paused: boolean,
): Promise<void> {
  const details = { change: paused ? 'letters-paused' : 'letters-continued' };
  await amendIncident(deps, actor, id, { details }, async ({ tx }) => {
    const changed = await pauseRound(tx, { incidentId: id }, paused);
    if (changed === undefined) throw new Refusal('not-found', { what: 'round' });
    if (!changed) return { steps: [] };
    return {
      steps: [paused ? { kind: 'letters-paused' } : { kind: 'letters-started', outcome: 'continued' }],
    };
  });
}

/** How far they have come: counts only. @throws Refusal as `mayHandle` */
export async function readLetters(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
): Promise<{ readonly round: RoundRow | undefined; readonly letters: LetterCounts }> {
  await mayHandle(deps, actor, id);
  const round = await readRound(deps.db, { incidentId: id });
  return { round, letters: await countLettersOf(deps, round) };
}

/** The letters as the machine sends them. @throws Refusal 'unit-erased', 'incident-incomplete' */
export async function openLettersOf(
  deps: Pick<ContactsDeps, 'db' | 'vault' | 'access'>,
  id: Id<'incident'>,
): Promise<Readonly<Record<Language, IncidentLetter>>> {
  const grant = deps.access.systemGrant('send', { units: [id], categories: ['messages'] });
  return deps.vault.open(
    grant,
    'view',
    () => readIncident(deps.db, id),
    (opener, row) => {
      if (row === undefined || !opener.holds(id)) throw new Refusal('unit-erased');
      const { letters = {} } = opener.open(accountColumn, accountColumn.at(id, id, row.account_sealed));
      const [any] = Object.values(letters);
      if (any === undefined) throw new Refusal('incident-incomplete', { missing: 'letter' });
      // A language that the register has come to speak since is answered in one it had.
      return { sv: letters.sv ?? any, fi: letters.fi ?? any, en: letters.en ?? any };
    },
  );
}
