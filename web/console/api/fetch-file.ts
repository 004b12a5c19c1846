import { addressOf } from './call.ts';
import { Problem, readProblem } from './problem.ts';

export interface FileToFetch {
  readonly contactId: string;
  readonly fileId: string;
  readonly reason: string | undefined;
}

/** The content of a contact's file; each time a line of the access log. @throws {Problem} */
export async function fetchFile({ contactId, fileId, reason }: FileToFetch): Promise<Blob> {
  const address = addressOf('/api/console/contacts/:contactId/files/:fileId', {
    params: { contactId, fileId },
    query: { reason },
  });
  return fetchBlob(address);
}

/** What a route that downloads gives. @throws {Problem} */
export async function fetchBlob(address: string): Promise<Blob> {
  const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
  return response.blob();
}
