/** What a mail server of one's own found about the envelope sender. */
export interface TrustedSpf {
  result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';
  /** The domain the result is about; '' when not stated. */
  domain: string;
}

const results = new Set(['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror']);

/**
 * SPF as the server of this name wrote it into Authentication-Results (RFC 8601). Only the topmost field of that
 * name counts: the ones below it came with the mail.
 * @param headers lines as they stand in the mail, topmost first
 */
export function readTrustedSpf(headers: readonly string[], authservId: string): TrustedSpf | undefined {
  for (const header of headers) {
    const value = dropComments(header.slice(header.indexOf(':') + 1));
    const [id = '', ...statements] = value.split(';');
    // A version may follow the name.
    if (id.trim().split(/\s+/)[0]?.toLowerCase() !== authservId.toLowerCase()) continue;
    for (const statement of statements) {
      const result = /^\s*spf\s*=\s*([a-z]+)/i.exec(statement)?.[1]?.toLowerCase();
      if (result === undefined || !results.has(result)) continue;
      const named = /\bsmtp\.(?:mailfrom|mail|helo)\s*=\s*"?(?:[^\s"@]*@)?([^\s"@;]+)/i.exec(statement)?.[1];
      return { result: result as TrustedSpf['result'], domain: (named ?? '').toLowerCase() };
    }
    return undefined;
  }
  return undefined;
}

function dropComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const letter of text.slice(0, 20_000)) {
    if (letter === '(') depth += 1;
    else if (letter === ')' && depth > 0) depth -= 1;
    else if (depth === 0) kept += letter;
  }
  return kept.replace(/[\r\n]+/g, ' ');
}
