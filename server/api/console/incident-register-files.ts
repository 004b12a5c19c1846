import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { House } from '../../compose.ts';
import { writeBreachRegister } from '../../register/contacts/incidents/authority-paper.ts';
import type { ExportedIncident } from '../../register/contacts/incidents/export-incidents.ts';
import { writeCsv } from '../../register/figures/write-csv.ts';
import { presentIncident } from './present-incident.ts';

type Batch = IteratorResult<ExportedIncident[], unknown>;
type Batches = AsyncGenerator<ExportedIncident[]>;

async function* incidentsOf(first: Batch, rest: Batches): AsyncGenerator<ExportedIncident> {
  for (let batch = first; batch.done !== true; batch = await rest.next()) yield* batch.value;
}

const columns = [
  'number',
  'queue',
  'kind',
  'nature',
  'source',
  'happenedAt',
  'awareAt',
  'notifyBy',
  'reportedAt',
  'persons',
  'records',
  'categories',
  'peopleFound',
  'peopleTold',
  'whatHappened',
  'recipients',
  'consequences',
  'risk',
  'riskReason',
  'authority',
  'authorityReason',
  'notifiedAt',
  'telling',
  'tellingReason',
  'measures',
  'lessons',
  'settledAt',
];

/** A line an incident, as spreadsheets and the authority's own tools take it. */
export async function* asCsv(first: Batch, rest: Batches): AsyncGenerator<string> {
  yield writeCsv([columns], { bom: true });
  for await (const { row, account, people } of incidentsOf(first, rest)) {
    const record = [
      row.number,
      row.queue,
      row.kind,
      row.nature.join(' '),
      row.source,
      row.happened_at.toISOString(),
      row.aware_at.toISOString(),
      row.notify_by.toISOString(),
      row.reported_at.toISOString(),
      row.persons,
      row.records,
      row.categories.join(' '),
      people.concerned,
      people.told,
      account.note,
      account.recipients.join(' '),
      account.consequences ?? '',
      row.risk ?? '',
      account.riskReason ?? '',
      row.authority ?? '',
      account.authorityReason ?? '',
      row.notified_at?.toISOString() ?? '',
      row.tell ?? '',
      account.tellReason ?? '',
      account.measures.map(({ at, text }) => `${at} ${text}`).join('\n'),
      account.lessons ?? '',
      row.settled_at?.toISOString() ?? '',
    ];
    yield writeCsv([record], { bom: false });
  }
}

export async function* asJson(first: Batch, rest: Batches): AsyncGenerator<string> {
  yield '[';
  let begun = false;
  for await (const { row, account, people } of incidentsOf(first, rest)) {
    const { contactId: _contactId, ...facts } = presentIncident(row);
    const { letters: _letters, note, ...written } = account;
    const incident = {
      ...facts,
      records: row.records,
      categories: row.categories,
      peopleFound: people.concerned,
      peopleTold: people.told,
      whatHappened: note,
      ...written,
      settledBy: row.settled_by,
      deleteAfter: row.delete_after.toISOString(),
    };
    yield `${begun ? ',' : ''}\n${JSON.stringify(incident)}`;
    begun = true;
  }
  yield begun ? '\n]\n' : ']\n';
}

/** The same to be read, a section an incident. */
export async function asPdf(house: House, first: Batch, rest: Batches, language: Language): Promise<Buffer> {
  const incidents: ExportedIncident[] = [];
  for await (const incident of incidentsOf(first, rest)) incidents.push(incident);
  const at = house.clock.now();
  return house.papers.print(writeBreachRegister(incidents, house.declarations.current(), { language, at }));
}
