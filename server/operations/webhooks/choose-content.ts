import {
  type Asked,
  openForRecipient,
  readForRecipient,
  tellableCategories,
} from '../../register/contacts/tell-recipient.ts';
import type { Content, Gate } from '../../safeguards/processors/gate.ts';
import type { Db } from '../../storage/database.ts';
import type { EndpointTarget } from './endpoint-target.ts';
import type { DeliveryRow, EndpointRow } from './webhooks-store.ts';

/** Of the categories those that a web hook of this recipient may carry under the declaration in force. */
export function permittedCategories(
  gate: Gate,
  of: { recipient: string; purpose: string; categories: readonly string[] },
): string[] {
  const known: readonly string[] = tellableCategories;
  return gate.permitted({ ...of, categories: of.categories.filter((each) => known.includes(each)) });
}

/** Whether what stands in it goes over TLS. */
export const isSecure = (url: string) => new URL(url).protocol === 'https:';

const messageOf: Readonly<Record<string, Asked['message']>> = {
  'message.received': 'received',
  'message.sent': 'sent',
  'message.failed': 'failed',
};

/**
 * What is sent with an event beside ids, chosen anew at each try: what the endpoint asks for, the declaration in force
 * has, and the person's state allows. Undefined: ids only.
 */
export async function chooseContent(
  deps: { readonly db: Db; readonly gate: Gate },
  endpoint: EndpointRow,
  target: EndpointTarget,
  delivery: DeliveryRow,
): Promise<(Content & { readonly categories: readonly string[] }) | undefined> {
  const { contact_id: contactId, type } = delivery;
  if (contactId === null || !isSecure(target.url)) return undefined;
  const categories = permittedCategories(deps.gate, endpoint);
  if (categories.length === 0) return undefined;
  const asked = { categories, purpose: endpoint.purpose, message: messageOf[type] ?? 'newest' };
  const before = await readForRecipient(deps.db, contactId, asked);
  if (before === undefined || before.person.restricted) return undefined;
  const { personId } = before.person;
  return {
    categories,
    personId,
    async load() {
      const now = await readForRecipient(deps.db, contactId, asked);
      return (opener) =>
        now === undefined || now.person.restricted || now.person.personId !== personId
          ? undefined
          : openForRecipient(opener, now, categories);
    },
  };
}
