export type MatterState = 'open' | 'closed';

/** Those that go on, unless the address asks for the closed ones. */
export function readMatterState(search: Record<string, unknown>): { state?: MatterState } {
  return search['state'] === 'closed' ? { state: 'closed' } : {};
}
