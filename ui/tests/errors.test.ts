import { expect, test } from 'vitest';

import { sentence, toBursarError } from '../src/lib/errors';

test('a message stands alone as a sentence', () => {
  expect(sentence('there is no wallet \u201clab\u201d')).toBe('There is no wallet \u201clab\u201d.');
  expect(sentence('0.1234567 has too many decimals.')).toBe('0.1234567 has too many decimals.');
  expect(sentence('lora.csv: line 3 is not text')).toBe('lora.csv: line 3 is not text.');
});

test('whatever is thrown becomes an error with a code and something to do', () => {
  const ours = toBursarError({ code: 'refused', message: 'not enough credits', hint: 'top up first' });
  expect([ours.code, ours.message, ours.hint]).toEqual(['refused', 'Not enough credits.', 'Top up first.']);
  const foreign = toBursarError(new TypeError('x is undefined'));
  expect(foreign.code).toBe('internal');
  expect(foreign.hint).toMatch(/Try again/);
});
