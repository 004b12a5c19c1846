import { systemClock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import { readWitnessKey } from '../../safeguards/access-log/tree/cosignature.ts';
import { probeWitness, type WitnessProbe } from '../../safeguards/access-log/tree/probe-witness.ts';
import type { AskWitness } from '../../safeguards/access-log/tree/show-witness.ts';
import { createLeaver } from '../../safeguards/processors/ways-out.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { readInForce } from './read-in-force.ts';
import { withDatabase } from './with-database.ts';

const about = 'HALTIJA_WITNESS_URL';
const patience = 5_000;

const wrong: Readonly<Record<Exclude<WitnessProbe, 'signs' | 'answers'>, readonly [string, string]>> = {
  ahead: [
    'has signed for more lines than the access log has: the database is an older one',
    'If nobody put a backup back, keep everything as it is: it is evidence',
  ],
  'other-key': [
    'signs with another key than the one set',
    'Ask its keeper for the key, and write it into HALTIJA_WITNESS_KEY',
  ],
  refuses: [
    'does not know this log, or is not asked at this address',
    "Give its keeper the log's key (…/access-log/key), and compare the address",
  ],
  unavailable: ['gives no answer that can be used', 'Compare the address with what its keeper gave'],
};

/** The witness that checkpoints are shown to: it answers, knows this log, and signs with the key that is set. */
export async function checkWitness(settings: Settings): Promise<Finding[]> {
  if (settings.witness === undefined) return [];
  const { url, key } = settings.witness;
  const witness = readWitnessKey(key);
  if (witness === undefined)
    return [
      problem(
        'HALTIJA_WITNESS_KEY',
        'is no whole key of a witness',
        'Write what its keeper gives: name+id+key, of the type for cosignatures (4)',
      ),
    ];
  const inForce = await readInForce(settings);
  const ways = createLeaver({ clock: systemClock, current: () => inForce });
  const ask: AskWitness = async (path, body) => {
    const asking = { method: 'POST', body, answerTime: patience, mostBytes: 16 * 1024 };
    const answer = await ways.fetch('witness', `${url}/${path}`, asking);
    return { status: answer.status, text: await answer.text() };
  };
  try {
    const probe =
      (await withDatabase(settings, (db) => probeWitness(db, witness, ask))) ??
      (await probeWitness(undefined, witness, ask));
    const { found, size } = probe;
    if (found === 'signs') return [ok(about, `${witness.name} answers, and has signed for ${size} lines`)];
    if (found === 'answers')
      return [
        warning(
          about,
          `${witness.name} answers, and has signed nothing of this log yet`,
          "It is asked within a minute while the service runs; its keeper must know the log's key (…/access-log/key)",
        ),
      ];
    return [problem(about, `${witness.name} ${wrong[found][0]}`, wrong[found][1])];
  } catch (error) {
    // Told under the connections.
    if (error instanceof Refusal && error.code === 'connection-not-declared') return [];
    const [says, write] = wrong.unavailable;
    return [problem(about, `${witness.name} ${says}`, write)];
  }
}
