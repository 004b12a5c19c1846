import type { Act } from '../../server/safeguards/declaration/declaration.ts';

const serve: readonly Act[] = [
  'list-contacts',
  'search-contacts',
  'open-contact',
  'answer-contact',
  'note-contact',
  'assign-contact',
  'close-contact',
  'merge-contacts',
  'report-incident',
  'open-person',
  'collect-field',
  'match-identity-code',
];

export interface Role {
  readonly tasks: readonly string[];
  /** What they may do, written down beside the declaration: whoever changes a task there changes it here. */
  readonly acts: readonly Act[];
}

/** The roles of the demo. */
export const roles = {
  agent: { tasks: ['answer-customers'], acts: serve },
  'team-lead': {
    tasks: ['lead-team'],
    acts: [
      ...serve,
      'merge-people',
      'open-tray',
      'open-raw-mail',
      'list-staff',
      'read-register',
      'manage-settings',
      'read-reports',
      'play-recording',
      'extend-recording',
    ],
  },
  'data-protection-officer': {
    tasks: ['handle-data-protection', 'reveal-identity-codes'],
    acts: [
      ...serve,
      'read-incidents',
      'merge-people',
      'reveal-identity-code',
      'open-tray',
      'open-raw-mail',
      'list-staff',
      'read-register',
      'draft-register',
      'manage-settings',
      'read-reports',
      'draw-receipt',
      'open-inspection',
      'play-recording',
      'download-recording',
      'extend-recording',
      'hold-recording',
    ],
  },
  administrator: {
    tasks: ['administer-staff', 'keep-register'],
    acts: [
      'list-staff',
      'manage-staff',
      'grant-tasks',
      'read-register',
      'draft-register',
      'publish-register',
      'manage-settings',
      'manage-connections',
      'import-mail',
      'read-reports',
    ],
  },
  auditor: {
    tasks: ['audit-access'],
    acts: ['read-access-log', 'export-access-log', 'list-staff', 'read-register'],
  },
} as const satisfies Record<string, Role>;
