import type { Settings } from './base/settings.ts';
import type { KeyService } from './safeguards/vault/key-service.ts';
import { type Keeper, openKeeper } from './safeguards/vault/keeper.ts';
import type { MayConnect } from './storage/bucket/ask-before-connecting.ts';
import { openKmip } from './storage/kmip/open-kmip.ts';

/** Of whoever has no declaration to ask yet, since the keys come first: the operator's settings are the leave. */
const allowed: MayConnect = () => Promise.resolve();

/** The key service of the settings; nothing is asked of it yet. */
export function keyServiceOf(
  { keyService }: Pick<Settings, 'keyService'>,
  mayConnect: MayConnect = allowed,
): KeyService | undefined {
  return keyService && openKmip(keyService, { mayConnect });
}

/** The keeper of the settings, unlocked by the key service where one locks it. @throws Refusal as `openKeeper` */
export function openKeys(
  settings: Pick<Settings, 'keeperDir' | 'keyService'>,
  options: { create: boolean; mayConnect?: MayConnect | undefined },
): Promise<Keeper> {
  const service = keyServiceOf(settings, options.mayConnect);
  return openKeeper(settings.keeperDir, { create: options.create, service });
}
