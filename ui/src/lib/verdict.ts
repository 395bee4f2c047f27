/**
 * The sentence at the head of the Overview: what needs the reader, most pressing first, and what
 * it is worth. Nothing is guessed: with nothing to say it says what is left.
 */
import type { Lapse, LapsingLot, Overview, WalletCard, WalletView } from './bindings/wire';
import { counted, credits, creditsWord, inWords, isolated, isZero, money, moneys } from './format';
import { daysUntil, onDay } from './times';

export type Phrase = { text: string; tone: 'plain' | 'mark' | 'bad' | 'soft' };

/** How far ahead a lapse is worth a sentence. */
const SOON_DAYS = 14;

export function verdict(overview: Overview): Phrase[] {
  const { wallets, at } = overview;
  const phrases: Phrase[] = [];

  const uncovered = wallets.find((wallet) => !isZero(wallet.uncovered));
  if (uncovered) phrases.push(...uncoveredPhrases(uncovered));

  const lapse = firstLapse(overview);
  if (lapse) phrases.push(...lapsePhrases(lapse, at));

  if (phrases.length === 0) phrases.push({ text: inOrder(wallets), tone: 'plain' });

  const unpriced = wallets.reduce((sum, wallet) => sum + wallet.unpriced, 0);
  if (unpriced > 0 && phrases.length < 3) {
    const have = unpriced === 1 ? 'has' : 'have';
    phrases.push({ text: `${counted(unpriced, 'usage')} ${have} no price yet.`, tone: 'soft' });
  }
  return phrases;
}

/** Whether a lapse is near and not only a day's free credits, which come again. */
export function lapsesSoon(lapse: Lapse, now: string): boolean {
  const isFree = lapse.by_kind.every((part) => part.kind === 'free');
  return !isFree && daysUntil(lapse.at, now) <= SOON_DAYS;
}

/**
 * The lapse worth telling: soon, not a day's free credits (which lapse and refill every day), and
 * of those the one that costs most, else the first.
 */
export function firstLapse(overview: Overview): LapsingLot | null {
  const cost = (lot: LapsingLot) => Number(lot.worth?.amount ?? 0);
  const soon = overview.lapsing.filter(
    (lot) => lot.kind !== 'free' && daysUntil(lot.expires, overview.at) <= SOON_DAYS,
  );
  return soon.toSorted((a, b) => cost(b) - cost(a))[0] ?? null;
}

function uncoveredPhrases(wallet: WalletCard): Phrase[] {
  const amount = `${credits(wallet.uncovered)} ${creditsWord(wallet.uncovered)}`;
  const be = wallet.uncovered === '1' ? 'was' : 'were';
  return [
    { text: `${amount} ${be} used at ${isolated(wallet.name)} that no lot covers.`, tone: 'bad' },
    { text: 'A purchase is missing from the books.', tone: 'soft' },
  ];
}

function lapsePhrases(lot: LapsingLot, at: string): Phrase[] {
  const verb = lot.left === '1' ? 'lapses' : 'lapse';
  const head = `${credits(lot.left)} ${isolated(lot.wallet)} ${creditsWord(lot.left)} ${verb}`;
  const when = onDay(lot.expires, at);
  if (!lot.worth) return [{ text: `${head} ${when}.`, tone: 'mark' }];
  return [
    { text: `${head} ${when},`, tone: 'mark' },
    { text: `worth ${money(lot.worth)}.`, tone: 'soft' },
  ];
}

function inOrder(wallets: WalletCard[]): string {
  const [only, second] = wallets;
  if (!only) return '';
  if (!second) {
    return isZero(only.available)
      ? `${isolated(only.name)} has no credits left.`
      : `${isolated(only.name)} has ${credits(only.available)} ${creditsWord(only.available)} left.`;
  }
  const number = inWords(wallets.length);
  const head = number.charAt(0).toUpperCase() + number.slice(1);
  return `${head} wallets, all covered; nothing lapses within two weeks.`;
}

/** The sentence at the head of a wallet: what is left, then what threatens it. */
export function walletVerdict({ card, at }: WalletView): Phrase[] {
  const left = isZero(card.available) ? 'no' : credits(card.available);
  const head = `${isolated(card.name)} has ${left} ${creditsWord(card.available)} left`;
  if (!isZero(card.uncovered)) {
    const be = card.uncovered === '1' ? 'is' : 'are';
    return [
      { text: `${head},`, tone: 'plain' },
      { text: `and ${credits(card.uncovered)} used ${be} covered by no lot.`, tone: 'bad' },
    ];
  }
  const lapse = card.next_expiry;
  if (!lapse || !lapsesSoon(lapse, at)) return [{ text: `${head}.`, tone: 'plain' }];
  const worth = lapse.worth_known && lapse.worth.length > 0 ? `worth ${moneys(lapse.worth)}.` : '';
  const some = lapse.credits === card.available ? 'all' : credits(lapse.credits);
  const what = `${some} of them lapse ${onDay(lapse.at, at)}`;
  return [
    { text: `${head};`, tone: 'plain' },
    { text: worth ? `${what},` : `${what}.`, tone: 'mark' },
    ...(worth ? [{ text: worth, tone: 'soft' } as const] : []),
  ];
}
