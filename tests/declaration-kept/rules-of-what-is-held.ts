import { askNoMore, dropCategory, stopCollecting, type Register } from '../promises/change-register.ts';
import { decided, notYet, type RuleKind, said, words } from './rule-kind.ts';

const without = (list: string[], gone: string) => list.filter((each) => each !== gone);
const ruleFor = ({ channels }: Register, category: string) =>
  channels.email!.collects.find((rule) => rule.category === category)!;

const purposes: readonly RuleKind[] = [
  {
    field: 'purposes.*',
    change(register) {
      delete register.purposes['security'];
      const rules = Object.values(register.channels).flatMap(({ collects }) => collects);
      for (const each of [
        ...rules,
        ...Object.values(register.categories),
        ...Object.values(register.tasks),
        ...Object.values(register.periods),
      ])
        each.purposes = without(each.purposes ?? [], 'security');
      register.periods['staff']!.purposes = ['rights'];
      dropCategory(register, 'ipAddress');
    },
    behaves: async (asks) => (await asks.me())['purposes'],
  },
  said('purposes.*.name', ({ purposes: all }) => (all['quality']!.name = words('Other'))),
  said('purposes.*.description', ({ purposes: all }) => (all['quality']!.description = words('Other'))),
  {
    field: 'purposes.*.basis',
    change: ({ purposes: all }) => (all['service']!.basis = 'consent'),
    behaves: notYet('which rights a basis gives is told; the requests themselves are a later issue'),
  },
  decided('purposes.*.decidedBy', ({ purposes: all }) => (all['service']!.decidedBy = 'notice')),
  said('purposes.*.interest', ({ purposes: all }) => (all['quality']!.interest = words('Other'))),
  said('purposes.*.balancing', ({ purposes: all }) => (all['quality']!.balancing = words('Other'))),
  said(
    'purposes.*.documents.*.kind',
    ({ purposes: all }) => (all['quality']!.documents![0]!.kind = 'impact-assessment'),
  ),
  said(
    'purposes.*.documents.*.name',
    ({ purposes: all }) => (all['quality']!.documents![0]!.name = words('Other')),
  ),
  said(
    'purposes.*.documents.*.date',
    ({ purposes: all }) => (all['quality']!.documents![0]!.date = '2026-02-01'),
  ),
  said(
    'purposes.*.documents.*.reference',
    ({ purposes: all }) => (all['quality']!.documents![0]!.reference = 'B 2'),
  ),
  {
    field: 'purposes.*.identifies',
    change: ({ purposes: all }) => delete all['identification']!.identifies,
    behaves: 'refused',
    untold: 'it says which purpose identity codes may serve; the notice names the purposes of each category',
  },
];

const categories: readonly RuleKind[] = [
  {
    field: 'categories.*',
    change: (register) => dropCategory(register, 'address'),
    behaves: (asks) => asks.collect('address', 'Testvägen 1, Esbo'),
  },
  said('categories.*.name', ({ categories: all }) => (all['notes']!.name = words('Other'))),
  {
    field: 'categories.*.kind',
    change(register) {
      register.categories['address']!.kind = 'name';
      askNoMore(register, 'address');
    },
    behaves: (asks) => asks.collect('address', 'Å'),
    untold: 'how a value is checked is no matter of the notice, which names the category itself',
  },
  {
    field: 'categories.*.purposes',
    change(register) {
      register.categories['emailAddress']!.purposes = ['service', 'identification'];
      ruleFor(register, 'emailAddress').purposes = ['service', 'identification'];
      register.recipients!['insurer']!.purposes = ['service', 'rights'];
    },
    behaves: async (asks) => [await asks.mail(), await asks.give('insurer', 'rights', ['emailAddress'])],
  },
  said('categories.*.explanation', ({ categories: all }) => (all['notes']!.explanation = words('Other'))),
  {
    field: 'categories.*.origin',
    change: ({ categories: all }) => (all['address']!.origin = 'staff'),
    behaves: (asks) => asks.collect('address', 'Testvägen 1, Esbo'),
  },
  decided('categories.*.decidedBy', ({ categories: all }) => (all['name']!.decidedBy = 'controller')),
];

