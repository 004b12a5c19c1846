import { Problem, readProblem } from '../api/problem.ts';

/** Puts a file to a draft. @throws {Problem} */
export async function uploadFile(
  place: { readonly contactId: string; readonly draftId: string; readonly fileId: string },
  file: File,
): Promise<void> {
  const { contactId, draftId, fileId } = place;
  const response = await fetch(`/api/console/contacts/${contactId}/drafts/${draftId}/files/${fileId}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'x-haltija': 'console',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name),
      'x-file-type': file.type,
    },
    body: file,
  }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
}
