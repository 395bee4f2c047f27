import { beforeEach, describe, expect, test } from 'vitest';

import type { LapsingLot, Outlook, Overview, WalletCard } from '../src/lib/bindings/wire';
import { reader } from '../src/lib/format';
import { verdict } from '../src/lib/verdict';

const NOW = '2026-11-25T14:10:00Z';

beforeEach(() => {
  reader.zone = 'UTC';
  reader.numbers = 'en-GB';
  reader.language = 'en';
});

function outlook(ahead: Partial<Outlook>): Outlook {
  return {
    per_day: null,
    days: 0,
    runs_out: null,
    until: '2027-05-24T14:10:00Z',
    before_refill: false,
    unused: '0',
    unused_worth: [],
    unused_worth_known: true,
    ...ahead,
  };
}

const REFILL = { at: '2026-11-30T09:00:00Z', credits: '500' };

function wallet(card: Partial<WalletCard> = {}): WalletCard {
  return {
    name: 'Lab',
    provider: 'lab',
    provider_title: 'Lab',
    plan: null,
    zone: 'UTC',
    available: '500',
    held: '0',
    uncovered: '0',
    expired: '0',
    by_kind: [],
    granted_open: '1000',
    unpriced: 0,
    next_expiry: null,
    next_refill: null,
    used_30_days: '0',
    outlook: outlook({}),
    cycle: null,
    worth: [],
    worth_known: true,
    last_usage: null,
    ...card,
  };
}

function lot(lapsing: Partial<LapsingLot>): LapsingLot {
  return {
    wallet: 'Deep-image',
    zone: 'UTC',
    lot: 'plan#3',
    kind: 'subscription',
    starts: '2026-10-28T08:00:00Z',
    expires: '2026-11-28T08:00:00Z',
    left: '412',
    worth: { amount: '20.00', currency: 'EUR' },
    unused: '412',
    unused_worth: { amount: '16.48', currency: 'EUR' },
    ...lapsing,
  };
}

function says(overview: Partial<Overview>): string {
  const whole: Overview = {
    at: NOW,
    books: 'Studio',
    sample: false,
    archived: [],
    wallets: [wallet()],
    totals: { left: [], unknown: 0, lapsing: [], lapsing_unknown: 0 },
    alerts: [],
    lapsing: [],
    latest: [],
    last_batch: null,
    ...overview,
  };
  return verdict(whole)
    .map((phrase) => phrase.text)
    .join(' ');
}

describe('the sentence of the overview', () => {
  test('names what lapses and what it is worth', () => {
    expect(says({ lapsing: [lot({})] })).toBe(
      '412 Deep-image credits lapse unused on Saturday, worth \u20ac16.48.',
    );
  });

  test('tells the lapse that costs most', () => {
    const small = lot({ wallet: 'A', unused: '3', unused_worth: { amount: '0.27', currency: 'EUR' } });
    expect(says({ lapsing: [small, lot({})] })).toMatch(/^412 Deep-image credits/);
  });

  test('is silent on a worth that is unknown', () => {
    expect(says({ lapsing: [lot({ unused_worth: null, unused: '1' })] })).toBe(
      '1 Deep-image credit lapses unused on Saturday.',
    );
  });

  test('passes over the free credits of a day and over what is far away', () => {
    const free = lot({ kind: 'free', expires: '2026-11-26T00:00:00Z' });
    const far = lot({ expires: '2027-01-28T08:00:00Z' });
    expect(says({ lapsing: [free, far] })).toBe('Lab has 500 credits left.');
  });

  test('puts what no lot covers before all else', () => {
    const wallets = [wallet({ uncovered: '71222', unpriced: 25 })];
    expect(says({ wallets, lapsing: [lot({})] })).toMatch(
      /^71,222 credits were used at Lab that no lot covers\./,
    );
  });

  test('is not turned round by a name', () => {
    expect(says({ wallets: [wallet({ name: '\u202egnp' })] })).toBe(
      '\u2068\u202egnp\u2069 has 500 credits left.',
    );
  });

  test('counts what has no price', () => {
    expect(says({ wallets: [wallet({ unpriced: 1 })] })).toBe(
      'Lab has 500 credits left. 1 usage has no price yet.',
    );
  });

  test('passes over what will be used in time', () => {
    expect(says({ lapsing: [lot({ unused: '0' })] })).toBe('Lab has 500 credits left.');
  });

  test('tells which wallet is empty before its refill, and how long before', () => {
    const early = (name: string, runs_out: string) =>
      wallet({ name, next_refill: REFILL, outlook: outlook({ per_day: '100', runs_out, before_refill: true }) });
    const wallets = [early('B', '2026-11-28T00:00:00Z'), early('A', '2026-11-27T00:00:00Z')];
    expect(says({ wallets })).toBe(
      'A runs out on Friday, three days before its refill. One more wallet runs out too soon.',
    );
    expect(says({ wallets: [early('A', '2026-11-30T06:00:00Z')] })).toBe(
      'A runs out on Monday, hours before its refill.',
    );
  });

  test('says how long a wallet lasts that lasts long enough', () => {
    const lasts = outlook({ per_day: '10', runs_out: '2027-01-14T00:00:00Z' });
    const left = 'Lab has 500 credits left. At the present pace that lasts';
    expect(says({ wallets: [wallet({ next_refill: REFILL, outlook: lasts })] })).toBe(
      `${left} past its refill on Monday.`,
    );
    expect(says({ wallets: [wallet({ outlook: lasts })] })).toBe(`${left} until 14 January 2027.`);
  });

  test('says that all is well, in words, and what it does not know', () => {
    const known = outlook({ per_day: '10' });
    const sure = [wallet({ outlook: known }), wallet({ name: 'B', outlook: known })];
    expect(says({ wallets: sure })).toBe(
      'Two wallets, and each lasts past its refill. Nothing of worth lapses unused within two weeks.',
    );
    expect(says({ wallets: [...sure, wallet({ name: 'C' })] })).toBe(
      'Three wallets, all covered; nothing lapses unused within two weeks. ' +
        'How long C lasts is not known: a pace takes a week of use.',
    );
    expect(says({ wallets: [wallet({ available: '0' })] })).toBe('Lab has no credits left.');
  });

  test('speaks German', () => {
    reader.language = 'de';
    reader.numbers = 'de-DE';
    expect(says({ lapsing: [lot({})] })).toBe(
      '412 Credits bei Deep-image verfallen am Samstag ungenutzt, 16,48\u00a0\u20ac wert.',
    );
    reader.language = 'en';
  });
});
