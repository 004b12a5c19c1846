import { readNoticeSchema, type NoticeReading } from '../../../contract/console/reverse.ts';
import type { Language } from '../../../contract/common.ts';
import { addressOf } from '../api/call.ts';
import { Problem, readProblem } from '../api/problem.ts';

export const noticeLanguages = readNoticeSchema.shape.language.unwrap().options;

/** Sends a notice to be read; the server keeps nothing of it. @throws {Problem} */
export async function readNotice(notice: Blob, language: Language | undefined): Promise<NoticeReading> {
  const response = await fetch(addressOf('/api/console/register/from-notice', { query: { language } }), {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'x-haltija': 'console', 'content-type': 'application/octet-stream' },
    body: notice,
  }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as NoticeReading;
}

/** Saves the draft on this computer: here it is nowhere. */
export function saveDraft(yaml: string): void {
  const held = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = held;
  link.download = 'register-draft.yaml';
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(held), 1000);
}
