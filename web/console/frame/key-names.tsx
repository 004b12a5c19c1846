const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const shown: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** "mod+k" as ⌘ K or Ctrl K, "g i" as two keys. */
export function KeyNames({ keys }: { readonly keys: string }) {
  const names = keys
    .split(/[ +]/)
    .map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : (shown[key] ?? key)));
  return (
    <span className="key-names">
      {names.map((name, index) => (
        // A sequence may hold the same key twice, and never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd key={index}>{name}</kbd>
      ))}
    </span>
  );
}
