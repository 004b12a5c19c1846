/** Stands in every bad value that is text: what it is found in again was repeated to whoever asked. */
export const marker = 'zzqAsaLindqvistqzz';

const deep = (depth: number): unknown => (depth === 0 ? marker : [deep(depth - 1)]);

/** What may stand where a value belongs. */
export const badValues: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  2_147_483_648,
  9_007_199_254_740_993,
  '',
  marker,
  `${marker}\u0000`,
  `${marker}\ud800`,
  `'; DROP TABLE register.contact; -- ${marker}`,
  `<script>${marker}</script>`,
  marker.repeat(5_000),
  [],
  [marker],
  {},
  { [marker]: marker },
  { toString: marker, constructor: { prototype: marker } },
  deep(200),
];

/** What may stand in an address where an id belongs. */
export const badSegments: readonly string[] = [
  marker,
  '0',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01890000-0000-7000-8000-00000000000g',
  `${marker}%00`,
  '%00',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5c',
  `%ff${marker}`,
  `%zz${marker}`,
  '%F0%9F%92%A9',
  encodeURIComponent(`' OR 1=1 -- ${marker}`),
  encodeURIComponent(`<img src=x onerror=${marker}>`),
  `a${marker}`.repeat(20),
];

/** What may follow the question mark for a key. */
export const badQueries = (key: string): readonly string[] => [
  `${key}=`,
  `${key}=${marker}`,
  `${key}=-1`,
  `${key}=1e300`,
  `${key}=99999999999999999999`,
  `${key}=%00${marker}`,
  `${key}=%zz${marker}`,
  `${key}=${marker}&${key}=${marker}`,
  `${key}[]=${marker}`,
  `${key}[$ne]=${marker}`,
  `${key}=0000-01-01T00:00:00Z`,
  `${key}=9999-99-99T99:99:99Z`,
  `${key}=999999999999999_018f0000-0000-7000-8000-000000000000`,
  `${key}=OTk5OTk5OTk5OTk5OTk5OS4wMThmMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA`,
  `${key}=SW5maW5pdHkuMDE4ZjAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw`,
  `${key}=${marker.repeat(300)}`,
];

/** Whole bodies that are none, with the type they say they are. */
export const badBodies: readonly { readonly type: string; readonly payload: string }[] = [
  { type: 'application/json', payload: '' },
  { type: 'application/json', payload: `{"${marker}` },
  { type: 'application/json', payload: 'null' },
  { type: 'application/json', payload: '[]' },
  { type: 'application/json', payload: `"${marker}"` },
  { type: 'application/json', payload: '12' },
  { type: 'application/json', payload: '{}' },
  { type: 'application/json', payload: `{"__proto__":{"${marker}":1}}` },
  { type: 'application/json', payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { type: 'application/json', payload: `\ufeff{"${marker}":1}` },
  { type: 'application/json; charset=utf-16', payload: `{"${marker}":1}` },
  { type: 'text/plain', payload: marker },
  { type: 'application/x-www-form-urlencoded', payload: `userName=${marker}` },
  {
    type: 'application/xml',
    payload: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;${marker}</x>`,
  },
  { type: 'multipart/form-data; boundary=x', payload: `--x\r\n\r\n${marker}\r\n--x--` },
  { type: `${marker}/${marker}`, payload: marker },
];
