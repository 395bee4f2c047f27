/**
 * How figures and times are written. Amounts come as decimal texts and keep every digit: they are
 * never turned into a number except for the length of a bar.
 */
import type { MoneyText } from './bindings/wire';
import { t } from './i18n.svelte';
import { reader } from './reader.svelte';

export { reader } from './reader.svelte';

const MINUS = '\u2212';
const NARROW = '\u202f';

/** What stands where an amount is hidden: as wide for one as for a thousand. */
const HIDDEN = '\u2022\u2022\u2022';

type Decimal = Parameters<Intl.NumberFormat['format']>[0];

function decimal(text: string, options: Intl.NumberFormatOptions): string {
  // Intl reads a decimal text exactly, but only if it is one.
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const written = new Intl.NumberFormat(reader.numbers, options).format(text as unknown as Decimal);
  return written.replace('-', MINUS);
}

/** Credits: `1,234.5`, `−48`. */
export function credits(text: string): string {
  if (reader.hidden) return HIDDEN;
  return decimal(text, { maximumFractionDigits: 6 });
}

/** A change: `+500`, `−48`, `0`. */
export function change(text: string): string {
  const written = credits(text);
  if (reader.hidden) return written;
  return isZero(text) || text.startsWith('-') ? written : `+${written}`;
}

/** `1 credit`, `1,234 credits`. */
export function creditsWord(text: string): string {
  return t('count.credits', { count: text === '1' && !reader.hidden ? 1 : 2 });
}

/** What a message needs to choose between "credit" and "credits". */
export function one(text: string): number {
  return text === '1' && !reader.hidden ? 1 : 2;
}

/** An estimate, in no more digits than it deserves: `1,480`, `7.3`. */
export function about(text: string): string {
  if (reader.hidden) return HIDDEN;
  const digits = Math.abs(Number(text)) < 10 ? 1 : 0;
  return decimal(text, { maximumFractionDigits: digits });
}

/** A count of things. */
export function count(value: number): string {
  return decimal(String(value), {});
}

/** `1 row`, `214 rows`. English alone: what a view says is in the catalog of messages. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A small whole number in words where prose wants them: `three`. */
export function inWords(value: number): string {
  return t('number.words').split(',')[value] ?? count(value);
}

/** Money: `€16.48`. */
export function money(value: MoneyText): string {
  if (reader.hidden) return HIDDEN;
  const typed = value.amount.split('.')[1]?.length ?? 0;
  const digits = typed === 0 ? 0 : Math.max(typed, minorDigits(value.currency));
  return decimal(value.amount, {
    style: 'currency',
    currency: value.currency,
    currencyDisplay: reader.money === 'code' ? 'code' : 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** How many digits a currency has after the point: an amount that was typed may have fewer. */
function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
}

/** Several currencies: `€16.48 + $3.00`. */
export function moneys(values: MoneyText[]): string {
  return values.map(money).join(' + ');
}

/** A size in bytes: `4.7 MB`. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(reader.numbers, { maximumFractionDigits: digits }).format(size)}${NARROW}${units[unit]}`;
}

/**
 * A name inside a sentence: one that runs or turns from right to left is kept from turning the
 * words after it.
 */
export function isolated(name: string): string {
  const turns = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;
  return turns.test(name) ? `\u2068${name}\u2069` : name;
}

export function isZero(text: string): boolean {
  return /^-?0+(\.0+)?$/.test(text);
}

/** For the length of a bar only. */
export function share(part: string, whole: string): number {
  const of = Number(whole);
  return of > 0 ? Math.max(0, Math.min(1, Number(part) / of)) : 0;
}
