import { Refusal } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import { keyServiceOf } from '../../compose-keeper.ts';
import { readServiceState } from '../../safeguards/vault/move-keeper.ts';
import { tryService } from '../../safeguards/vault/try-service.ts';
import { explainRefusal } from '../explain-refusal.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'HALTIJA_KEY_SERVICE_URL';

/** The key service: whether it locks all keys, and does what it must. The keeper was opened by then. */
export async function checkKeyService(settings: Settings): Promise<Finding[]> {
  const service = keyServiceOf(settings);
  if (service === undefined) return [ok(about, 'is not set: the keys lie in their folder alone')];
  const { unlocked, locksNew, files } = await readServiceState(settings.keeperDir);
  const findings: Finding[] = [];
  if (unlocked.length === files)
    findings.push(problem(about, 'is set, and the service locks none of the keys', 'haltija key service on'));
  else if (unlocked.length > 0)
    findings.push(
      problem(
        about,
        `a move was cut short: ${unlocked.join(', ')} of ${files} keys are not locked; all works meanwhile`,
        `haltija key service ${locksNew ? 'on' : 'off'}`,
      ),
    );
  try {
    const { givesAway } = await tryService(service);
    if (findings.length === 0) findings.push(ok(about, `the service locks all ${files} keys`));
    findings.push(ok(about, 'a key was made there, used and destroyed'));
    if (givesAway)
      findings.push(
        warning(
          about,
          'the service would give its keys away to whoever has our certificate',
          'Forbid that there, if it knows how (sensitive, not extractable)',
        ),
      );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    findings.push(problem(about, explainRefusal(error)));
  }
  return findings;
}
