/** The sentence over a past that was played once more. */
import type { MoneyText, PastReplay } from './bindings/wire';
import { credits, money } from './format';
import { t } from './i18n.svelte';
import { longDay } from './times';
import type { Phrase } from './verdict';

export function pastPhrases(replay: PastReplay | null, now: string): Phrase[] {
  if (!replay) {
    return [
      { text: t('past.ask'), tone: 'plain' },
      { text: t('past.askSoft'), tone: 'soft' },
    ];
  }
  const { was, would } = replay;
  const phrases: Phrase[] = [{ text: costPhrase(replay), tone: 'plain' }];
  phrases.push(
    would.ran_out
      ? { text: t('past.ranOut', { days: would.dry_days, day: longDay(would.ran_out, now) }), tone: 'mark' }
      : { text: t('past.sufficed'), tone: 'plain' },
  );
  const more = subtracted(would.expired, was.expired);
  const amount = credits(more.replace('-', ''));
  if (more === '0') phrases.push({ text: t('past.lapsedSame'), tone: 'soft' });
  else phrases.push({ text: t(more.startsWith('-') ? 'past.lapsedLess' : 'past.lapsedMore', { amount }), tone: 'soft' });
  return phrases;
}

function costPhrase({ was, would }: PastReplay): string {
  const [before, after] = [only(was.cost), only(would.cost)];
  const known = was.cost_known && would.cost_known;
  if (!known || before === undefined || after === undefined) return t('past.costUnknown');
  const currency = (before ?? after)?.currency ?? '';
  if (before && after && before.currency !== after.currency) return t('past.costUnknown');
  const more = subtracted(after?.amount ?? '0', before?.amount ?? '0');
  if (Number(more) === 0) return t('past.sameCost');
  const difference = money({ amount: more.replace('-', ''), currency });
  return t(more.startsWith('-') ? 'past.cheaper' : 'past.dearer', { money: difference });
}

/** The one amount; nothing paid is null, several currencies are undefined. */
function only(all: MoneyText[]): MoneyText | null | undefined {
  return all.length > 1 ? undefined : (all[0] ?? null);
}

/** The exact difference of two decimal texts. */
export function subtracted(one: string, two: string): string {
  const micros = (text: string) => {
    const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
    const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
    return text.startsWith('-') ? -value : value;
  };
  const difference = micros(one) - micros(two);
  const digits = (difference < 0n ? -difference : difference).toString().padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '');
  return difference < 0n ? `-${text}` : text;
}
