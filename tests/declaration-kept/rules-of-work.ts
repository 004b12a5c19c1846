import { arrangesWork, decided, type RuleKind, said, words } from './rule-kind.ts';

const without = (list: string[], gone: string) => list.filter((each) => each !== gone);

const queuesAndMailboxes: readonly RuleKind[] = [
  {
    field: 'queues.*.name',
    change: ({ queues }) => (queues['service']!.name = words('Other')),
    behaves: async (asks) => (await asks.me())['queues'],
    untold: arrangesWork,
  },
  {
    field: 'mailboxes.*.address',
    change: ({ mailboxes }) => (mailboxes['service-sv']!.address = 'annan@posti.example'),
    behaves: (asks) => asks.mail(),
    untold: arrangesWork,
  },
  {
    field: 'mailboxes.*.name',
    change: ({ mailboxes }) => (mailboxes['service-sv']!.name = words('Other')),
    behaves: (asks) => asks.mailboxNames(),
    untold: arrangesWork,
  },
  {
    field: 'mailboxes.*.queue',
    change: ({ mailboxes }) => (mailboxes['service-sv']!.queue = 'privacy'),
    behaves: (asks) => asks.mail(),
    untold: arrangesWork,
  },
  {
    field: 'mailboxes.*.language',
    change: ({ mailboxes }) => (mailboxes['service-sv']!.language = 'fi'),
    behaves: (asks) => asks.mail(),
    untold: arrangesWork,
  },
];

const tasks: readonly RuleKind[] = [
  {
    field: 'tasks.*',
    change: ({ tasks: all }) => delete all['audit-access'],
    behaves: (asks) => asks.grant('audit-access'),
  },
  said('tasks.*.name', ({ tasks: all }) => (all['lead-team']!.name = words('Other'))),
  {
    field: 'tasks.*.acts',
    change({ tasks: all }) {
      const task = all['answer-customers']!;
      task.acts = task.acts.filter((act) => act !== 'search-contacts');
    },
    behaves: (asks) => asks.search(),
    untold: 'people are told what a task sees and for what, not with which acts of the software',
  },
  {
    field: 'tasks.*.queues',
    change: ({ tasks: all }) => (all['answer-customers']!.queues = ['privacy']),
    behaves: (asks) => asks.contact(),
    untold: arrangesWork,
  },
  {
    field: 'tasks.*.categories',
    change({ tasks: all }) {
      const task = all['answer-customers']!;
      task.categories = without(task.categories, 'messages');
    },
    behaves: (asks) => asks.contact(),
  },
  {
    field: 'tasks.*.collects',
    change: ({ tasks: all }) => (all['answer-customers']!.collects = ['identityCode']),
    behaves: (asks) => asks.collect('address', 'Testvägen 1, Esbo'),
    untold: 'the notice says what is asked for in each channel, and what a task sees',
  },
  {
    field: 'tasks.*.purposes',
    change: ({ tasks: all }) => (all['answer-customers']!.purposes = ['service']),
    behaves: (asks) => asks.person(),
  },
  decided('tasks.*.decidedBy', ({ tasks: all }) => (all['lead-team']!.decidedBy = 'notice')),
  {
    field: 'reasons.*',
    change: ({ reasons }) => delete reasons['verify-identity'],
    behaves: (asks) => asks.collect('address', 'Testvägen 1, Esbo'),
    untold: arrangesWork,
  },
  {
    field: 'undertaking.version',
    change: ({ undertaking }) => (undertaking.version = 2),
    behaves: (asks) => asks.list(),
    untold: 'the undertaking is between the controller and its staff; the notice says that there is one',
  },
  {
    field: 'undertaking.text',
    change: ({ undertaking }) => (undertaking.text = words('Other')),
    behaves: (asks) => asks.undertaking(),
    untold: 'the undertaking is between the controller and its staff; the notice says that there is one',
  },
];

/** Told to whom it would help, it would help whoever pretends to be somebody else. */
const notTold =
  'people are told that they are identified and by which data; how often one may try helps nobody else';

const identification: readonly RuleKind[] = [
  {
    field: 'identification.ways.*.name',
    change: ({ identification: all }) => (all!.ways['questions']!.name = words('Other')),
    behaves: (asks) => asks.identification(),
    untold: notTold,
  },
  {
    field: 'identification.ways.*.kind',
    change: ({ identification: all }) => (all!.ways['questions']!.kind = 'call-back'),
    behaves: 'refused',
    untold: notTold,
  },
  {
    field: 'identification.ways.*.asks',
    change: ({ identification: all }) => (all!.ways['questions']!.asks = ['address', 'phone']),
    behaves: (asks) => asks.identification(),
    untold: notTold,
  },
  {
    field: 'identification.ways.*.processor',
    change: ({ identification: all }) => (all!.ways['register']!.processor = 'work-reports'),
    behaves: 'refused',
    untold: notTold,
  },
  {
    field: 'identification.validMinutes',
    change: ({ identification: all }) => (all!.validMinutes = 7),
    behaves: (asks) => asks.identification(),
    untold: notTold,
  },
  {
    field: 'identification.attempts.ofContact',
    change: ({ identification: all }) => (all!.attempts.ofContact = 2),
    behaves: (asks) => asks.identification(),
    untold: notTold,
  },
  {
    field: 'identification.attempts.ofPerson',
    change: ({ identification: all }) => (all!.attempts.ofPerson = 1),
    behaves: (asks) => asks.identification(),
    untold: notTold,
  },
  {
    field: 'identification.attempts.withinMinutes',
    change: ({ identification: all }) => (all!.attempts.withinMinutes = 5),
    behaves: (asks) => asks.identification('long-ago'),
    untold: notTold,
  },
  decided('identification.decidedBy', ({ identification: all }) => (all!.decidedBy = 'notice')),
];

export const rulesOfWork: readonly RuleKind[] = [...identification, ...queuesAndMailboxes, ...tasks];
