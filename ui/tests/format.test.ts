import { beforeEach, describe, expect, test } from 'vitest';

import { bytes, change, counted, credits, money, reader, share } from '../src/lib/format';

beforeEach(() => {
  reader.numbers = 'en-GB';
});

describe('credits', () => {
  test.each([
    ['0', '0'],
    ['1234', '1,234'],
    ['-48', '\u221248'],
    ['73.5', '73.5'],
    ['0.000001', '0.000001'],
    // Beyond what a binary float tells apart.
    ['9007199254740993', '9,007,199,254,740,993'],
    ['9223372036854.775807', '9,223,372,036,854.775807'],
    ['-9223372036854.775808', '\u22129,223,372,036,854.775808'],
    ['not a number', 'not a number'],
  ])('%s is written %s', (text, written) => {
    expect(credits(text)).toBe(written);
  });

  test('take the separators of the locale', () => {
    reader.numbers = 'de-DE';
    expect(credits('1234567.5')).toBe('1.234.567,5');
  });

  test('of a change have their sign', () => {
    expect(['500', '-48', '0'].map(change)).toEqual(['+500', '\u221248', '0']);
  });
});

describe('money', () => {
  test.each([
    ['16.48', 'EUR', '\u20ac16.48'],
    ['12.00', 'USD', '$12.00'],
    ['700', 'JPY', '\u00a5700'],
    ['1.234', 'KWD', 'KWD\u00a01.234'],
    ['90071992547409.93', 'EUR', '\u20ac90,071,992,547,409.93'],
  ])('%s %s is written %s', (amount, currency, written) => {
    expect(money({ amount, currency })).toBe(written);
  });
});

test('counts agree with their noun', () => {
  expect([counted(1, 'row'), counted(0, 'row'), counted(26823, 'row')]).toEqual([
    '1 row',
    '0 rows',
    '26,823 rows',
  ]);
  expect(counted(2, 'entry', 'entries')).toBe('2 entries');
});

test('sizes are rounded for reading', () => {
  expect([12, 4700, 2_412_345].map(bytes)).toEqual([
    '12\u202fbytes',
    '4.7\u202fkB',
    '2.4\u202fMB',
  ]);
});

test('a share stays within the bar', () => {
  expect([share('1', '4'), share('5', '4'), share('-1', '4'), share('1', '0')]).toEqual([
    0.25, 1, 0, 0,
  ]);
});
