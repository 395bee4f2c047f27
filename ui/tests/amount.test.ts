import { beforeEach, expect, test } from 'vitest';

import { evaluate, isArithmetic } from '../src/lib/amount';
import { reader } from '../src/lib/reader.svelte';

beforeEach(() => {
  reader.numbers = 'en-GB';
});

test.each([
  ['', ''],
  ['48', '48'],
  ['40*4', '160'],
  ['40 × 4', '160'],
  ['16.99*1.1', '18.689'],
  ['(2+3)×10 − 1', '49'],
  ['-5', '-5'],
  ['0.1+0.2', '0.3'],
  ['1,234.5', '1234.5'],
  ['10/4', '2.5'],
  ['9007199254740993', '9007199254740993'],
  ['1/0', null],
  ['4*', null],
  ['four', null],
  ['1.2.3', null],
  ['0.0000001', null],
])('%s is %s', (typed, value) => {
  expect(evaluate(typed)).toBe(value);
});

test('separators are those of the reader', () => {
  reader.numbers = 'de-DE';
  expect(['1.250,5', '1.250', '12,5*2', '73,5'].map(evaluate)).toEqual(['1250.5', '1250', '25', '73.5']);
});

test('only what is worked out is arithmetic', () => {
  expect(['40', '-5', '40*4', '3+1', '1,000'].map(isArithmetic)).toEqual([false, false, true, true, false]);
});
