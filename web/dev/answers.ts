import type { z } from 'zod';
import type { consoleRoutes } from '../../contract/console/routes.ts';
import { ago, ahead, cards, day, declared, id, now, staff } from './invented.ts';

type Routes = typeof consoleRoutes;
type Answers = { [Name in keyof Routes]: (input: Input) => z.input<Routes[Name]['answer']> };
interface Input {
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export class Refused extends Error {
  readonly status: number;
  constructor(code: string, status: number) {
    super(code);
    this.status = status;
  }
}

/** What the fake remembers; set through /fake?… for looking at states. */
export const state = {
  signedIn: true,
  accepted: true,
  language: 'sv',
  theme: 'light',
  conditions: false,
  identifies: false,
  empty: false,
  conflict: false,
};

const entries = (record: Record<string, any>, key: string) =>
  Object.entries(record).map(([name, value]) => ({ [key]: name, ...value }));
const acts = [...new Set(Object.values<any>(declared.tasks).flatMap((task) => task.acts))] as string[];
const kept = { deleteAfter: null, rule: 'contact', declarationVersion: 1 };
const versions = new Map<string, Partial<(typeof cards)[number]>>();
const cardOf = (contactId: string) => {
  const card = cards.find((each) => each.contactId === contactId);
  if (!card) throw new Refused('not-found', 404);
  return Object.assign(card, versions.get(contactId));
};
const change = (contactId: string, part: object) => {
  const card = cardOf(contactId);
  Object.assign(card, part, { version: card.version + 1 });
  return { contactId, version: card.version };
};
const extra = new Map<string, any[]>();
const notes = new Map<string, any[]>();
const html =
  '<table style="border-collapse:collapse"><tr><td style="padding:12px;background-color:#e8f0ff;color:#123a7a"><b>Faktura 4711</b></td></tr><tr><td style="padding:12px">Se bifogad fil. <span class="haltija-blocked-image"></span></td></tr></table>';

const readings = {
  readings: Array.from({ length: 7 }, (_, index) => ({
    at: ago(4 + index * 190),
    action: index === 2 ? 'search' : 'view',
    act: 'open-contact',
    task: 'answer-customers',
    actorKind: 'staff' as const,
    staffId: staff[index % 4]!.staffId,
    reason: index === 3 ? 'earlier-matter' : null,
  })),
};

export const answers: Answers = {
  signIn: ({ body }) => {
    if (body.password === 'wrong') throw new Refused('sign-in-failed', 401);
    state.signedIn = true;
    return { done: true };
  },
  signOut: () => {
    state.signedIn = false;
    return { done: true };
  },
  openLink: ({ body }) => {
    if (body.token.startsWith('used')) throw new Refused('link-not-valid', 410);
    const first = body.token.startsWith('first');
    return first
      ? { purpose: 'first-administrator', userName: null, displayName: null, language: null }
      : { purpose: 'invitation', userName: 'aino.korhonen', displayName: 'Aino Korhonen', language: 'fi' };
  },
  useLink: () => {
    throw new Refused('password-too-weak', 422);
  },
  me: () => ({
    ...staff[0]!,
    language: state.language as 'sv',
    theme: state.theme as 'light',
    acts,
    tasks: [{ task: 'lead-team', name: declared.tasks['lead-team'].name, until: day(300) }],
    queues: entries(declared.queues, 'queue') as any,
    undertaking: { version: 1, accepted: state.accepted },
    register: { name: declared.register.name, version: 1, publishedAt: ago(400_000) },
    reasons: Object.entries<any>(declared.reasons).map(([reason, name]) => ({ reason, name })),
    categories: entries(declared.categories, 'category') as any,
    purposes: entries(declared.purposes, 'purpose') as any,
    taskNames: entries(declared.tasks, 'task') as any,
    periods: entries(declared.periods, 'rule') as any,
  }),
  changeProfile: ({ body }) => {
    Object.assign(state, body);
    return { done: true };
  },
  changePassword: () => {
    throw new Refused('password-too-weak', 422);
  },
  undertaking: () => ({ ...declared.undertaking, accepted: state.accepted }),
  acceptUndertaking: () => {
    state.accepted = true;
    return { done: true };
  },
  listContacts: ({ query }) => {
    const found = cards.filter(
      (card) =>
        (query['view'] === 'all' ||
          (query['view'] === 'mine' ? card.assigneeId === staff[0]!.staffId : card.assigneeId === null)) &&
        (query['status'] === 'any' || card.status === query['status']) &&
        (!query['queue'] || card.queue === query['queue']),
    );
    const from = Number(query['cursor'] ?? 0);
    return state.empty
      ? { contacts: [], next: null }
      : { contacts: found.slice(from, from + 50), next: from + 50 < found.length ? String(from + 50) : null };
  },
  countContacts: () => ({ mine: 6, unassigned: 142, all: 1204, tray: 2 }),
  searchContacts: ({ body }) => ({
    contacts: cards.filter((card) => card.name.toLowerCase().includes(body.text.toLowerCase())).slice(0, 20),
    next: null,
  }),
  openContact: ({ params, query }) => {
    const card = cardOf(params['contactId']!);
    if (card.contactId === id(2, 8) && !query['reason']) throw new Refused('reason-needed', 403);
    const first = new Date(Date.parse(card.lastAt) - 26 * 3_600_000).toISOString();
    const base = {
      channel: 'email' as const,
      subject: card.subject,
      quoted: '',
      html: null,
      authorId: null,
      deliveryCode: null,
      files: [],
      maskedCodes: [],
      to: ['kundtjanst@posti.example'],
    };
    const from = { name: card.name, address: 'asa.lindqvist@example.fi' };
    return {
      contactId: card.contactId,
      number: '2026-04711',
      version: card.version,
      status: card.status,
      queue: card.queue,
      channel: 'email',
      mailbox: 'service-sv',
      language: card.language,
      subject: card.subject,
      openedAt: first,
      closedAt: card.status === 'closed' ? card.lastAt : null,
      waitingSince: card.waitingSince,
      assigneeId: card.assigneeId,
      person: {
        personId: card.personId,
        provisional: false,
        name: card.name,
        emailAddresses: ['asa.lindqvist@example.fi'],
        contacts: 7,
      },
      messages: [
        {
          ...base,
          messageId: id(4, 1),
          direction: 'in',
          at: first,
          from,
          text: 'Hej!\n\nMin elräkning för oktober skulle ha kommit till er senast i fredags, men jag hittar den inte i inkorgen. Avsändaren säger att den är skickad.\n\nMin personbeteckning är [[code:1]] om ni behöver den, och mitt nummer är 040 000 0000.\n\nMed vänlig hälsning\nÅsa Lindqvist',
          html,
          files: [
            { fileId: id(5, 1), name: 'kvitto-oktober.pdf', contentType: 'application/pdf', size: 182_400 },
          ],
          maskedCodes: [{ maskId: id(6, 1), mark: '[[code:1]]' }],
          delivery: 'received',
        },
        {
          ...base,
          messageId: id(4, 2),
          direction: 'out',
          at: new Date(Date.parse(first) + 3_600_000).toISOString(),
          from: { name: 'Kivras kundtjänst', address: 'kundtjanst@posti.example' },
          to: ['asa.lindqvist@example.fi'],
          authorId: staff[1]!.staffId,
          text: 'Hej Åsa,\n\ntack för ditt meddelande. Vi ser att avsändaren har skickat brevet till en äldre adress. Stämmer det att du bytte e-postadress i september?\n\nHälsningar\nAino, kundtjänsten',
          delivery: 'sent',
        },
        {
          ...base,
          messageId: id(4, 3),
          direction: 'in',
          at: card.lastAt,
          from,
          text: 'Hej Aino,\n\nja det gjorde jag! Kan ni flytta brevet till den nya?\n\nÅsa',
          quoted:
            '> Hej Åsa,\n> tack för ditt meddelande. Vi ser att avsändaren har skickat brevet till en äldre adress.',
          delivery: 'received',
        },
        ...(extra.get(card.contactId) ?? []),
      ],
      notes: [
        {
          noteId: id(7, 1),
          at: new Date(Date.parse(first) + 3_900_000).toISOString(),
          authorId: staff[1]!.staffId,
          text: 'Avsändaren kontaktad, väntar på bekräftelse.',
        },
        ...(notes.get(card.contactId) ?? []),
      ],
      kept: card.status === 'closed' ? { ...kept, deleteAfter: ahead(700) } : kept,
      readings: 7,
    };
  },
  reply: ({ params, body }) => {
    if (state.conflict) {
      state.conflict = false;
      extra.set(params['contactId']!, [
        {
          messageId: id(4, 77),
          direction: 'in',
          channel: 'email',
          at: new Date().toISOString(),
          from: { name: 'Åsa Lindqvist', address: 'asa.lindqvist@example.fi' },
          to: [],
          subject: '',
          text: 'Det löste sig – brevet kom nyss! Tack ändå.',
          quoted: '',
          html: null,
          authorId: null,
          delivery: 'received',
          deliveryCode: null,
          files: [],
          maskedCodes: [],
        },
      ]);
      throw new Refused('changed-meanwhile', 409);
    }
    extra.set(params['contactId']!, [
      ...(extra.get(params['contactId']!) ?? []),
      {
        messageId: body.messageId,
        direction: 'out',
        channel: 'email',
        at: new Date().toISOString(),
        from: { name: 'Kivras kundtjänst', address: 'kundtjanst@posti.example' },
        to: ['asa.lindqvist@example.fi'],
        subject: '',
        text: body.text,
        quoted: '',
        html: null,
        authorId: staff[0]!.staffId,
        delivery: 'queued',
        deliveryCode: null,
        files: [],
        maskedCodes: [],
      },
    ]);
    return change(
      params['contactId']!,
      body.thenClose ? { status: 'closed' } : { status: 'waiting', waitingSince: null },
    );
  },
  writeNote: ({ params, body }) => {
    notes.set(params['contactId']!, [
      ...(notes.get(params['contactId']!) ?? []),
      { noteId: body.noteId, at: new Date().toISOString(), authorId: staff[0]!.staffId, text: body.text },
    ]);
    return change(params['contactId']!, {});
  },
  assign: ({ params, body }) => change(params['contactId']!, { assigneeId: body.assigneeId }),
  close: ({ params }) => change(params['contactId']!, { status: 'closed' }),
  reopen: ({ params }) => change(params['contactId']!, { status: 'open' }),
  contactReadings: () => readings,
  lookUpMaskedCode: () => ({ personId: id(3, 0) }),
  matchMaskedCode: () => ({ match: true, onFile: true }),
  openPerson: ({ params, query }) => {
    if (params['personId'] === id(3, 1) && !query['reason']) throw new Refused('reason-needed', 403);
    const field = (
      number: number,
      category: string,
      kind: string,
      value: string | null,
      reason: string | null = null,
    ) => ({
      fieldId: id(8, number),
      category,
      kind,
      value,
      lengthClass: 'medium' as const,
      source: 'email' as const,
      collectedAt: ago(90_000 + number * 5000),
      purposes: declared.categories[category].purposes,
      reason,
      declarationVersion: 1,
      verified: category === 'emailAddress',
    });
    return {
      personId: params['personId']!,
      version: 4,
      provisional: false,
      state: 'active',
      language: 'sv',
      since: ago(500_000),
      lastContactAt: ago(130),
      fields: [
        field(1, 'name', 'name', 'Åsa Lindqvist'),
        field(2, 'emailAddress', 'email-address', 'asa.lindqvist@example.fi'),
        field(3, 'identityCode', 'identity-code', null, 'verify-identity'),
      ],
      contacts: cards.slice(0, 7),
      moreContacts: true,
      kept: { deleteAfter: ahead(729), rule: 'person', declarationVersion: 1 },
      mayCollect: [
        { category: 'phone', kind: 'phone', needsReason: false },
        { category: 'address', kind: 'postal-address', needsReason: true },
      ],
    };
  },
  personReadings: () => readings,
  collectField: ({ body, params }) => {
    if (body.value.length < 4) throw new Refused('value-not-valid', 422);
    return { personId: params['personId']!, fieldId: body.fieldId, version: 5 };
  },
  matchIdentityCode: ({ body }) => ({ match: body.code.endsWith('9'), onFile: true }),
  revealField: () => ({ value: '010190-900X' }),
  listTray: () => ({
    items: [
      { mailId: id(9, 1), mailbox: 'service', receivedAt: ago(140), size: 48_200, problem: 'malformed' },
      {
        mailId: id(9, 2),
        mailbox: 'service-sv',
        receivedAt: ago(3000),
        size: 26_214_400,
        problem: 'too-large',
      },
    ],
  }),
  openTrayItem: ({ params }) => ({
    mailId: params['mailId']!,
    beginning:
      'Received: from mail.example.fi\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="\n\n--\ufffd\ufffd\nHej, bifogat',
    truncated: true,
  }),
  settleTrayItem: ({ body }) => ({ contactId: body.act === 'make-contact' ? id(2, 0) : null }),
  colleagues: () => ({
    colleagues: staff.map(({ staffId, displayName }) => ({ staffId, displayName, active: true })),
  }),
  listStaff: () => ({
    staff: staff.map((member, index) => ({
      ...member,
      state: index === 3 ? 'invited' : index === 4 ? 'closed' : 'active',
      undertakingAccepted: index !== 2,
      tasks:
        index > 2
          ? []
          : [
              {
                grantId: id(10, index),
                task: ['lead-team', 'answer-customers', 'audit-access'][index]!,
                grantedBy: staff[(index + 1) % 3]!.staffId,
                grantedAt: ago(90_000),
                until: day(index === 1 ? -3 : 240),
              },
              ...(index === 0
                ? [
                    {
                      grantId: id(10, 9),
                      task: 'reveal-identity-codes',
                      grantedBy: staff[2]!.staffId,
                      grantedAt: ago(9000),
                      until: day(21),
                    },
                  ]
                : []),
            ],
    })),
    tasks: entries(declared.tasks, 'task') as any,
  }),
  inviteStaff: () => ({
    staffId: id(1, 9),
    link: 'http://localhost:8080/console/link#Vb3xN2mE9pQ7sT5uW8yZ1aC4dF6gH0jK',
    expiresAt: ahead(3),
  }),
  newStaffLink: () => ({
    staffId: id(1, 9),
    link: 'http://localhost:8080/console/link#Vb3xN2mE9pQ7sT5uW8yZ1aC4dF6gH0jK',
    expiresAt: ahead(3),
  }),
  closeStaff: () => ({ done: true }),
  grantTask: () => {
    throw new Refused('task-of-own', 403);
  },
  revokeTask: () => ({ done: true }),
  listAccessLog: () => ({
    entries: Array.from({ length: 40 }, (_, index) => {
      const action = ['view', 'list', 'view', 'search', 'reveal', 'refuse', 'change', 'sign-in'][index % 8]!;
      return {
        id: id(11, index),
        at: ago(index * 9 + 1),
        action,
        actorKind: index % 11 === 10 ? ('system' as const) : ('staff' as const),
        actor: index % 11 === 10 ? 'receive-mail' : staff[index % 3]!.staffId,
        act: action === 'list' ? 'list-contacts' : 'open-contact',
        task: 'answer-customers',
        purposes: ['service'],
        categories: ['name', 'emailAddress', 'messages'],
        units: Array.from({ length: action === 'list' ? 50 : 1 }, (__, unit) => id(2, unit)),
        reason: action === 'reveal' ? 'verify-identity' : index % 8 === 2 ? 'earlier-matter' : null,
        refusal: action === 'refuse' ? 'task-missing' : null,
        declarationVersion: 1,
        details: { count: 50, queue: 'service' },
      };
    }),
    next: '40',
  }),
  countReasons: () => ({
    reasons: [
      ['earlier-matter', 81],
      ['customer-on-the-line', 44],
      ['verify-identity', 12],
      ['quality-check', 3],
    ].map(([reason, count]) => ({ reason: reason as string, count: count as number })),
  }),
  exportAccessLog: () => '{}',
  register: () => ({
    version: 1,
    publishedAt: ago(400_000),
    name: declared.register.name,
    systemName: declared.register.systemName,
    controller: declared.controller,
    purposes: entries(declared.purposes, 'purpose') as any,
    categories: entries(declared.categories, 'category') as any,
    channels: entries(declared.channels, 'channel') as any,
    tasks: entries(declared.tasks, 'task') as any,
    periods: entries(declared.periods, 'rule').map((period: any) => ({ capMonths: null, ...period })) as any,
    held: [
      { rule: 'contact', units: 3041, nextDeletion: ahead(12) },
      { rule: 'person', units: 212, nextDeletion: ahead(40) },
    ],
    versions: [{ version: 1, publishedAt: ago(400_000), statedOn: '2019-10-23' }],
  }),
  conditions: () => ({
    conditions: state.conditions
      ? [{ part: 'mail-out', ok: false, code: 'server-not-answering', since: ago(24), count: 3 }]
      : [{ part: 'database', ok: true, code: null, since: new Date(now).toISOString() }],
  }),
};
