/**
 * The sentence at the head of the Overview: am I all right until each refill, and if not, what
 * needs me first and what is it worth? Nothing is guessed: with nothing to say it says what is left.
 */
import type { Lapse, LapsingLot, Overview, WalletCard, WalletView } from './bindings/wire';
import { about, credits, inWords, isolated, isZero, money, moneys, one } from './format';
import { t } from './i18n.svelte';
import { daysUntil, longDay, onDay } from './times';

export type Phrase = { text: string; tone: 'plain' | 'mark' | 'bad' | 'soft' };

/** How far ahead a lapse is worth a sentence. */
const SOON_DAYS = 14;

export function verdict(overview: Overview): Phrase[] {
  const { wallets, at } = overview;
  const phrases: Phrase[] = [];

  const uncovered = wallets.find((wallet) => !isZero(wallet.uncovered));
  if (uncovered) phrases.push(...uncoveredPhrases(uncovered));
  phrases.push(...runsOutPhrases(wallets, at));
  const lapse = firstLapse(overview);
  if (lapse) phrases.push(...lapsePhrases(lapse, at));
  if (phrases.length === 0) phrases.push(...allRight(wallets, at));

  const unpriced = wallets.reduce((sum, wallet) => sum + wallet.unpriced, 0);
  if (unpriced > 0 && phrases.length < 3) {
    phrases.push({ text: t('verdict.unpriced', { count: unpriced }), tone: 'soft' });
  }
  return phrases;
}

/** Whether a lapse is near and not only a day's free credits, which come again. */
export function lapsesSoon(lapse: Lapse, now: string): boolean {
  const isFree = lapse.by_kind.every((part) => part.kind === 'free');
  return !isFree && daysUntil(lapse.at, now) <= SOON_DAYS;
}

/**
 * The lapse worth telling: credits that will not be used in time, soon, and not a day's free ones
 * (which lapse and refill every day); of those the one that costs most, else the first.
 */
export function firstLapse(overview: Overview): LapsingLot | null {
  const cost = (lot: LapsingLot) => Number(lot.unused_worth?.amount ?? 0);
  const soon = overview.lapsing.filter(
    (lot) =>
      lot.kind !== 'free' &&
      !isZero(lot.unused) &&
      daysUntil(lot.expires, overview.at) <= SOON_DAYS,
  );
  return soon.toSorted((a, b) => cost(b) - cost(a))[0] ?? null;
}

/** How long before the refill a wallet runs out: `three days before`. */
function early(card: WalletCard): string {
  const refill = card.next_refill?.at ?? '';
  const days = Math.floor(daysUntil(refill, card.outlook.runs_out ?? refill));
  if (days < 1) return t('verdict.justBefore');
  return t('verdict.daysBefore', { days: inWords(days), count: days });
}

function runsOutPhrases(wallets: WalletCard[], at: string): Phrase[] {
  const out = (card: WalletCard) => card.outlook.runs_out ?? '';
  const all = wallets
    .filter((card) => card.outlook.before_refill)
    .toSorted((a, b) => out(a).localeCompare(out(b)));
  const [first] = all;
  if (!first) return [];
  const values = { wallet: isolated(first.name), when: onDay(out(first), at), early: early(first) };
  const phrases: Phrase[] = [{ text: t('verdict.runsOut', values), tone: 'bad' }];
  if (all.length > 1) {
    phrases.push({ text: t('verdict.runsOutMore', { count: all.length - 1 }), tone: 'plain' });
  }
  return phrases;
}

function uncoveredPhrases(card: WalletCard): Phrase[] {
  const values = {
    wallet: isolated(card.name),
    credits: credits(card.uncovered),
    one: one(card.uncovered),
  };
  return [
    { text: t('verdict.uncovered', values), tone: 'bad' },
    { text: t('verdict.uncoveredWhy'), tone: 'soft' },
  ];
}

function lapsePhrases(lot: LapsingLot, at: string): Phrase[] {
  const values = {
    wallet: isolated(lot.wallet),
    credits: about(lot.unused),
    one: one(lot.unused),
    when: onDay(lot.expires, at),
  };
  if (!lot.unused_worth) return [{ text: t('verdict.lapses', values), tone: 'mark' }];
  return [
    { text: t('verdict.lapsesWorth', values), tone: 'mark' },
    { text: t('verdict.worth', { money: money(lot.unused_worth) }), tone: 'soft' },
  ];
}

/** Nothing is wrong: what is left, and how long it lasts. */
function allRight(wallets: WalletCard[], at: string): Phrase[] {
  const [only, second] = wallets;
  if (!only) return [];
  if (!second) return [{ text: leftOf(only), tone: 'plain' }, ...lasting(only, at)];
  const number = inWords(wallets.length);
  const head = number.charAt(0).toUpperCase() + number.slice(1);
  const unknown = wallets.filter((card) => card.outlook.per_day === null);
  const [stranger] = unknown;
  if (!stranger) return [{ text: t('verdict.allLast', { number: head }), tone: 'plain' }];
  const values = { count: unknown.length, wallet: isolated(stranger.name) };
  return [
    { text: t('verdict.allCovered', { number: head }), tone: 'plain' },
    { text: t('verdict.noPace', values), tone: 'soft' },
  ];
}

function leftOf(card: WalletCard): string {
  const wallet = isolated(card.name);
  if (isZero(card.available)) return t('verdict.none', { wallet });
  const values = { wallet, credits: credits(card.available), one: one(card.available) };
  return t('verdict.left', values);
}

function lasting(card: WalletCard, at: string): Phrase[] {
  const { outlook, next_refill: refill } = card;
  if (outlook.per_day === null) return [];
  if (refill && (outlook.runs_out === null || outlook.runs_out >= refill.at)) {
    return [{ text: t('verdict.lastsUntilRefill', { when: onDay(refill.at, at) }), tone: 'soft' }];
  }
  if (outlook.runs_out === null) return [];
  const day = longDay(outlook.runs_out, at);
  return [{ text: t('verdict.lastsUntil', { day }), tone: 'soft' }];
}

/** The sentence at the head of a wallet: what is left, then what threatens it. */
export function walletVerdict({ card, at }: WalletView): Phrase[] {
  const values = {
    wallet: isolated(card.name),
    credits: credits(card.available),
    one: one(card.available),
  };
  const head = t(isZero(card.available) ? 'verdict.headNone' : 'verdict.head', values);
  if (!isZero(card.uncovered)) {
    const uncovered = { credits: credits(card.uncovered), one: one(card.uncovered) };
    return [
      { text: `${head},`, tone: 'plain' },
      { text: t('verdict.headUncovered', uncovered), tone: 'bad' },
    ];
  }
  const lapse = card.next_expiry;
  if (!lapse || !lapsesSoon(lapse, at)) return [{ text: `${head}.`, tone: 'plain' }];
  const worth =
    lapse.worth_known && lapse.worth.length > 0
      ? t('verdict.worth', { money: moneys(lapse.worth) })
      : '';
  const some = lapse.credits === card.available ? t('verdict.all') : credits(lapse.credits);
  const what = t('verdict.someLapse', { some, one: one(lapse.credits), when: onDay(lapse.at, at) });
  return [
    { text: `${head};`, tone: 'plain' },
    { text: worth ? `${what},` : `${what}.`, tone: 'mark' },
    ...(worth ? [{ text: worth, tone: 'soft' } as const] : []),
  ];
}
