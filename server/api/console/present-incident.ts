import type { z } from 'zod';
import type { incidentLineSchema } from '../../../contract/console/incidents.ts';
import type { ListedIncident } from '../../register/contacts/incidents/incidents.ts';

export function presentIncident(row: ListedIncident): z.input<typeof incidentLineSchema> {
  return {
    incidentId: row.id,
    number: `#${row.number}`,
    contactId: row.contact_id,
    queue: row.queue,
    kind: row.kind,
    nature: [...row.nature],
    source: row.source,
    persons: row.persons,
    happenedAt: row.happened_at.toISOString(),
    awareAt: row.aware_at.toISOString(),
    notifyBy: row.notify_by.toISOString(),
    notifiedAt: row.notified_at?.toISOString() ?? null,
    risk: row.risk,
    authority: row.authority,
    tell: row.tell,
    reportedAt: row.reported_at.toISOString(),
    reportedBy: row.reported_by,
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}
