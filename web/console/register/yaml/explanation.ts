/** The schema explains in English, and says so to those who hear it. */
export function explanation(text: string): HTMLElement {
  const node = document.createElement('div');
  node.lang = 'en';
  node.textContent = text;
  return node;
}
