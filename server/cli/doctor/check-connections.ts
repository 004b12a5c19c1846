import { getServers } from 'node:dns';
import { systemClock } from '../../base/clock.ts';
import { isThisMachine } from '../../base/host-name.ts';
import type { Settings } from '../../base/settings.ts';
import { listConfigured } from '../../compose-ways-out.ts';
import { listWebhookPlaces } from '../../operations/webhooks/list-places.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import { eachOnce, findRefused, writeConnection } from '../../safeguards/processors/configured.ts';
import type { ConnectionRefusal } from '../../safeguards/processors/refuse-connection.ts';
import { type Finding, ok, problem } from './finding.ts';
import { readInForce } from './read-in-force.ts';
import { withDatabase } from './with-database.ts';

const about = 'connections';

/** Whether the declaration lets the service connect to all that the settings and the web hooks name; what to declare where not. */
export async function checkConnections(settings: Settings): Promise<Finding[]> {
  const inForce = await readInForce(settings);
  // Told under HALTIJA_REGISTER.
  if (inForce === undefined) return [];
  const { declaration } = inForce;
  const webHooks = await withDatabase(settings, listWebhookPlaces).catch(() => undefined);
  const configured = eachOnce([...listConfigured(settings), ...(webHooks ?? [])]);
  const away = configured.filter(({ host }) => !isThisMachine(host));
  const refused = findRefused(declaration, dayOf(systemClock.now(), declaration.register.timeZone), away);
  const findings = refused.map(({ code, setting, ...to }) => {
    const [why, fix] = wordsOf[code];
    const write =
      code === 'connection-not-declared' ? `${fix}\n${writeConnection(declaration, to).trimEnd()}` : fix;
    return problem(setting ?? 'web hook', `${to.way} to ${to.host} is refused: ${why}`, write);
  });
  if (findings.length === 0)
    findings.push(
      ok(
        about,
        away.length === 0
          ? 'none leave this machine'
          : `${away.length} leave this machine, and each is declared`,
      ),
    );
  if (settings.mailDns)
    findings.push(
      ok('name servers', `${getServers().join(', ')} learn the domains of senders; they need no declaration`),
    );
  return findings;
}

const wordsOf: Readonly<Record<ConnectionRefusal, readonly [why: string, fix: string]>> = {
  'connection-not-declared': [
    'the declaration does not name that machine',
    'Declare it under the processor that keeps it, or under controller.systems where it is your own, and publish:',
  ],
  'recipient-agreement-ended': [
    'the agreement with whoever keeps it is not in force today',
    'Put agreement and validUntil right, and publish',
  ],
  'recipient-country-not-allowed': [
    'it stands in a country that the declaration does not allow',
    'Declare transferGround and processing.outsideEea, and publish; or use a machine in the EEA',
  ],
};
