import type { ReceiptWords } from './receipt-words.ts';

export const receiptWordsEn: ReceiptWords = {
  titles: {
    person: 'Who has used your data',
    contact: 'Who has used the data of your contact',
    staff: 'What is held of you, and what the log says of your work',
  },
  about: {
    person:
      'Everything that the access log holds about your data: each reading, list, search, change and erasure, when it was done, for which task and purpose, and which data it reached.',
    contact:
      'Everything that the access log holds about this contact: each reading, list, search, change and erasure, when it was done, for which task and purpose, and which data it reached.',
    staff:
      'Everything that the access log holds about you as a member of staff: what you did in the system, and what others did to your account.',
  },
  readers:
    'Those who read are not named. Each has a code that stays the same in every receipt of yours, so that you can see what one and the same person did, and ask about it. You may ask the controller for a name when you need it to use your rights; it weighs this against the other’s right to protection (Court of Justice, C-579/21).',
  proves:
    'Each line has a proof that it is in the signed access log. Whoever has the log’s key can check this without the controller.',
  missing:
    'A proof shows that a line is there. It does not show that none is missing: that takes somebody who may read the whole log, such as an auditor or the supervisory authority. They can draw this receipt again from the whole log and compare.',
  file: 'The file that can be checked is the one that ends in .haltija-receipt. This paper is for reading.',
  sections: { what: 'What this is', lines: 'The lines', check: 'How it can be checked' },
  controller: 'Controller',
  madeAt: 'Made',
  lines: 'Lines',
  newest: (shown, all) => `The newest ${shown} of ${all} lines; all of them are in the file.`,
  pruned: 'Lines whose retention period has ended are removed from the log, and are not here.',
  logSize: 'Lines in the log',
  logRoot: 'Root of the log',
  key: 'Key of the log',
  head: {
    at: 'When',
    what: 'What',
    task: 'Task',
    purposes: 'Purpose',
    data: 'Data',
    reader: 'By',
    units: 'Units',
  },
  system: 'the system',
  self: 'yourself',
  inspector: 'an auditor',
  nobody: 'not signed in',
  refused: 'refused',
  staffData: 'staff data',
  ownAccount: 'own account',
  none: '–',
  actions: {
    view: 'Opened',
    list: 'Shown in a list',
    search: 'Searched',
    export: 'Taken out',
    disclose: 'Disclosed',
    play: 'Listened to',
    match: 'Compared',
    reveal: 'Revealed',
    change: 'Changed',
    make: 'Made',
    erase: 'Erased',
    refuse: 'Refused',
    'sign-in': 'Signed in',
    'sign-out': 'Signed out',
    'sign-in-failed': 'Sign-in failed',
    'grant-task': 'Task given',
    'revoke-task': 'Task taken back',
    publish: 'Published',
    administer: 'Administered',
  },
};
