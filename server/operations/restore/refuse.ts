import { Refusal } from '../../base/errors.ts';

/** Why a restore does not begin, or does not go on. Each is explained in `server/cli/explain-restore.ts`. */
export type RestoreReason =
  | 'place-missing'
  | 'identity-unreadable'
  | 'no-backup'
  | 'backup-not-there'
  | 'backup-unfinished'
  | 'not-for-this-identity'
  | 'of-another-installation'
  | 'statement-altered'
  | 'file-missing'
  | 'file-altered'
  | 'no-late-set'
  | 'late-not-there'
  | 'late-older-than-backup'
  | 'late-older-than-witness'
  | 'late-does-not-reach-back'
  | 'late-of-ended-epoch'
  | 'log-part-missing'
  | 'log-not-continued'
  | 'witness-damaged'
  | 'keeper-missing'
  | 'not-empty'
  | 'blobs-not-empty'
  | 'another-restore'
  | 'restore-running'
  | 'not-quarantined'
  | 'nothing-to-accept'
  | 'rows-differ'
  | 'value-does-not-open';

export function refuseRestore(
  reason: RestoreReason,
  details: Record<string, string | number | boolean> = {},
): Refusal {
  return new Refusal('restore-refused', { ...details, reason });
}
