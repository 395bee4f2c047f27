/** What one of many cost: exact division of decimal texts, rounded half up. */
import type { MoneyText } from './bindings/wire';

/** Digits after the point of a share of money: finer than a coin. */
const DIGITS = 4;

/** A decimal text as a whole number of so many places. */
function scaled(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
  return text.startsWith('-') ? -value : value;
}

/** Money divided by an amount; null where there is nothing to divide by. */
export function perUnit(money: MoneyText, amount: string): MoneyText | null {
  const by = scaled(amount, 6);
  if (by <= 0n) return null;
  const sum = scaled(money.amount, DIGITS) * 1_000_000n;
  const size = sum < 0n ? -sum : sum;
  const rounded = (2n * size + by) / (2n * by);
  const digits = rounded.toString().padStart(DIGITS + 1, '0');
  const text = `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
  return { amount: sum < 0n && rounded > 0n ? `-${text}` : text, currency: money.currency };
}
