import { addressOf } from './call.ts';
import { Problem, readProblem } from './problem.ts';

interface FileToDownload {
  readonly contactId: string;
  readonly fileId: string;
  readonly name: string;
  readonly reason: string | undefined;
}

/**
 * Saves a file of a contact. Fetched here rather than by a link, so that a refusal is told in words.
 * @throws {Problem}
 */
export async function downloadFile({ contactId, fileId, name, reason }: FileToDownload): Promise<void> {
  const address = addressOf('/api/console/contacts/:contactId/files/:fileId', {
    params: { contactId, fileId },
    query: { reason },
  });
  const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
  const held = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = held;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(held), 1000);
}
