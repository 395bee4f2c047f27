/**
 * How figures and times are written. Amounts come as decimal texts and keep every digit: they are
 * never turned into a number except for the length of a bar.
 */
import type { MoneyText } from './bindings/wire';

const MINUS = '\u2212';
const NARROW = '\u202f';

/** The reader's locale and zone. Set once; tests set their own. */
export const reader = {
  numbers: knownLocale(typeof navigator === 'undefined' ? '' : navigator.language),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
};

/** The locale, unless it is none that Intl knows, such as the `C` of a bare system. */
function knownLocale(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

type Decimal = Parameters<Intl.NumberFormat['format']>[0];

function decimal(text: string, options: Intl.NumberFormatOptions): string {
  // Intl reads a decimal text exactly, but only if it is one.
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const written = new Intl.NumberFormat(reader.numbers, options).format(text as unknown as Decimal);
  return written.replace('-', MINUS);
}

/** Credits: `1,234.5`, `−48`. */
export function credits(text: string): string {
  return decimal(text, { maximumFractionDigits: 6 });
}

/** A change: `+500`, `−48`, `0`. */
export function change(text: string): string {
  const written = credits(text);
  return isZero(text) || text.startsWith('-') ? written : `+${written}`;
}

/** `1 credit`, `1,234 credits`. */
export function creditsWord(text: string): string {
  return text === '1' ? 'credit' : 'credits';
}

/** A count of things. */
export function count(value: number): string {
  return decimal(String(value), {});
}

/** `1 row`, `214 rows`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A small whole number in words where prose wants them: `three`. */
export function inWords(value: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return words[value] ?? count(value);
}

/** Money: `€16.48`. */
export function money(value: MoneyText): string {
  const digits = value.amount.split('.')[1]?.length ?? 0;
  return decimal(value.amount, {
    style: 'currency',
    currency: value.currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
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
