import type { NeverDone } from '../../server/safeguards/declaration/declaration.ts';
import { decided, notYet, type RuleKind, said, words } from './rule-kind.ts';

const registerAndController: readonly RuleKind[] = [
  said('register.name', ({ register }) => (register.name = words('Other'))),
  said('register.systemName', ({ register }) => (register.systemName = words('Other'))),
  said('register.subjects', ({ register }) => (register.subjects = words('Other'))),
  said('register.statedOn', ({ register }) => (register.statedOn = '2026-01-31')),
  {
    field: 'register.timeZone',
    change: ({ register }) => (register.timeZone = 'Pacific/Kiritimati'),
    behaves: (asks) => asks.mail(),
    untold: 'a period is told in months; in which zone its days begin shows in no sentence',
  },
  {
    field: 'register.languages',
    change: ({ register }) => (register.languages = ['sv', 'fi']),
    behaves: (asks) => asks.notice('en'),
    untold: 'a notice does not say in which other languages there is none',
  },
  said('controller.name', ({ controller }) => (controller.name = 'Annat Ab')),
  said('controller.businessId', ({ controller }) => (controller.businessId = '0000001-9')),
  said('controller.street', ({ controller }) => (controller.street = words('Other'))),
  said('controller.postalCode', ({ controller }) => (controller.postalCode = '00100')),
  said('controller.city', ({ controller }) => (controller.city = words('Other'))),
  said('controller.contactAddress', ({ controller }) => (controller.contactAddress = 'annan@example.fi')),
  said('controller.website', ({ controller }) => (controller.website = 'https://annan.example')),
  said('controller.officer.name', ({ controller }) => (controller.officer!.name = words('Other'))),
  said(
    'controller.officer.contactAddress',
    ({ controller }) => (controller.officer!.contactAddress = 'annan@example.fi'),
  ),
  said('authority.name', ({ authority }) => (authority.name = words('Other'))),
  said('authority.website', ({ authority }) => (authority.website = 'https://annan.example')),
];

const places: readonly RuleKind[] = [
  {
    field: 'processing.mainCountry',
    change: ({ processing }) => (processing.mainCountry = 'SE'),
    behaves: notYet(
      'where the service itself runs is attested; each machine it connects to has its own countries',
    ),
  },
  {
    field: 'processing.otherCountries',
    change: (register) => Object.assign(register.processing, { otherCountries: 'world' }),
    behaves: 'refused',
    untold: 'there is no other value',
  },
  {
    field: 'processing.outsideEea.allowed',
    change: ({ processing }) => (processing.outsideEea.allowed = false),
    behaves: 'refused',
  },
  {
    field: 'processing.outsideEea.transferGround',
    change: (register) => Object.assign(register.processing.outsideEea, { transferGround: 'none' }),
    behaves: 'refused',
    untold: 'there is no other value',
  },
  said('processing.services', ({ processing }) => (processing.services = [words('Other')])),
  said('processing.groupCompanies', ({ processing }) => delete processing.groupCompanies),
];

const machines = 'who has the data is told, not by which machines';

const systems: readonly RuleKind[] = [
  {
    field: 'controller.systems.*',
    change: ({ controller }) => delete controller.systems,
    behaves: (asks) => asks.connect('mail-out', 'relay.own.example'),
  },
  said(
    'controller.systems.*.name',
    ({ controller }) => (controller.systems!['relay']!.name = words('Other')),
  ),
  {
    field: 'controller.systems.*.countries',
    change: ({ controller }) => (controller.systems!['relay']!.countries = ['SE', 'US']),
    behaves: 'refused',
  },
  {
    field: 'controller.systems.*.connections.*.way',
    change: ({ controller }) => (controller.systems!['relay']!.connections[0]!.way = 'mail-in'),
    behaves: (asks) => asks.connect('mail-out', 'relay.own.example'),
    untold: machines,
  },
  {
    field: 'controller.systems.*.connections.*.hosts',
    change: ({ controller }) => (controller.systems!['relay']!.connections[0]!.hosts = ['*.own.example']),
    behaves: (asks) => asks.connect('mail-out', 'other.own.example'),
    untold: machines,
  },
];

