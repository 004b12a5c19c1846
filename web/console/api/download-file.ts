import { fetchBlob, fetchFile, type FileToFetch } from './fetch-file.ts';

/**
 * Saves a file of a contact. Fetched here rather than by a link, so that a refusal is told in words.
 * @throws {Problem}
 */
export async function downloadFile({
  name,
  ...file
}: FileToFetch & { readonly name: string }): Promise<void> {
  save(await fetchFile(file), name);
}

/** Saves a mail as it came. The name says nothing of what is in it. @throws {Problem} */
export async function downloadRaw(address: string): Promise<void> {
  save(await fetchBlob(address), 'mail.eml');
}

/** Saves a text that this page holds. */
export function downloadText(text: string, type: string, name: string): void {
  save(new Blob([text], { type }), name);
}

function save(content: Blob, name: string): void {
  const held = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = held;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(held), 1000);
}
