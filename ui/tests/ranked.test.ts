import { expect, test } from 'vitest';

import { ranked } from '../src/lib/ranked';

const all = ['Overview', 'Import a usage log', 'Undo import of 214 rows', 'ImagineArt', 'Dark theme'];
const found = (query: string) => ranked(all.map((label) => ({ label })), query).map((a) => a.label);

test('everything is there before a letter is typed', () => {
  expect(found('')).toEqual(all);
});

test('letters in order are enough, beginnings of words come first', () => {
  expect(found('iul')).toEqual(['Import a usage log']);
  expect(found('im')[0]).toBe('ImagineArt');
  expect(found('IMPORT')[0]).toBe('Import a usage log');
  expect(found('dark t')).toEqual(['Dark theme']);
  expect(found('zz')).toEqual([]);
});
