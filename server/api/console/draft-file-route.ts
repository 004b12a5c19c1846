import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import { attachFile, largestFile } from '../../register/contacts/draft-files.ts';
import { takeBytes } from './take-bytes.ts';

const typePattern = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/;

/** A file for a draft, sent as it is. Its name is personal data, so it stands in a header and not in the address. */
export async function bindDraftFileRoute(app: FastifyInstance, house: House): Promise<void> {
  await takeBytes(app, house, 'attachFile', {
    url: '/api/console/contacts/:contactId/drafts/:draftId/files/:fileId',
    most: largestFile,
    perMinute: 120,
    field: 'file',
    async handle({ bytes, params, headers, actor }) {
      const type = String(headers['x-file-type'] ?? '').toLowerCase();
      await attachFile(house.contacts, actor, params.contactId, params.draftId, {
        fileId: params.fileId,
        name: readName(headers['x-file-name']),
        contentType: typePattern.test(type) ? type : 'application/octet-stream',
        content: bytes,
      });
      return { done: true };
    },
  });
}

function readName(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(String(header ?? ''));
    // The last part of a path, without what a file system or a mail program could take for more than a name.
    return (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(0, 200);
  } catch {
    throw new Refusal('invalid-input', { field: 'x-file-name' });
  }
}
