// The arrow of ARCHITECTURE.md. Run by bin/check.mjs; tests/import-rules.test.ts plants a breach of every rule.

/** Each room with what stands to its right. A room imports itself and these. */
const arrow = ['operations', 'channels', 'register', 'safeguards', 'storage', 'base'];
/** Within a room, a folder imports those before it. */
const inner = {
  safeguards: ['declaration', 'access-log', 'vault', 'access', 'processors', 'retention', 'promises'],
  register: ['people', 'team', 'figures', 'contacts', 'recordings', 'identification', 'rights-requests'],
};

const server = '^server/';
const compose = `${server}compose[^/]*\\.ts$`;
const test = '\\.test\\.tsx?$';
const anyOf = (names) => `(?:${names.join('|')})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** What can reach another machine: each place that may is one that takes a leave of the gate, or never leaves this machine. */
const waysOut = [
  // Take a leave.
  'operations/webhooks/post-webhook',
  // Asks the gate at each connection, by way of compose.ts: storage knows no safeguards.
  'storage/bucket/ask-before-connecting',
  // The same: the keys come before the declaration.
  'storage/kmip/exchange',
  // Asks a service of its own on this machine, 127.0.0.1 and nothing else.
  'operations/drill/ask-scratch',
  // The demo's exchange calls the house it lives in, 127.0.0.1 and nothing else.
  'operations/demo/phone/open-line',
  'operations/drill/hand-over-call',
  // Listens on 127.0.0.1, as the register of customers that the demo asks.
  'operations/demo/start-customer-register',
  // Reads addresses, and connects to nothing.
  'base/ip-address',
  // Listens, or asks what listens here.
  'main',
  // Listens, and answers declared peers; what is ours to ask goes back the way they came.
  'channels/phone/sip/transport/listen-(?:udp|stream)',
  'cli/doctor/check-listening',
  // Bind UDP ports and read what comes; nothing is sent.
  'channels/phone/media/receive/receive-call',
];
const packages = (names) => `(?:^|/)node_modules/(?:@types/)?${anyOf(names)}/`;

const rooms = arrow.map((room, at) =>
  rule(
    `arrow-${room}`,
    `${room} imports itself and what is to its right: ${arrow.slice(at + 1).join(', ') || 'nothing'}`,
    { path: `${server}${room}/`, pathNot: test },
    { path: server, pathNot: `${server}${anyOf(arrow.slice(at))}/` },
  ),
);

const tops = ['cli', 'api', 'jobs'].map((room) =>
  rule(
    `arrow-${room}`,
    room === 'api'
      ? 'api imports what is to its right. Of compose.ts only the type: a route is given the built house, and nobody else knows all its parts'
      : `${room} imports what is to its right, never the other ends of the arrow`,
    { path: `${server}${room}/`, pathNot: test },
    {
      path: server,
      pathNot: [
        `${server}${anyOf([room, ...arrow])}/`,
        // The commands build and run the whole house; that is what they are for.
        ...(room === 'cli' ? [`${server}(?:main|compose[^/]*)\\.ts$`] : []),
        ...(room === 'api' ? [compose] : []),
      ],
    },
  ),
);

const innerRules = Object.entries(inner).flatMap(([room, folders]) => [
  ...folders.map((folder, at) =>
    rule(
      `${room}-${folder}`,
      `in ${room} a folder imports those before it: ${folders.join(', ')}`,
      { path: `${server}${room}/${folder}/`, pathNot: test },
      { path: `${server}${room}/`, pathNot: `${server}${room}/${anyOf(folders.slice(0, at + 1))}/` },
    ),
  ),
  rule(
    `${room}-known-folders`,
    `a folder of ${room} has its place in the order (.dependency-cruiser.cjs)`,
    { path: `${server}${room}/`, pathNot: `${server}${room}/${anyOf(folders)}/` },
    {},
  ),
]);

module.exports = {
  forbidden: [
    ...rooms,
    ...tops,
    ...innerRules,
    rule(
      'known-rooms',
      'a room of server/ has its place in the arrow (.dependency-cruiser.cjs)',
      { path: `${server}[^/]+/`, pathNot: `${server}${anyOf(['cli', 'api', 'jobs', ...arrow])}/` },
      {},
    ),
    rule(
      'compose-below-api',
      'compose*.ts builds the house by hand from everything but its ends, api and cli',
      { path: compose },
      { path: `${server}(?:(?:api|cli)/|main\\.ts$)` },
    ),
    rule(
      'api-only-type-of-compose',
      'a route is given the built house; it does not build one',
      { path: `${server}api/`, pathNot: test },
      { path: compose, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'nobody-imports-main',
      'main.ts starts and stops the house; only a command does that',
      { path: server, pathNot: `${server}(?:cli/|main\\.ts$)` },
      { path: `${server}main\\.ts$` },
    ),
    rule(
      'channels-apart',
      'channels never import each other',
      { path: `${server}channels/([^/]+)/` },
      { path: `${server}channels/`, pathNot: `${server}channels/$1/` },
    ),
    rule(
      'signalling-apart',
      'what speaks SIP reads foreign bytes in a thread of its own, and knows nothing of the house but its base',
      { path: `${server}channels/phone/sip/`, pathNot: test },
      { path: server, pathNot: `${server}(?:channels/phone/sip|base)/` },
    ),
    rule(
      'portal-apart-from-console',
      'what the public can reach and what staff can reach share nothing',
      { path: `${server}api/(portal|console|inspection|ingest)/` },
      { path: `${server}api/(?:portal|console|inspection|ingest)/`, pathNot: `${server}api/$1/` },
    ),
    rule(
      'contract-only-for-api-and-web',
      'wire shapes are the business of api and web',
      { path: `^(?:server|bench)/`, pathNot: `${server}api/` },
      { path: `^contract/` },
    ),
    rule(
      'contract-imports-nothing-of-ours',
      'both sides of the wire read it',
      { path: `^contract/` },
      { path: `^(?:server|web|bench|tests|bin)/` },
    ),
    rule(
      'web-without-server',
      'the browser gets nothing of the server but the contract',
      { path: `^web/` },
      { path: `^(?:server|bench|tests|bin)/` },
    ),
    rule(
      'server-without-web',
      'the server serves what was built, and reads none of it',
      { path: server, pathNot: test },
      { path: `^(?:web|bench|tests|bin)/` },
    ),
    rule(
      'store-is-private',
      "a *-store.ts is its folder's own: others ask the folder's acts, not its SQL",
      { path: `^(?:server|bench)/(.+)/[^/]+$` },
      { path: '-store\\.ts$', pathNot: `^(?:server|bench)/$1/[^/]+-store\\.ts$` },
    ),
    rule(
      'store-is-private-from-above',
      'compose*.ts and main.ts ask no store',
      { path: `${server}[^/]+\\.ts$` },
      { path: '-store\\.ts$' },
    ),
    rule(
      'grants-by-access',
      'only access says who may open what',
      { path: `^(?:server|bench)/`, pathNot: `${server}safeguards/(?:access|vault)/` },
      { path: `${server}safeguards/vault/issue-grant\\.ts$` },
    ),
    rule(
      'grants-checked-by-vault',
      'in the vault only the door asks whether a grant was issued',
      { path: `${server}safeguards/vault/`, pathNot: `${server}safeguards/vault/vault\\.ts$` },
      { path: `${server}safeguards/vault/issue-grant\\.ts$` },
    ),
    rule(
      'database-driver',
      "pg only in storage, and in jobs for graphile-worker's pool; bench runs its baseline with it",
      { path: `^(?:server|web|contract)/`, pathNot: [`${server}(?:storage|jobs)/`, test] },
      { path: packages(['pg', 'pg-[^/]+']) },
    ),
    rule(
      'bucket-client',
      'the client of S3 servers only in storage, behind the question whether a host may be reached',
      { path: `^(?:server|web|contract|bench)/`, pathNot: `${server}storage/bucket/` },
      { path: packages(['@aws-sdk/[^/]+', '@smithy/[^/]+']) },
    ),
    rule(
      'job-runner',
      'graphile-worker only in jobs',
      { path: `^(?:server|web|contract)/`, pathNot: `${server}jobs/` },
      { path: packages(['graphile-worker']) },
    ),
    rule(
      'mail-packages',
      'what reads and sends mail is the business of the e-mail channel',
      { path: `^(?:server|web|contract)/`, pathNot: `${server}channels/email/` },
      {
        path: packages(['imapflow', 'smtp-server', 'postal-mime', 'nodemailer', 'mailauth', 'sanitize-html']),
        pathNot: packages(['smtp-server', 'nodemailer']),
      },
    ),
    rule(
      'mail-transport',
      'sending and taking mail is the business of the e-mail channel; the demo has a correspondent of its own, and so have the drills',
      {
        path: `^(?:server|web|contract)/`,
        pathNot: `${server}(?:channels/email|operations/(?:demo|drill))/`,
      },
      { path: packages(['smtp-server', 'nodemailer']) },
    ),
    rule(
      'ways-out-core',
      'what opens a connection takes a leave of the gate; where that is done stands here',
      { path: server, pathNot: [`${server}${anyOf(waysOut)}\\.ts$`, test] },
      {
        dependencyTypes: ['core'],
        dependencyTypesNot: ['type-only'],
        path: '^(?:node:)?(?:net|tls|http|https|http2|dgram|inspector)$',
      },
    ),
    rule(
      'ways-out-mail',
      'only open-imap.ts and open-smtp.ts make a mail client, of a leave; the demo and the drills hand mail to their own service',
      {
        path: server,
        pathNot: [
          `${server}channels/email/open-(?:imap|smtp)\\.ts$`,
          `${server}operations/(?:demo|drill)/`,
          test,
        ],
      },
      {
        dependencyTypesNot: ['type-only'],
        path: [
          '(?:^|/)node_modules/imapflow/',
          '(?:^|/)node_modules/(?:@types/)?nodemailer/(?!.*mail-composer)',
        ],
      },
    ),
    rule(
      'leave-by-the-gate',
      'only the gate gives a leave',
      { path: `^(?:server|bench)/`, pathNot: [`${server}safeguards/processors/(?:ways-out|place-of)\\.ts$`] },
      { path: `${server}safeguards/processors/give-leave\\.ts$` },
    ),
    rule(
      'xml-package',
      'XML is read in one place, where a document with a DTD is refused',
      { path: `^(?:server|web|contract)/`, pathNot: `${server}channels/phone/sip/message/read-xml\\.ts$` },
      { path: packages(['saxes']) },
    ),
    rule(
      'web-server-packages',
      'HTTP server only in api',
      { path: `^(?:server|web|contract)/`, pathNot: [`${server}api/`, `${server}main\\.ts$`] },
      { path: packages(['fastify', '@fastify/[^/]+', 'fastify-type-provider-zod']) },
    ),
    rule(
      'pdf-packages',
      'PDF is made in one place, where text goes in as data',
      { path: `^(?:server|web|contract)/`, pathNot: `${server}base/pdf/` },
      { path: packages(['@myriaddreamin/[^/]+']) },
    ),
    rule(
      'sound-packages',
      'what decodes and writes sound is the business of the recorder',
      { path: `^(?:server|web|contract)/`, pathNot: `${server}channels/phone/media/` },
      { path: packages(['libopus-wasm', 'mediabunny']) },
    ),
    rule('no-cycles', 'nothing imports itself by a detour', {}, { circular: true }),
    rule(
      'no-orphans',
      'a file nobody imports is dead, or an entry that stands here',
      {
        orphan: true,
        path: `^(?:server|contract|web|bench)/`,
        pathNot: [test, '\\.d\\.ts$'],
      },
      {},
    ),
    rule(
      'resolvable',
      'every import leads somewhere',
      { path: `^(?:server|contract|web|bench)/` },
      { couldNotResolve: true, pathNot: '\\.css$' },
    ),
    rule(
      'no-dev-packages',
      'what runs in production is no package for development',
      { path: server, pathNot: test },
      { dependencyTypes: ['npm-dev'], pathNot: '/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:web/dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
