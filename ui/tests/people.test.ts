/** Months, sums and sentences of members and projects. */
import { expect, test } from 'vitest';

import type { LimitRow, MemberRow, NamedRow, PeopleView } from '../src/lib/bindings/wire';
import { matches, monthFrom, monthName, peopleVerdict, sum, tightest } from '../src/lib/people';

function named(name: string, used = '0'): NamedRow {
  return {
    name,
    also: [],
    archived: false,
    looks_like: null,
    used,
    used_ever: used,
    unpriced: 0,
    last_used: null,
  };
}

function limit(wallet: string | null, percent: number, standing: LimitRow['standing']): LimitRow {
  const anew = '2026-12-01T00:00:00Z';
  return { wallet, limit: '500', used: '0', left: '12', percent, standing, anew };
}

function view(members: MemberRow[], more: Partial<PeopleView> = {}): PeopleView {
  return {
    month: '2026-11',
    this_month: '2026-11',
    latest: '2026-11',
    members,
    projects: [],
    no_member: '0',
    no_project: '0',
    wallets: [],
    currencies: [],
    clients: [],
    ...more,
  };
}

const said = (of: PeopleView) => peopleVerdict(of).map((phrase) => `${phrase.tone}: ${phrase.text}`);

test('months follow each other over the year', () => {
  expect(monthFrom('2026-12', 1)).toBe('2027-01');
  expect(monthFrom('2026-01', -1)).toBe('2025-12');
  expect(monthFrom('2026-06', -13)).toBe('2025-05');
  expect(monthName('2026-11', '2026-12')).toBe('November');
  expect(monthName('2024-12', '2026-12')).toBe('December 2024');
});

test('sums keep every digit', () => {
  expect(sum(['0.1', '0.2'])).toBe('0.3');
  expect(sum(['9223372036854.775807', '-0.000001'])).toBe('9223372036854.775806');
  expect(sum(['-1.5', '0.5'])).toBe('-1');
  expect(sum([])).toBe('0');
});

test('a name is found by any of its names', () => {
  const mara = { ...named('Mara Kern'), also: ['MK'] };
  expect([' kern', 'mk', 'ivo'].map((query) => matches(mara, query))).toEqual([true, true, false]);
});

test('the sentence says what was used and who is close to a limit', () => {
  const members: MemberRow[] = [
    { named: named('Mara', '1200.5'), limits: [limit(null, 97, 'close'), limit('lab', 40, 'within')] },
    { named: named('Ivo', '800'), limits: [limit('lab', 160, 'over')] },
    { named: named('Sena'), limits: [] },
  ];
  expect(said(view(members))).toEqual([
    'plain: 2 members used 2,000.5 credits in November.',
    'bad: Ivo is over the limit of 500 credits in lab.',
    'mark: Mara has 12 of 500 credits left.',
  ]);
  expect(tightest(members[0] as MemberRow)?.percent).toBe(97);
});

test('a month without usage points to the latest', () => {
  expect(said(view([{ named: named('Mara'), limits: [] }], { latest: '2024-12' }))).toEqual([
    'plain: Nothing was used in November.',
    'soft: The latest usage is of December 2024.',
  ]);
  expect(said(view([], { no_member: '7' }))).toEqual(['plain: 7 credits were used in November, without a member.']);
});
