type Send = (
  userName: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
) => Promise<{ readonly statusCode: number; readonly body: string; json<T>(): T }>;

/** A breach that the officer works on: found in the log, its people found, weighed, told to the authority in part. */
export async function furnishIncident(send: Send, officer: string): Promise<void> {
  const incidentId = crypto.randomUUID();
  const at = `/api/console/incidents/${incidentId}`;
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const post = async (url: string, body: object) => {
    const answer = await send(officer, 'POST', url, body);
    if (answer.statusCode !== 200) throw new Error(`${url} gave ${answer.statusCode} ${answer.body}`);
  };
  const step = async (path: string, body: object) => {
    const { version } = (await send(officer, 'GET', at)).json<{ version: number }>();
    await post(`${at}${path}`, { version, ...body });
  };
  const note = 'En kollega har under två veckor läst ärenden som hen inte arbetade med.';
  await post('/api/console/incidents', {
    incidentId,
    queue: 'service',
    kind: 'seen-without-right',
    source: 'log',
    note,
    happenedAt: ago(340),
    awareAt: ago(53),
  });
  await step('', { measure: 'Arbetsuppgiften är återkallad och kollegan har hörts.' });
  await post(`${at}/people/find`, {
    keep: true,
    search: { by: 'store', from: ago(24 * 30), queue: 'service' },
  });
  await step('/facts', {
    kind: 'seen-without-right',
    nature: ['confidentiality'],
    happenedAt: ago(340),
    awareAt: (await send(officer, 'GET', at)).json<{ awareAt: string }>().awareAt,
    persons: 20,
    records: 31,
    categories: ['name', 'messages'],
    note,
    consequences: 'De berörda kan ha blivit igenkända av någon de känner.',
  });
  await step('/risk', {
    decision: 'high',
    reason: 'Meddelandena innehåller uppgifter om ekonomi, och läsaren känner några av de berörda.',
  });
  await step('/authority', { decision: 'notify', reason: 'Risken är hög.' });
  await step('/telling', { decision: 'tell', reason: 'Inget av undantagen gäller.' });
}
