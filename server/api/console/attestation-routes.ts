import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import { evidenceTypeOf, largestEvidence } from '../../safeguards/promises/attestations.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { takeBytes } from './take-bytes.ts';

const evidence = byteRoutes.openEvidence;

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/plain': 'txt',
};

/** Vouching for a measure, with the document that shows it sent as it is; and that document, as a download. */
export async function bindAttestationRoutes(app: FastifyInstance, house: House): Promise<void> {
  await takeBytes(app, house, 'attest', {
    url: '/api/console/promises/attestations',
    most: largestEvidence,
    perMinute: 30,
    field: 'evidence',
    async handle({ bytes, query, actor }) {
      const type = evidenceTypeOf(bytes);
      if (type === undefined) throw new Refusal('value-not-valid', { field: 'evidence' });
      return house.promises.attest(actor, { ...query, evidence: { bytes, type } });
    },
  });
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/console/promises/attestations/:attestationId',
    schema: { operationId: 'openEvidence', tags: ['console'], params: evidence.params },
    preValidation: async (request, reply) => {
      request.who = await passGuard(house, evidence.guard, request, { use: evidence.use, reply });
    },
    handler: async (request, reply) => {
      const { bytes, type } = await house.promises.evidence(request.params.attestationId);
      return (
        reply
          // Never shown in our origin: always a download.
          .header('content-type', 'application/octet-stream')
          .header('content-disposition', `attachment; filename="evidence.${endings[type] ?? 'bin'}"`)
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'no-store')
          .send(bytes)
      );
    },
  });
}
