import type { QualityHouse } from './quality-house.ts';

/** Holds recordings by law, by who may, until told otherwise. */
export function holdsOf(house: QualityHouse) {
  const made = (held.get(house) ?? []) as string[][];
  held.set(house, made);
  return {
    async hold(recordingId: string): Promise<void> {
      const holdId = crypto.randomUUID();
      const ask = await house.officer();
      const { status, body } = await ask('POST', `/api/console/recordings/${recordingId}/holds`, {
        holdId,
        ground: 'claim',
        document: 'T 26/0117',
        ownerId: house.officerId,
        reviewOn: '2026-12-01',
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      made.push([recordingId, holdId]);
    },
    async end(): Promise<void> {
      const ask = await house.officer();
      for (const [recordingId, holdId] of made.splice(0))
        await ask('POST', `/api/console/recordings/${recordingId}/holds/${holdId}/end`);
    },
  };
}

const held = new WeakMap<QualityHouse, string[][]>();
