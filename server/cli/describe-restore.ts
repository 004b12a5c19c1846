import {
  countErased,
  countOf,
  isWell,
  type RestoreKind,
  type RestoreReport,
} from '../operations/restore/report.ts';

const heads: Readonly<Record<RestoreKind, string>> = {
  restore: 'Restored',
  replay: 'Brought up to date',
  rehearsal: 'Rehearsed: restored beside the service, compared, removed again',
};

/** A report for the person who asked. `isServed`: the quarantine is over. */
export function describeRestore({ statement }: RestoreReport): { text: string; isServed: boolean } {
  const { backup, late, log, units, replayed, heldBack, kind } = statement;
  const isServed = countOf(units, 'alarms') === 0 || statement.lossAccepted !== null;
  const kinds = Object.entries(units)
    .filter(([, each]) => each.held > 0)
    .map(([name, each]) => `${name} ${each.held}`);
  const erased = countErased(units);
  const made = countOf(units, 'made');
  const resealed = countOf(units, 'resealed');
  const alarms = countOf(units, 'alarms');
  const lines = [
    `${heads[kind]} in ${statement.seconds} s${statement.resumed ? ', after it had been cut short' : ''}.`,
    ...(backup
      ? [
          `Backup ${backup.id}, the data as of ${backup.snapshotAt}: ${statement.rows} rows, ${statement.blobs} blobs.`,
        ]
      : []),
    ...(late
      ? [
          `Late set ${late.number}, as of ${late.snapshotAt}${late.because === null ? '' : ` (not the newest: ${late.because})`}.`,
        ]
      : []),
    `Units that open: ${kinds.length > 0 ? kinds.join(', ') : 'none'}.`,
    `Erased since the backup, and gone here too: ${erased}. Known to the witness alone: ${replayed.erasures}.`,
    `Made since the backup, and lost: ${made}. Sealed anew since (merged, split, moved), and lost: ${resealed}. Their mail as it came, kept in the tray: ${statement.mailsInTray}.`,
    `Brought up to date: ${replayed.declarationVersions} versions of the declaration, ${replayed.people} people changed, ${replayed.restricted} restricted, ${replayed.mergedContacts} contacts of merged people.`,
    `Not sent by itself, since it may have left: ${heldBack.messages} messages, ${heldBack.letters} letters, ${heldBack.webHooks} web hooks.`,
    log.missing === 0
      ? `The access log is whole: ${log.lines} lines.`
      : `The access log has ${log.lines} lines; ${log.missing} that were signed later are lost, from ${log.missingFrom ?? 'the beginning'} to ${log.missingUntil}.`,
    ...(log.problems > 0
      ? [`The verifier finds ${log.problems} faults in it: haltija log verify names them.`]
      : []),
    ...(alarms > 0
      ? [
          `ALARM: ${alarms} units have neither a key nor a tombstone: unreadable, and nobody knows why.`,
          ...statement.alarming.slice(0, 20).map(({ kind: of, id }) => `  ${of} ${id}`),
          statement.lossAccepted === null
            ? 'Nothing is served. Find a newer late set, or: haltija restore accept-loss --because "…"'
            : `Given up: ${statement.lossAccepted}`,
        ]
      : []),
    ...(kind === 'rehearsal' || !isServed
      ? []
      : ['The quarantine is over: haltija start. Search is rebuilt by itself, the newest first.']),
    ...(isWell(statement) ? [] : ['Not all is well.']),
  ];
  return { text: lines.join('\n'), isServed };
}
