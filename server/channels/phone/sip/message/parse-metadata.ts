import type { Extension, Metadata, SaidParticipant, SaidSession, SaidStream } from './metadata.ts';
import { readMoment } from './read-moment.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { sipLimits } from './sip-limits.ts';
import { UnreadableSip } from './unreadable-sip.ts';

const namespace = 'urn:ietf:params:xml:ns:recording:1';
/** Of the drafts before RFC 7865, still sent. */
const oldNamespaces = new Set([
  'urn:ietf:params:xml:ns:recording',
  'urn:ietf:params:xml:ns:siprec',
  'urn:ietf:params:xml:ns:recording:0',
]);

export interface MetadataTolerance {
  readonly oldNamespace: boolean;
  /** `id` for `participant_id` and its like, `send` inside a participant, `aor` as an element. */
  readonly draft: boolean;
  /** `Name;lang=en-US;id=22`. */
  readonly parametersInName: boolean;
}

/** @throws {UnreadableSip} and nothing else */
export function parseMetadata(bytes: Uint8Array, tolerance: MetadataTolerance): Metadata {
  const root = readXml(bytes);
  if (root.name !== 'recording') throw new UnreadableSip('metadata-malformed');
  if (root.namespace !== namespace) {
    if (!oldNamespaces.has(root.namespace)) throw new UnreadableSip('metadata-malformed');
    if (!tolerance.oldNamespace) throw new UnreadableSip('metadata-of-old-namespace');
  }
  const ours = (element: XmlElement, ...names: string[]): XmlElement[] => {
    const found = element.children.filter(
      (child) => names.includes(child.name.toLowerCase()) && child.namespace === root.namespace,
    );
    if (found.length > sipLimits.metadataObjects) throw new UnreadableSip('too-large');
    return found;
  };
  const text = (element: XmlElement, name: string): string | undefined => plain(ours(element, name)[0]?.text);
  const idOf = (element: XmlElement, kind: string): string => {
    const id =
      element.attributes.get(`${kind}_id`) ?? (tolerance.draft ? element.attributes.get('id') : undefined);
    if (id === undefined || id.trim() === '' || id.length > 256)
      throw new UnreadableSip('metadata-malformed');
    return id.trim();
  };
  /** A draft names whose part something is by the bare word. */
  const refersTo = (element: XmlElement, kind: string): string | undefined =>
    plain(
      element.attributes.get(`${kind}_id`) ?? (tolerance.draft ? element.attributes.get(kind) : undefined),
    );

  const sessions = ours(root, 'session').map((session): SaidSession => ({
    id: idOf(session, 'session'),
    sipSessionIds: ours(session, 'sipsessionid').flatMap((each) => plain(each.text) ?? []),
    groupId: text(session, 'group-ref') ?? refersTo(session, 'group'),
    beganAt: readMoment(text(session, 'start-time')),
    endedAt: readMoment(text(session, 'stop-time')),
    reason: text(session, 'reason'),
  }));
  const sends = new Map<string, string[]>();
  const speaks = (id: string, element: XmlElement): void => {
    const streams = ours(element, 'send').flatMap(
      (send) => plain(send.text) ?? refersTo(send, 'stream') ?? [],
    );
    sends.set(id, [...(sends.get(id) ?? []), ...streams].slice(0, sipLimits.metadataObjects));
  };
  const participants = ours(root, 'participant').map((participant): SaidParticipant => {
    const id = idOf(participant, 'participant');
    if (tolerance.draft && ours(participant, 'send').length > 0) speaks(id, participant);
    const named = ours(participant, 'nameid');
    const addresses = named.flatMap((each) => plain(each.attributes.get('aor')) ?? []);
    if (tolerance.draft)
      addresses.push(...ours(participant, 'aor').flatMap((each) => plain(each.text) ?? []));
    const name = named.flatMap((each) => ours(each, 'name')).flatMap((each) => plain(each.text) ?? [])[0];
    return { id, addresses, name: tolerance.parametersInName ? plain(name?.split(';')[0]) : name };
  });
  for (const each of ours(root, 'participantstreamassoc')) speaks(idOf(each, 'participant'), each);
  const left = ours(root, 'participantsessionassoc')
    .filter((each) => ours(each, 'disassociate-time').length > 0)
    .map((each) => idOf(each, 'participant'));
  return {
    isPartial: ours(root, 'datamode')[0]?.text.trim().toLowerCase() === 'partial',
    sessions,
    participants,
    streams: ours(root, 'stream').map((stream): SaidStream => ({
      id: idOf(stream, 'stream'),
      label: text(stream, 'label'),
      sessionId: refersTo(stream, 'session'),
    })),
    sends,
    left: new Set(left),
    extensions: readExtensions(root),
  };
}

function plain(text: string | undefined): string | undefined {
  const trimmed = text?.trim().replaceAll('\u0000', '').slice(0, sipLimits.text);
  return trimmed === '' ? undefined : trimmed;
}

function readExtensions(root: XmlElement): Extension[] {
  const found: Extension[] = [];
  const walk = (element: XmlElement, path: readonly string[]): void => {
    const isForeign = element.namespace !== root.namespace;
    const here = isForeign ? [...path, element.name] : [];
    const value = plain(element.text);
    if (isForeign && value !== undefined && found.length < sipLimits.extensions)
      found.push({ path: here.join('/').slice(0, sipLimits.text), namespace: element.namespace, value });
    for (const child of element.children) walk(child, here);
  };
  walk(root, []);
  return found;
}
