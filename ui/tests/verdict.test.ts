import { beforeEach, describe, expect, test } from 'vitest';

import type { LapsingLot, Overview, WalletCard } from '../src/lib/bindings/wire';
import { reader } from '../src/lib/format';
import { verdict } from '../src/lib/verdict';

const NOW = '2026-11-25T14:10:00Z';

beforeEach(() => {
  reader.zone = 'UTC';
  reader.numbers = 'en-GB';
});

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
    worth: { amount: '16.48', currency: 'EUR' },
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
      '412 Deep-image credits lapse on Saturday, worth \u20ac16.48.',
    );
  });

  test('tells the lapse that costs most', () => {
    const small = lot({ wallet: 'A', left: '3', worth: { amount: '0.27', currency: 'EUR' } });
    expect(says({ lapsing: [small, lot({})] })).toMatch(/^412 Deep-image credits/);
  });

  test('is silent on a worth that is unknown', () => {
    expect(says({ lapsing: [lot({ worth: null, left: '1' })] })).toBe(
      '1 Deep-image credit lapses on Saturday.',
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

  test('says that all is well, in words', () => {
    const wallets = [wallet(), wallet({ name: 'B' }), wallet({ name: 'C' })];
    expect(says({ wallets })).toBe('Three wallets, all covered; nothing lapses within two weeks.');
    expect(says({ wallets: [wallet({ available: '0' })] })).toBe('Lab has no credits left.');
  });
});
