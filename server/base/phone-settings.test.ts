import { expect, test } from 'vitest';
import { readSettings, SettingsInvalid } from './settings.ts';

const read = (given: Record<string, string>) => readSettings(given, { registerFile: 'register.yaml' }).phone;
const problemsOf = (given: Record<string, string>) => {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    return error.problems.map(({ setting, problem }) => `${setting} ${problem}`);
  }
};
const peers = { HALTIJA_PHONE_PEERS: '/etc/haltija/peers.json' };

test.each([
  [{ HALTIJA_PHONE_SIP_PORT: '5060' }, 'HALTIJA_PHONE_PEERS is missing'],
  [{ ...peers, HALTIJA_PHONE_HOST: 'phone.example' }, 'HALTIJA_PHONE_HOST is no IP address'],
  [
    { ...peers, HALTIJA_PHONE_HOST: '0.0.0.0' },
    'HALTIJA_PHONE_ADDRESS is no IP address that peers can send to',
  ],
  [{ ...peers, HALTIJA_PHONE_SIP_PORT: '65536' }, 'HALTIJA_PHONE_SIP_PORT is no port'],
  [{ ...peers, HALTIJA_PHONE_SIPS_PORT: '0' }, 'HALTIJA_PHONE_SIPS_PORT is no port'],
  [{ ...peers, HALTIJA_PHONE_MEDIA_PORTS: '80-4000' }, 'HALTIJA_PHONE_MEDIA_PORTS is no range of ports'],
  [{ ...peers, HALTIJA_PHONE_MEDIA_PORTS: '20000-20001' }, 'HALTIJA_PHONE_MEDIA_PORTS is no range of ports'],
  [{ ...peers, HALTIJA_PHONE_KEY_FILE: '/k' }, 'HALTIJA_PHONE_CERT_FILE is missing'],
  [{ ...peers, HALTIJA_PHONE_SIPS_PORT: '5061' }, 'HALTIJA_PHONE_CERT_FILE is missing'],
])('%j is refused', (given, problem) => {
  expect(problemsOf(given)).toContain(problem);
});

test('none, the usual, and all of it', () => {
  expect(read({})).toBeUndefined();
  expect(read(peers)).toEqual({
    peersFile: '/etc/haltija/peers.json',
    host: '127.0.0.1',
    address: '127.0.0.1',
    sipPort: 5060,
    tls: undefined,
    mediaPorts: { from: 20_000, to: 23_999 },
  });
  const whole = {
    ...peers,
    HALTIJA_PHONE_HOST: '0.0.0.0',
    HALTIJA_PHONE_ADDRESS: '192.0.2.1',
    HALTIJA_PHONE_SIP_PORT: '0',
    HALTIJA_PHONE_CERT_FILE: '/c',
    HALTIJA_PHONE_KEY_FILE: '/k',
    HALTIJA_PHONE_CA_FILE: '/a',
  };
  expect(read(whole)).toMatchObject({
    address: '192.0.2.1',
    sipPort: 0,
    tls: { port: 5061, certFile: '/c', keyFile: '/k', caFile: '/a' },
  });
});
