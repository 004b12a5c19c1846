import type { Connection } from '../../server/safeguards/declaration/declaration.ts';
import { changeRegister, type Register } from '../promises/change-register.ts';

let published = 0;

/** The example register with a processor of these connections that may be given what is in a mail; each time a new text. */
export function declaring(
  connections: readonly Connection[],
  change: (register: Register) => void = () => undefined,
): string {
  published += 1;
  return changeRegister((register) => {
    register.register.name.en = `Customer service ${published}`;
    register.processors!['relay'] = {
      name: 'Välitys Oy',
      service: { sv: 'förmedling av e-post', fi: 'sähköpostin välitys', en: 'carrying mail' },
      agreement: { id: 'V-1', date: '2026-01-15' },
      validUntil: '2028-12-31',
      purposes: ['quality', 'service'],
      categories: ['emailAddress', 'name', 'messages', 'files', 'recordings'],
      countries: ['FI'],
      ...(connections.length > 0
        ? { connections: connections.map(({ way, hosts }) => ({ way, hosts: [...hosts] })) }
        : {}),
    };
    change(register);
  });
}
