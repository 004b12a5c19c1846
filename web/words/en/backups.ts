/** The last backups, and the next. */
export const backups = {
  'backups.none': 'No backups are made',
  'backups.none-about':
    'No place for them is set. Whoever runs the service writes HALTIJA_BACKUP_DIR or HALTIJA_BACKUP_URL and the public keys into the settings.',
  'backups.last': 'Last good',
  'backups.never': 'none yet',
  'backups.next': 'Next by',
  'backups.late': 'Keys and erasures copied',
  'backups.kept': 'Kept',
  'backups.days': '{days, plural, one {# day} other {# days}}',
  'backups.place': 'Place',
  'backups.folder': 'A folder',
  'backups.bucket': 'An object store',
  'backups.overdue': 'overdue',
  'backups.list': 'The last backups',
  'backups.started': 'Begun',
  'backups.state': 'What became of it',
  'backups.size': 'Written',
  'backups.holds': 'Holds',
  'backups.finished': 'Whole',
  'backups.running': 'Being made: {done} of {all} tables, {blobs} of {of} files',
  'backups.failed': 'Failed',
  'backups.removed': 'Removed, {date}',
  'backups.rows':
    '{rows, plural, one {# row} other {# rows}}, {blobs, plural, =0 {no files} one {# file} other {# files}}',
  'backups.took': '{minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}}',
  'backups.failed-storage-full': 'The place is full. Make room, or keep them for fewer days.',
  'backups.failed-storage-unavailable':
    'The place, or the database, could not be used. Whoever runs the service must look.',
  'backups.failed-cut-short': 'It was cut short: the service ended meanwhile.',
  'backups.failed-other': 'It failed ({code}). Whoever runs the service must look.',
  'backups.not-yet': 'None has been made yet',
  'backups.not-yet-about': 'The first one begins within the hour.',
  'backups.first':
    'Backups are read with a key that is not on this machine, so nothing can be opened from here.',
  'backups.restores': 'Restores and rehearsals',
  'backups.restores-none': 'None has been restored yet',
  'backups.restores-none-about':
    'Only a backup that has been restored is known to be good. Rehearse it once a month: haltija restore --rehearse.',
  'backups.restore-when': 'Done',
  'backups.restore-what': 'What was done',
  'backups.restore-found': 'What came of it',
  'backups.restore-restore': 'Restored',
  'backups.restore-replay': 'Brought up to date',
  'backups.restore-rehearsal': 'Rehearsed',
  'backups.restore-data-of': '(the data of {at})',
  'backups.restore-well': 'All is well',
  'backups.restore-not-well': 'Not all is well',
  'backups.restore-alarms':
    '{alarms, plural, one {# unit does} other {# units do}} not open, and nobody has erased {alarms, plural, one {it} other {them}}.',
  'backups.restore-given-up': 'Given up: {because}',
  'backups.restore-open': '{open, plural, one {# unit opens} other {# units open}}',
  'backups.restore-erased':
    '{erased, plural, one {# erased since the backup, and gone here too} other {# erased since the backup, and gone here too}}',
  'backups.restore-lost':
    '{lost, plural, one {# lost: it was made, merged, split or moved after the backup} other {# lost: they were made, merged, split or moved after the backup}}',
  'backups.restore-lines':
    '{lines, plural, one {# line of the access log is lost} other {# lines of the access log are lost}}',
  'backups.restore-held-back':
    'Not sent, since it may have left before: {messages, plural, one {# message} other {# messages}}, {letters, plural, one {# letter} other {# letters}}, {hooks, plural, one {# web hook} other {# web hooks}}',
};
