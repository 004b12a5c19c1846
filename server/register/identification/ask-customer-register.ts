import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Secret } from '../../base/secret.ts';
import { readSecret } from '../../base/secret.ts';
import type { Id } from '../../base/new-id.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { FetchFailed } from '../../safeguards/processors/fetch-out.ts';
import type { Gate } from '../../safeguards/processors/gate.ts';
import type { Answer } from './compare-answers.ts';

/** The service's own register of customers, as the settings give it. */
export interface CustomerRegister {
  readonly url: string;
  readonly secret: Secret;
}

/** Milliseconds: somebody is on the line. */
const answerTime = 5000;
const mostBytes = 1024;

const answerSchema = z.strictObject({ id: z.string().max(60), match: z.boolean() });

/**
 * Asks it whether all of this is right of one person. A disclosure like any other: to a declared processor, recorded before it
 * leaves. Nothing is in the address; request and answer are signed, so that nobody between them answers. docs/operate/identification.md
 * @returns undefined when there was no answer, or none that could be believed
 * @throws Refusal 'recipient-…', 'connection-not-declared', 'log-unavailable'
 */
export async function askCustomerRegister(
  deps: { gate: Gate; customerRegister: CustomerRegister; current(): PublishedDeclaration },
  asked: {
    readonly recipient: string;
    readonly id: Id<'identification'>;
    readonly contactId: Id<'contact'>;
    readonly personId: Id<'person'>;
    readonly answers: readonly Answer[];
  },
): Promise<boolean | undefined> {
  const { gate, customerRegister } = deps;
  const { purposes } = deps.current().declaration;
  const purpose = Object.keys(purposes).find((key) => purposes[key]!.identifies === true) ?? 'unknown';
  let match: boolean | undefined;
  const passed = await gate.pass(
    {
      recipient: asked.recipient,
      purpose,
      categories: asked.answers.map(({ category }) => category),
      way: 'identification',
      endpointId: null,
      what: 'identity-asked',
      contactId: asked.contactId,
    },
    async () => {
      match = await ask(gate, customerRegister, asked.id, asked.answers);
      return { ok: match !== undefined, code: match === undefined ? 'no-answer' : null };
    },
    // What goes was typed, and is nowhere to be opened.
    { personId: asked.personId, load: async () => () => ({}) },
  );
  return passed.left ? match : undefined;
}

async function ask(
  gate: Pick<Gate, 'fetch'>,
  { url, secret }: CustomerRegister,
  id: string,
  answers: readonly Answer[],
): Promise<boolean | undefined> {
  const key = await readSecret(secret);
  const body = JSON.stringify({
    id,
    at: Math.floor(Date.now() / 1000),
    values: Object.fromEntries(answers.map(({ category, value }) => [category, value])),
  });
  try {
    const answer = await gate.fetch('identification', url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'haltija-signature': sign(key, 'ask', body) },
      body,
      answerTime,
      mostBytes,
    });
    if (answer.status !== 200) return undefined;
    const text = await answer.text();
    const read = answerSchema.safeParse(parseJson(text));
    const isTheirs = isSignature(answer.header('haltija-signature'), sign(key, 'answer', text));
    return read.success && read.data.id === id && isTheirs ? read.data.match : undefined;
  } catch (error) {
    if (error instanceof FetchFailed) return undefined;
    throw error;
  }
}

const sign = (key: string, what: 'ask' | 'answer', body: string) =>
  createHmac('sha256', key).update(`${what}.${body}`).digest('base64');

function isSignature(given: string | null, right: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
