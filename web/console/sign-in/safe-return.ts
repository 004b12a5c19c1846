/** Where one was, if that is a place of ours: never another host, never the sign-in itself. */
export function safeReturn(to: string | undefined): string {
  if (!to || !/^\/(?![/\\])[\w\-/?=&%.]*$/.test(to) || to.startsWith('/sign-in')) return '/';
  return to;
}
