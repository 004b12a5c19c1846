import { expect, test } from 'vitest';
import { pictureAddress, picturesIn, withPictures } from './inline-pictures.ts';

const file = (fileId: string, contentId: string, more: object = {}) => ({
  fileId,
  contentId,
  name: 'kuva.png',
  contentType: 'image/png',
  size: 1000,
  ...more,
});
const place = (id: string) => `<span class="haltija-inline-image" data-cid="${id}" data-alt="Logo"></span>`;

test('not shown: what is too large, not what its name says, not there, or beyond the most', () => {
  const files = [
    file('1', 'large', { size: 3 * 1024 * 1024 }),
    file('2', 'lies', { realType: 'text/html' }),
    file('3', 'right@example.fi'),
  ];
  const html = ['large', 'lies', 'nowhere', 'right%40example.fi', 'right@example.fi'].map(place).join('');
  expect(picturesIn(html, files).map(({ fileId }) => fileId)).toEqual(['3']);
  const many = Array.from({ length: 30 }, (_, at) => file(`${at}`, `id-${at}`));
  expect(picturesIn(many.map(({ contentId }) => place(contentId)).join(''), many)).toHaveLength(20);
  const heavy = many.map((each) => ({ ...each, size: 2 * 1024 * 1024 }));
  expect(picturesIn(heavy.map(({ contentId }) => place(contentId)).join(''), heavy)).toHaveLength(4);
});

test('a program that calls itself a picture gets no address', async () => {
  for (const content of ['<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', '<html>', ''])
    expect(await pictureAddress(new Blob([content], { type: 'image/png' }))).toBeUndefined();
});

test('a picture stands in its place; one that is not shown is said to be below', () => {
  const files = [file('1', 'a'), file('2', 'b')];
  const shown = withPictures(
    `${place('a')}${place('b')}${place('c')}`,
    files,
    new Map([['1', 'data:image/png;base64,AA==']]),
    'below',
  );
  expect(shown).toBe(
    `<img src="data:image/png;base64,AA==" alt="Logo" style="max-width:100%">${place('b')} [below]${place('c')}`,
  );
});
