import type { Metadata } from '../message/metadata.ts';
import { sipLimits } from '../message/sip-limits.ts';

/** What is known after more was said: a whole replaces all, a part replaces what it names (RFC 7865, 5 and 6.1). */
export function mergeMetadata(known: Metadata | undefined, said: Metadata | undefined): Metadata | undefined {
  if (!known || !said) return said ?? known;
  if (!said.isPartial) return said;
  return {
    isPartial: false,
    sessions: byId(known.sessions, said.sessions),
    participants: byId(known.participants, said.participants),
    streams: byId(known.streams, said.streams),
    sends: new Map([...known.sends, ...said.sends].slice(-sipLimits.metadataObjects)),
    // Who is named again with a stream has come back.
    left: new Set([...[...known.left].filter((id) => !said.sends.has(id)), ...said.left]),
    extensions: [...known.extensions, ...said.extensions].slice(-sipLimits.extensions),
  };
}

function byId<T extends { readonly id: string }>(known: readonly T[], said: readonly T[]): T[] {
  const all = new Map(known.map((each) => [each.id, each]));
  for (const each of said) all.set(each.id, each);
  return [...all.values()].slice(-sipLimits.metadataObjects);
}
