import { beforeEach, describe, expect, test } from 'vitest';

import { alertText, needs, notice } from '../src/lib/alerts';
import type { Alert } from '../src/lib/bindings/wire';
import { reader } from '../src/lib/format';

const NOW = '2026-11-25T14:10:00Z';

beforeEach(() => {
  reader.zone = 'UTC';
  reader.numbers = 'en-GB';
  reader.language = 'en';
});

function alert(figures: Partial<Alert>): Alert {
  return {
    id: 1,
    rule: 'rule',
    at: NOW,
    kind: 'balance_at_or_below',
    wallet: 'Lab',
    zone: 'UTC',
    line: '20',
    member: null,
    credits: '15',
    percent: null,
    due: null,
    refill: null,
    worth: null,
    seen: false,
    snoozed_until: null,
    over_at: null,
    ...figures,
  };
}

describe('an alert', () => {
  test('says what it is, why, and what cures it', () => {
    const [need] = needs([alert({})], [], NOW);
    expect(need).toMatchObject({
      what: 'Lab: 15 credits left',
      why: 'At or below the line of 20',
      verb: 'Top up',
      to: { view: 'topup', wallet: 'Lab' },
    });
  });

  test('tells the worth of what lapses, where it is known', () => {
    const lapse = { kind: 'lapses_within', credits: '1', due: '2026-11-28T00:00:00Z' } as const;
    const worth = { amount: '0.04', currency: 'EUR' };
    expect(alertText(alert({ ...lapse, worth }), NOW)).toEqual({
      what: '1 Lab credit lapses unused on Saturday',
      why: 'Worth \u20ac0.04; at the present pace they will not be used by then',
    });
    expect(alertText(alert(lapse), NOW).why).not.toContain('Worth');
  });

  test('shows no amount while amounts are hidden', () => {
    reader.hidden = true;
    expect(alertText(alert({}), NOW).what).not.toContain('15');
    reader.hidden = false;
  });

  test('is told by itself, and several as one', () => {
    expect(notice([], NOW)).toBeNull();
    expect(notice([alert({})], NOW)?.title).toBe('Lab: 15 credits left');
    const many = [1, 2, 3, 4, 5].map((id) => alert({ id, wallet: `W${id}` }));
    expect(notice(many, NOW)).toEqual({
      title: '5 alerts',
      body: 'W1: 15 credits left\nW2: 15 credits left\nW3: 15 credits left\nand 2 more',
    });
  });

  test('comes before what is only unfinished', () => {
    const uncovered = alert({ id: 2, kind: 'uncovered' });
    expect(needs([alert({}), uncovered], [], NOW).map((need) => need.tone)).toEqual(['bad', 'warn']);
  });
});
