import { expect, test } from 'vitest';
import { readKeyServiceUrl, writeKeyServiceSettings } from './key-service-settings.ts';
import { readSettings, SettingsInvalid } from './settings.ts';

const whole = {
  HALTIJA_KEY_SERVICE_URL: 'kmips://keys.example:5697',
  HALTIJA_KEY_SERVICE_CERT_FILE: '/etc/haltija/kmip.cert',
  HALTIJA_KEY_SERVICE_KEY_FILE: '/etc/haltija/kmip.key',
  HALTIJA_KEY_SERVICE_CA_FILE: '/etc/haltija/kmip.ca',
};
const read = (given: Record<string, string>) =>
  readSettings(given, { registerFile: 'register.yaml' }).keyService;
const problemsOf = (given: Record<string, string>) => {
  try {
    read(given);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    return error.problems.map(({ setting, problem }) => `${setting} ${problem}`);
  }
};

test.each([
  'http://keys.example',
  'kmip://keys.example:5696',
  'kmips://user:secret-value@keys.example',
  'kmips://keys.example/path',
  'kmips://keys.example?x=1',
  'kmips://keys.example:0',
  'kmips://keys.example:65536',
  'kmips://',
  'keys.example:5696',
])('refused: %s', (url) => {
  expect(problemsOf({ ...whole, HALTIJA_KEY_SERVICE_URL: url })).toEqual([
    'HALTIJA_KEY_SERVICE_URL is no address of a key service',
  ]);
});

test('any of the four without the others is refused', () => {
  for (const name of Object.keys(whole)) {
    const without: Record<string, string> = { ...whole };
    delete without[name];
    expect(problemsOf(without)).toEqual([`${name} is missing`]);
  }
});

test('none, a port of its own, and the usual one', () => {
  expect(read({})).toBeUndefined();
  expect(read(whole)).toEqual({
    host: 'keys.example',
    port: 5697,
    certFile: '/etc/haltija/kmip.cert',
    keyFile: '/etc/haltija/kmip.key',
    caFile: '/etc/haltija/kmip.ca',
  });
  expect(writeKeyServiceSettings(read(whole)!)).toEqual(whole);
  expect(readKeyServiceUrl('kmips://Keys.Example')).toEqual({ host: 'keys.example', port: 5696 });
  expect(readKeyServiceUrl('kmips://[2001:db8::1]:7000/')).toEqual({ host: '2001:db8::1', port: 7000 });
});
