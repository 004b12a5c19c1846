import { z } from 'zod';
import { identificationKinds } from './declaration.ts';
import { choice, decidedBy, keyOf, keys, map, whole, words } from './schema-parts.ts';
import { write } from './write-words.ts';

/** How people are identified. */
export const identification = z
  .strictObject({
    ways: map(
      z.strictObject({
        name: words,
        kind: choice(identificationKinds),
        asks: keys('categories').min(1).exactOptional(),
        processor: keyOf('processors').exactOptional(),
      }),
      write.entries.identificationWays,
    ),
    validMinutes: whole(write.validMinutes, 1, 24 * 60),
    attempts: z
      .strictObject({
        ofContact: whole(write.attempts, 1, 20),
        ofPerson: whole(write.attempts, 1, 50),
        withinMinutes: whole(write.attemptMinutes, 5, 7 * 24 * 60),
      })
      .meta({ write: write.group('ofContact', 'ofPerson', 'withinMinutes') }),
    decidedBy: decidedBy.exactOptional(),
  })
  .meta({ write: write.group('ways', 'validMinutes', 'attempts') });
