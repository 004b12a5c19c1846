import { fetchFile, type FileToFetch } from './fetch-file.ts';

/**
 * Saves a file of a contact. Fetched here rather than by a link, so that a refusal is told in words.
 * @throws {Problem}
 */
export async function downloadFile({
  name,
  ...file
}: FileToFetch & { readonly name: string }): Promise<void> {
  const held = URL.createObjectURL(await fetchFile(file));
  const link = document.createElement('a');
  link.href = held;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(held), 1000);
}
