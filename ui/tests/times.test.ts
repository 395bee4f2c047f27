import { beforeEach, expect, test } from 'vitest';

import { reader } from '../src/lib/format';
import { day, elsewhere, fromNow, lived, moment, onDay, span } from '../src/lib/times';

const NOW = '2026-11-25T14:10:00Z';

beforeEach(() => {
  reader.zone = 'Europe/Berlin';
});

test('the day comes first, with its year only where that is not this one', () => {
  expect(day('2026-11-28T08:00:00Z', NOW)).toBe('Sat 28 Nov');
  expect(day('2024-12-08T08:00:00Z', NOW)).toBe('8 Dec 2024');
  // Already the next day in Berlin.
  expect(day('2026-11-27T23:30:00Z', NOW)).toBe('Sat 28 Nov');
});

test('today is told by its hour', () => {
  expect(moment('2026-11-25T13:06:00Z', NOW)).toBe('14:06');
  expect(moment('2026-11-24T13:06:00Z', NOW)).toBe('Tue 24 Nov');
});

test('another wall shows beside only where it differs', () => {
  expect(elsewhere(NOW, 'Europe/Paris')).toBeNull();
  expect(elsewhere(NOW, 'UTC')).toBe('14:10 UTC');
  expect(elsewhere('2026-11-26T04:00:00Z', 'America/New_York')).toBe('Wed 23:00 New York');
});

test('distances are counted in the days of the reader', () => {
  expect(fromNow('2026-11-25T22:59:00Z', NOW)).toBe('today');
  expect(fromNow('2026-11-25T23:01:00Z', NOW)).toBe('tomorrow');
  expect(fromNow('2026-11-28T08:00:00Z', NOW)).toBe('in 3 days');
  expect(fromNow('2027-03-01T08:00:00Z', NOW)).toBe('in 3 months');
  expect(onDay('2026-11-27T08:00:00Z', NOW)).toBe('on Friday');
  expect(onDay('2026-12-12T08:00:00Z', NOW)).toBe('on 12 December');
});

test('a span says its year once', () => {
  expect(span('2024-11-09T00:00:00Z', '2024-12-08T12:00:00Z', NOW)).toBe('9 Nov to 8 Dec 2024');
  // What ends at midnight ends on the day before it.
  expect(span('2024-11-08T23:00:00Z', '2024-12-08T23:00:00Z', NOW)).toBe('9 Nov to 8 Dec 2024');
  expect(span('2025-12-30T12:00:00Z', '2026-01-28T12:00:00Z', NOW)).toBe('30 Dec 2025 to 28 Jan');
});

test('a life is between its ends', () => {
  const at = (day: string) => `2026-11-${day}T00:00:00Z`;
  expect(lived(at('01'), at('21'), at('06'))).toBe(0.25);
  expect(lived(at('10'), at('21'), at('06'))).toBe(0);
  expect(lived(at('01'), at('05'), at('06'))).toBe(1);
});
