import type {
  Declaration,
  PublishedDeclaration,
  Task,
  Words,
} from '../../server/safeguards/declaration/declaration.ts';

const words = (text: string): Words => ({ sv: text, fi: text, en: text });

function task(given: Partial<Task> & Pick<Task, 'acts'>): Task {
  return { name: words('Task'), queues: [], categories: [], purposes: [], ...given };
}

/** Small enough to read whole: what the access room asks of a declaration, and no more. */
const declaration: Declaration = {
  register: {
    name: words('Register'),
    systemName: words('System'),
    subjects: words('Customers'),
    statedOn: '2026-01-01',
    timeZone: 'Europe/Helsinki',
    languages: ['sv', 'fi', 'en'],
  },
  controller: {
    name: 'Esimerkki Oy',
    businessId: '2918721-9',
    street: words('Testgatan 1'),
    postalCode: '00100',
    city: words('Helsinki'),
    contactAddress: 'privacy@example.fi',
    website: 'https://example.fi',
  },
  authority: { name: words('Authority'), website: 'https://authority.example' },
  purposes: {
    service: {
      name: words('Service'),
      description: words('Service'),
      basis: 'contract',
      decidedBy: 'controller',
    },
    identification: {
      name: words('Identification'),
      description: words('Identification'),
      basis: 'contract',
      decidedBy: 'controller',
    },
  },
  categories: Object.fromEntries(
    (['name', 'address', 'phone', 'messages', 'notes', 'recordings', 'identityCode'] as const).map((key) => [
      key,
      {
        name: words(key),
        kind: 'text',
        // What tells who somebody is serves that as well.
        purposes: key === 'name' || key === 'identityCode' ? ['service', 'identification'] : ['service'],
        explanation: words(key),
      },
    ]),
  ),
  channels: {},
  queues: { privacy: { name: words('Privacy') }, service: { name: words('Service') } },
  mailboxes: {},
  tasks: {
    answer: task({
      acts: ['list-contacts', 'open-contact', 'collect-field', 'match-identity-code', 'open-person'],
      queues: ['service'],
      categories: ['name', 'phone', 'messages'],
      collects: ['identityCode'],
      purposes: ['service'],
    }),
    lead: task({
      acts: ['list-contacts', 'open-contact', 'open-person'],
      queues: ['service'],
      categories: ['name', 'address', 'phone', 'messages', 'notes', 'recordings'],
      purposes: ['service', 'identification'],
    }),
    privacy: task({
      acts: ['list-contacts', 'open-contact'],
      queues: ['privacy'],
      categories: ['name', 'messages'],
      purposes: ['service'],
    }),
    reveal: task({
      acts: ['open-person', 'reveal-identity-code'],
      categories: ['identityCode', 'name'],
      purposes: ['identification'],
    }),
    administer: task({ acts: ['list-staff', 'manage-staff', 'grant-tasks'] }),
  },
  periods: {
    staff: {
      name: words('Staff'),
      unit: 'staff',
      months: 24,
      from: 'leaving',
      decidedBy: 'controller',
      ground: words('Ground'),
    },
  },
  reasons: { complaint: words('Complaint'), 'earlier-matter': words('Earlier matter') },
  undertaking: { version: 1, text: words('I keep secrets.') },
  processing: {
    mainCountry: 'FI',
    otherCountries: 'eea',
    outsideEea: { allowed: false, transferGround: 'standard-contractual-clauses' },
  },
  measures: [],
};

export const smallDeclaration: PublishedDeclaration = {
  version: 1,
  publishedAt: new Date('2026-01-01T00:00:00Z'),
  declaration,
};

/** The next version, with parts replaced. */
export function revised(parts: Partial<Declaration>, version = 2): PublishedDeclaration {
  return {
    version,
    publishedAt: new Date('2026-11-01T00:00:00Z'),
    declaration: { ...declaration, ...parts },
  };
}
