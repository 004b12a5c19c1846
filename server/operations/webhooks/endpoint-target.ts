import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Place } from '../../safeguards/vault/sealed.ts';

/** Where a web hook goes and what it is signed with: both are secrets, an address may hold a key of its own. */
export interface EndpointTarget {
  readonly url: string;
  /** The first signs; those after it still do until their moment (ISO). */
  readonly secrets: readonly { readonly secret: string; readonly until: string | null }[];
}

/** Claimed by the web hooks: about no person, under a key of the keeper. */
export const targetPlace: Place = {
  table: 'connections.endpoint',
  column: 'target_sealed',
  category: 'connections',
};

const format = 1;

/** `whsec_` and 32 random bytes, as Standard Webhooks has it. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

// format (1), nonce (12), ciphertext, tag (16); bound to its endpoint.
export function createTargetSeal(keeper: Keeper) {
  const key = keeper.derive('connections/targets');
  const context = (id: Id<'endpoint'>) => Buffer.from(`connections.endpoint/target/${id}`);
  return {
    seal(id: Id<'endpoint'>, target: EndpointTarget): Buffer {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(context(id));
      const body = Buffer.concat([cipher.update(JSON.stringify(target), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(format), nonce, body, cipher.getAuthTag()]);
    },
    open(id: Id<'endpoint'>, sealed: Buffer): EndpointTarget {
      try {
        if (sealed[0] !== format) throw new Error('format');
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
        decipher.setAAD(context(id));
        decipher.setAuthTag(sealed.subarray(-16));
        const text = Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
        return JSON.parse(text.toString('utf8')) as EndpointTarget;
      } catch {
        throw new Refusal('internal', { reason: 'target-damaged' });
      }
    },
  };
}
export type TargetSeal = ReturnType<typeof createTargetSeal>;
