import { expect, test } from 'vitest';

import { isTime, plusDays, plusMonths, weeksOf } from '../src/lib/typed-time';

test.each([
  ['2026-11-04', true],
  ['2026-11-04 14:20', true],
  ['2026-11-04T14:20:05', true],
  ['2026-11-04T14:20:05Z', true],
  ['2026-02-30', false],
  ['2026-11-04 24:10', false],
  ['4.11.2026', false],
  ['', false],
])('%s can be read: %s', (typed, readable) => {
  expect(isTime(typed)).toBe(readable);
});

test('days and months are stepped through on the calendar', () => {
  expect([plusDays('2026-12-31', 1), plusMonths('2026-01-31', 1), plusMonths('2026-01-15', -1)]).toEqual([
    '2027-01-01',
    '2026-02-01',
    '2025-12-01',
  ]);
});

test('a month is shown in whole weeks from the first day of the week on', () => {
  const monday = weeksOf('2026-11-21', 1);
  expect([monday.length, monday[0]?.[0], monday.at(-1)?.[6]]).toEqual([6, '2026-10-26', '2026-12-06']);
  const sunday = weeksOf('2026-11-21', 7);
  expect([sunday.length, sunday[0]?.[0]]).toEqual([5, '2026-11-01']);
});