const channels: readonly RuleKind[] = [
  {
    field: 'channels.*',
    change({ channels: all, categories: held, tasks }) {
      delete all.chat;
      delete held['ipAddress'];
      for (const task of Object.values(tasks)) task.categories = without(task.categories, 'ipAddress');
    },
    behaves: (asks) => asks.collect('name', 'Asko Asiakas', 'chat'),
  },
  said('channels.*.name', ({ channels: all }) => (all.email!.name = words('Other'))),
  {
    field: 'channels.*.collects.*.category',
    change(register) {
      stopCollecting(register, 'email', 'files');
      ruleFor(register, 'name').category = 'phone';
      ruleFor(register, 'phone').purposes = ['service'];
      delete ruleFor(register, 'phone').askedFor;
      register.sources!['old-mail']!.categories = ['messages', 'emailAddress'];
    },
    behaves: (asks) => asks.mail(),
  },
  {
    field: 'channels.*.collects.*.when',
    change(register) {
      const rule = ruleFor(register, 'name');
      rule.when = 'on-request';
      delete rule.askedFor;
      register.sources!['old-mail']!.categories = ['messages', 'emailAddress'];
    },
    behaves: (asks) => asks.mail(),
  },
  {
    field: 'channels.*.collects.*.purposes',
    change: (register) => (ruleFor(register, 'emailAddress').purposes = ['service']),
    behaves: (asks) => asks.mail(),
    untold: 'the notice and the record say what each category is for, not how each channel shares it out',
  },
  {
    field: 'channels.*.collects.*.askedFor',
    change: (register) => delete ruleFor(register, 'name').askedFor,
    behaves: (asks) => asks.collect('name', 'Asko Asiakas'),
  },
  decided(
    'channels.*.collects.*.decidedBy',
    ({ channels: all }) => (all.email!.collects[0]!.decidedBy = 'controller'),
  ),
  {
    field: 'channels.*.records',
    change: ({ channels: all }) => (all.phone!.records = ['incoming']),
    behaves: (asks) => asks.record(),
  },
  {
    field: 'channels.*.unannounced',
    change: ({ channels: all }) => (all.phone!.unannounced = 'alert'),
    behaves: (asks) => asks.record(),
    untold:
      'the notice says that people are told before recording begins; this is for where no signal says so',
  },
];

const periods: readonly RuleKind[] = [
  said('periods.*.name', ({ periods: all }) => (all['contact']!.name = words('Other'))),
  {
    field: 'periods.*.unit',
    change: ({ periods: all }) => (all['contact']!.unit = 'mail'),
    behaves: 'refused',
  },
  {
    field: 'periods.*.purposes',
    change: ({ periods: all }) => (all['person']!.purposes = ['service', 'identification']),
    behaves: async (asks) => [await asks.mail(), await asks.give('insurer', 'rights', ['emailAddress'])],
  },
  {
    field: 'periods.*.months',
    change: ({ periods: all }) => (all['contact']!.months = 7),
    behaves: (asks) => asks.mail(),
  },
  {
    field: 'periods.*.from',
    change: ({ periods: all }) => (all['contact']!.from = 'arrival'),
    behaves: (asks) => asks.closed(),
  },
  {
    field: 'periods.*.capMonths',
    change: ({ periods: all }) => (all['recording']!.capMonths = 9),
    behaves: (asks) => asks.extend(),
  },
  {
    field: 'periods.*.extensions.*',
    change: ({ periods: all }) => delete all['recording']!.extensions!['complaint'],
    behaves: (asks) => asks.extend(),
  },
  decided('periods.*.decidedBy', ({ periods: all }) => (all['contact']!.decidedBy = 'notice')),
  said('periods.*.ground', ({ periods: all }) => (all['contact']!.ground = words('Other'))),
  {
    field: 'backups.horizonDays',
    change: ({ backups }) => (backups!.horizonDays = 7),
    behaves: (asks) => asks.horizon(),
  },
  decided('backups.decidedBy', ({ backups }) => (backups!.decidedBy = 'notice')),
];

const sources: readonly RuleKind[] = [
  {
    field: 'sources.*',
    change: (register) => (register.sources = {}),
    behaves: (asks) => asks.importOld(),
  },
  said('sources.*.name', ({ sources: all }) => (all!['old-mail']!.name = words('Other'))),
  {
    field: 'sources.*.kind',
    change: ({ sources: all }) => (all!['old-mail']!.kind = 'other-controller'),
    behaves: (asks) => asks.importOld(),
  },
  said('sources.*.explanation', ({ sources: all }) => (all!['old-mail']!.explanation = words('Other'))),
  {
    field: 'sources.*.categories',
    change: ({ sources: all }) => (all!['old-mail']!.categories = ['messages', 'emailAddress']),
    behaves: (asks) => asks.importOld(),
  },
  decided('sources.*.decidedBy', ({ sources: all }) => (all!['old-mail']!.decidedBy = 'notice')),
];

export const rulesOfWhatIsHeld: readonly RuleKind[] = [
  ...purposes,
  ...categories,
  ...channels,
  ...periods,
  ...sources,
];
