import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type {
  Declaration,
  Identification,
  IdentificationWay,
} from '../../safeguards/declaration/declaration.ts';
import { isComparable, sufficesToIdentify } from '../../safeguards/declaration/suffices-to-identify.ts';
import type { Gate } from '../../safeguards/processors/gate.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { openCalls } from '../contacts/list-calls.ts';
import { askCustomerRegister, type CustomerRegister } from './ask-customer-register.ts';
import { type Answer, compareAnswers } from './compare-answers.ts';
import { changeTry, identifying, isOutOfTries } from './count-try.ts';
import {
  type IdentificationOutcome,
  insertTry,
  readCallGoingOn,
  readIdentification,
  settleTry,
} from './identification-store.ts';
import { normaliseAnswer } from './normalise-answer.ts';

export type IdentificationDeps = ContactsDeps & {
  readonly gate: Gate;
  /** Undefined: none is set, so none can be asked. */
  readonly customerRegister: CustomerRegister | undefined;
};

export interface Identified {
  readonly outcome: IdentificationOutcome;
  readonly until: Date | null;
}

/**
 * Whether the person of a contact is who they say. The try is counted, durably, before anything is compared; what was said is
 * kept nowhere, and the answer is about all of it. The same `id` again is the same try.
 * @throws Refusal 'not-found', 'task-missing', 'contact-closed', 'identification-not-declared', 'identification-not-enough',
 *   'value-not-valid', 'call-back-needed', 'identification-refused', 'unit-restricted', 'recipient-…'
 */
export async function identifyPerson(
  deps: IdentificationDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: {
    readonly id: Id<'identification'>;
    readonly way: string;
    readonly answers: readonly { readonly category: string; readonly value: string }[];
  },
): Promise<Identified> {
  const { declaration, version } = deps.current();
  const { identification, way } = mustBeDeclared(declaration, input.way);
  if (way.kind === 'customer-register' && deps.customerRegister === undefined)
    throw new Refusal('identification-not-declared', { field: 'way' });
  const answers = mustBeWhole(declaration, way, input.answers);
  const categories = way.kind === 'call-back' ? ['phone'] : answers.map(({ category }) => category);

  const begun = await begin(deps, actor, contactId, { ...input, identification, way, categories, version });
  if ('refused' in begun)
    return deps.access.refuse(
      actor,
      { act: identifying, units: [contactId, ...(begun.personId ? [begun.personId] : [])], categories },
      begun.refused,
    );
  if (begun.before) return begun.before;

  const { personId, callId } = begun;
  const grant = await deps.access.authorize(actor, {
    act: identifying,
    units: [contactId, personId],
    categories,
  });
  const details = { way: way.kind, item: input.id };
  const outcome = await (async (): Promise<Exclude<IdentificationOutcome, 'open'>> => {
    if (way.kind === 'call-back') {
      const calls = await openCalls(deps, actor, contactId);
      const called = calls.find(({ row }) => row.id === callId)?.customers ?? [];
      const numbers = called.map((value) => ({ category: 'phone', kind: 'phone' as const, value }));
      // Of a call with several it is not known who answers.
      if (numbers.length !== 1) return 'not-matched';
      return (await compareAnswers(deps, grant, personId, numbers, details)) ? 'matched' : 'not-matched';
    }
    if (way.kind === 'questions')
      return (await compareAnswers(deps, grant, personId, answers, details)) ? 'matched' : 'not-matched';
    const match = await askCustomerRegister(
      { gate: deps.gate, customerRegister: deps.customerRegister!, current: deps.current },
      { recipient: way.processor!, id: input.id, contactId, personId, answers },
    );
    // It knows the customer, not whose record this is: what is on file here must be theirs as well.
    const isTheirs = await compareAnswers(deps, grant, personId, answers, details, 'held');
    return match === undefined ? 'no-answer' : match && isTheirs ? 'matched' : 'not-matched';
  })();
  const until =
    outcome === 'matched'
      ? new Date(deps.clock.now().getTime() + identification.validMinutes * 60_000)
      : null;
  const settled = { categories, code: `identify-${outcome}`, item: input.id };
  await changeTry(deps, actor, contactId, settled, async (tx) => {
    if (!(await settleTry(tx, contactId, input.id, outcome, until))) throw new Refusal('changed-meanwhile');
  });
  return { outcome, until };
}

type Begun =
  | {
      readonly refused: 'identification-refused' | 'call-back-needed' | 'contact-closed';
      readonly personId?: Id<'person'>;
    }
  | { readonly before: Identified }
  | { readonly before?: undefined; readonly personId: Id<'person'>; readonly callId: Id<'call'> | null };

async function begin(
  deps: IdentificationDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  asked: {
    readonly id: Id<'identification'>;
    readonly way: IdentificationWay;
    readonly identification: Identification;
    readonly categories: readonly string[];
    readonly version: number;
  } & { readonly answers: unknown },
): Promise<Begun> {
  const { identification, categories } = asked;
  const { ways } = identification;
  const key = Object.keys(ways).find((each) => ways[each] === asked.way)!;
  let begun: Begun | undefined;
  const change = { categories, code: 'identify-asked', item: asked.id };
  await changeTry(deps, actor, contactId, change, async (tx, row) => {
    const now = deps.clock.now();
    const earlier = await readIdentification(tx, contactId, asked.id);
    if (earlier) {
      begun = { before: { outcome: earlier.outcome, until: earlier.holds_until } };
      return;
    }
    const personId = row.person_id;
    if (row.status === 'closed') {
      begun = { refused: 'contact-closed' };
      return;
    }
    if (await isOutOfTries(tx, identification, contactId, personId, now)) {
      begun = { refused: 'identification-refused', personId };
      return;
    }
    const call = await readCallGoingOn(tx, contactId);
    if (asked.way.kind === 'call-back' && call?.direction !== 'outgoing') {
      begun = { refused: 'call-back-needed', personId };
      return;
    }
    insertTry(tx, {
      contact_id: contactId,
      id: asked.id,
      person_id: personId,
      call_id: call?.id ?? null,
      way: key,
      begun_at: now,
      begun_by: actor.staffId,
      declaration_version: asked.version,
    });
    begun = { personId, callId: call?.id ?? null };
  });
  return begun!;
}

function mustBeDeclared(declaration: Declaration, key: string) {
  const { identification } = declaration;
  const way =
    identification && Object.hasOwn(identification.ways, key) ? identification.ways[key] : undefined;
  if (identification === undefined || way === undefined)
    throw new Refusal('identification-not-declared', { field: 'way' });
  return { identification, way };
}

/** Each thing that the way asks, once, and nothing else; and the rule once more, whatever was published. */
function mustBeWhole(
  declaration: Declaration,
  { kind, asks = [] }: IdentificationWay,
  given: readonly { readonly category: string; readonly value: string }[],
): Answer[] {
  const kinds = asks.map((category) => declaration.categories[category]?.kind);
  if (kind !== 'call-back' && !sufficesToIdentify(kinds)) throw new Refusal('identification-not-enough');
  const answers = asks.map((category, at): Answer => {
    const kindOf = kinds[at];
    const said = given.filter((each) => each.category === category);
    if (said.length !== 1 || !isComparable(kindOf))
      throw new Refusal('identification-not-enough', { category });
    const value = normaliseAnswer(kindOf, said[0]!.value);
    if (value === undefined) throw new Refusal('value-not-valid', { field: category, kind: kindOf });
    return { category, kind: kindOf, value };
  });
  if (given.length !== answers.length) throw new Refusal('invalid-input', { field: 'answers' });
  return answers;
}
