import type { z } from 'zod';
import type { refusedConnectionSchema, waysOutSchema } from '../../../contract/console/connections.ts';
import type { Declaration } from '../../safeguards/declaration/declaration.ts';
import {
  type Configured,
  type UndeclaredConnection,
  writeConnection,
} from '../../safeguards/processors/configured.ts';
import { recipientOf } from '../../safeguards/processors/may-disclose.ts';
import { type Destination, judgeConnection } from '../../safeguards/processors/refuse-connection.ts';
import type { RefusedAttempt } from '../../safeguards/processors/ways-out.ts';

type WaysOut = z.input<typeof waysOutSchema>;

const toWrite = (declaration: Declaration, code: string | null, to: Destination) =>
  code === 'connection-not-declared' ? writeConnection(declaration, to) : null;

export function presentRefused(
  declaration: Declaration,
  each: UndeclaredConnection,
): z.input<typeof refusedConnectionSchema> {
  const { way, host, port, setting, code } = each;
  return { way, host, port, setting, code, write: toWrite(declaration, code, each) };
}

/** A connection that is set up, with whose machine it leads to under this declaration. */
export function presentConfigured(
  declaration: Declaration,
  today: string,
  each: Configured,
): WaysOut['connections'][number] {
  const { way, host, port, setting } = each;
  const judged = judgeConnection(declaration, today, each);
  const owner = 'owner' in judged ? judged.owner : undefined;
  const code = 'refusal' in judged ? judged.refusal : null;
  const recipient = owner?.kind === 'recipient' ? recipientOf(declaration, owner.key) : undefined;
  const system = owner?.kind === 'system' ? declaration.controller.systems?.[owner.key] : undefined;
  return {
    way,
    host,
    port,
    setting,
    owner: owner?.kind ?? null,
    name: (recipient ?? system)?.name ?? null,
    countries: [...((recipient ?? system)?.countries ?? [])],
    code,
    write: toWrite(declaration, code, each),
  };
}

/** A refused attempt; what to write where it would be refused still. */
export function presentAttempt(
  declaration: Declaration,
  today: string,
  { id, way, host, port, code, first_at, last_at, times }: RefusedAttempt,
): WaysOut['refused'][number] {
  const judged = judgeConnection(declaration, today, { way, host });
  return {
    attemptId: id,
    way,
    host,
    port,
    code,
    firstAt: first_at.toISOString(),
    lastAt: last_at.toISOString(),
    times,
    write: 'refusal' in judged ? toWrite(declaration, judged.refusal, { way, host, port }) : null,
  };
}