const processors: readonly RuleKind[] = [
  {
    field: 'processors.*',
    change: (register) => {
      register.processors = {};
      delete register.identification!.ways['register'];
    },
    behaves: (asks) => asks.give('work-reports', 'quality'),
  },
  said('processors.*.name', ({ processors: all }) => (all!['work-reports']!.name = 'Annat Ab')),
  said('processors.*.service', ({ processors: all }) => (all!['work-reports']!.service = words('Other'))),
  said('processors.*.agreement.id', ({ processors: all }) => (all!['work-reports']!.agreement.id = 'B 2')),
  {
    field: 'processors.*.agreement.date',
    change: ({ processors: all }) =>
      Object.assign(all!['work-reports']!, {
        agreement: { id: 'DEMO-1', date: '2099-01-01' },
        validUntil: '2099-12-31',
      }),
    behaves: (asks) => asks.give('work-reports', 'quality'),
  },
  {
    field: 'processors.*.validUntil',
    change: ({ processors: all }) => (all!['work-reports']!.validUntil = '2026-01-31'),
    behaves: (asks) => asks.give('work-reports', 'quality'),
  },
  {
    field: 'processors.*.purposes',
    change: ({ processors: all }) => (all!['work-reports']!.purposes = ['service']),
    behaves: (asks) => asks.give('work-reports', 'quality'),
  },
  {
    field: 'processors.*.categories',
    change: ({ processors: all }) => (all!['work-reports']!.categories = []),
    behaves: (asks) => asks.give('work-reports', 'service', ['name']),
  },
  {
    field: 'processors.*.countries',
    change({ processors: all, processing }) {
      all!['work-reports']!.countries = ['FI', 'US', 'IN'];
      processing.outsideEea.allowed = false;
    },
    behaves: 'refused',
  },
  {
    field: 'processors.*.transferGround',
    change: ({ processors: all }) => delete all!['work-reports']!.transferGround,
    behaves: 'refused',
  },
  {
    field: 'processors.*.connections',
    change: ({ processors: all }) => delete all!['work-reports']!.connections,
    behaves: (asks) => asks.connect('sign-in', 'login.example'),
    untold: machines,
  },
  {
    field: 'processors.*.connections.*.way',
    change: ({ processors: all }) => (all!['work-reports']!.connections![0]!.way = 'keys'),
    behaves: (asks) => asks.connect('sign-in', 'login.example'),
    untold: machines,
  },
  {
    field: 'processors.*.connections.*.hosts',
    change: ({ processors: all }) => (all!['work-reports']!.connections![0]!.hosts = ['*.example.com']),
    behaves: (asks) => asks.connect('sign-in', 'login.example'),
    untold: machines,
  },
  said('processors.*.groupCompany', ({ processors: all }) => (all!['work-reports']!.groupCompany = true)),
  decided('processors.*.decidedBy', ({ processors: all }) => (all!['work-reports']!.decidedBy = 'notice')),
];

const recipients: readonly RuleKind[] = [
  {
    field: 'recipients.*',
    change: (register) => (register.recipients = {}),
    behaves: (asks) => asks.give('insurer', 'service'),
  },
  said('recipients.*.name', ({ recipients: all }) => (all!['insurer']!.name = words('Other'))),
  said('recipients.*.kind', ({ recipients: all }) => (all!['insurer']!.kind = 'adviser')),
  said('recipients.*.why', ({ recipients: all }) => (all!['insurer']!.why = words('Other'))),
  said('recipients.*.basis', ({ recipients: all }) => (all!['insurer']!.basis = 'contract')),
  {
    field: 'recipients.*.purposes',
    change: ({ recipients: all }) => (all!['insurer']!.purposes = ['rights']),
    behaves: (asks) => asks.give('insurer', 'service'),
  },
  {
    field: 'recipients.*.categories',
    change: ({ recipients: all }) => (all!['insurer']!.categories = ['emailAddress']),
    behaves: (asks) => asks.give('insurer', 'service', ['name']),
  },
  {
    field: 'recipients.*.countries',
    change({ recipients: all, processing }) {
      all!['insurer']!.countries = ['US', 'IN'];
      processing.outsideEea.allowed = false;
    },
    behaves: 'refused',
  },
  {
    field: 'recipients.*.transferGround',
    change: ({ recipients: all }) => delete all!['insurer']!.transferGround,
    behaves: 'refused',
  },
  {
    field: 'recipients.*.connections',
    change: ({ recipients: all }) => delete all!['insurer']!.connections,
    behaves: (asks) => asks.connect('web-hook', 'hooks.insurer.example'),
    untold: machines,
  },
  {
    field: 'recipients.*.connections.*.way',
    change: ({ recipients: all }) => (all!['insurer']!.connections![0]!.way = 'mail-out'),
    behaves: 'refused',
    untold: machines,
  },
  {
    field: 'recipients.*.connections.*.hosts',
    change: ({ recipients: all }) => (all!['insurer']!.connections![0]!.hosts = ['hooks.example.com']),
    behaves: (asks) => asks.connect('web-hook', 'hooks.insurer.example'),
    untold: machines,
  },
  {
    field: 'recipients.*.validUntil',
    change: ({ recipients: all }) => (all!['insurer']!.validUntil = '2026-01-31'),
    behaves: (asks) => asks.give('insurer', 'service'),
  },
  decided('recipients.*.decidedBy', ({ recipients: all }) => (all!['insurer']!.decidedBy = 'notice')),
];

const promises: readonly RuleKind[] = [
  {
    field: 'never.*',
    change: (register) => (register.never = ['sale', 'other-use', 'profiling'] as NeverDone[]),
    behaves: 'refused',
  },
  {
    field: 'rights.answerMonths',
    change: ({ rights }) => (rights!.answerMonths = 2),
    behaves: 'refused',
  },
  {
    field: 'rights.extensionMonths',
    change: ({ rights }) => (rights!.extensionMonths = 1),
    behaves: notYet('no request has a clock; rights requests are a later issue'),
  },
  said('measures.*.name', ({ measures }) => (measures[0]!.name = words('Other'))),
  {
    field: 'measures.*.kind',
    change: ({ measures }) => (measures[0]!.kind = 'attested'),
    behaves: (asks) => asks.attested(),
  },
];

export const rulesOfTelling: readonly RuleKind[] = [
  ...registerAndController,
  ...places,
  ...systems,
  ...processors,
  ...recipients,
  ...promises,
];
