/**
 * Arithmetic in a field for an amount: `40*4`, `1.250,5 + 3`, `(2+3)×10`. Exact in millionths, as
 * the books are; nothing passes through a binary float.
 */
import { reader } from './reader.svelte';

const SCALE = 1_000_000n;

/** The decimal text of what was typed, `null` if it is no amount. An empty text stays empty. */
export function evaluate(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const tokens = tokenise(text);
  if (!tokens) return null;
  const reading = new Reading(tokens);
  const value = reading.sum();
  return value === null || !reading.done ? null : written(value);
}

/** A decimal text as one would type it here: `evaluate` reads the same amount from it. */
export function spelled(amount: string): string {
  return amount.replace('.', decimalSign());
}

const decimalSign = () => (new Intl.NumberFormat(reader.numbers).format(1.5).includes(',') ? ',' : '.');

/** Whether it is more than a plain number, so that its value is worth showing. */
export function isArithmetic(typed: string): boolean {
  return /[+*/×÷()]|.[-−–]/.test(typed.trim());
}

type Token = bigint | '+' | '-' | '*' | '/' | '(' | ')';

function tokenise(text: string): Token[] | null {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([\d.,'\u2019\u00a0\u202f]+)|([-+*/()×÷−–x]))\s*/y;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) return null;
    const [, digits, sign] = found;
    if (digits !== undefined) {
      const number = micros(digits);
      if (number === null) return null;
      tokens.push(number);
    } else {
      tokens.push(SIGNS[sign as string] as Token);
    }
  }
  return tokens;
}

const SIGNS: Record<string, Token> = {
  '+': '+',
  '-': '-',
  '−': '-',
  '–': '-',
  '*': '*',
  '×': '*',
  x: '*',
  '/': '/',
  '÷': '/',
  '(': '(',
  ')': ')',
};

/** A number as it is written in the reader's locale, in millionths. */
function micros(digits: string): bigint | null {
  const decimal = decimalSign();
  const group = decimal === ',' ? '.' : ',';
  const plain = digits.replace(/['\u2019\u00a0\u202f]/g, '');
  // A group separator stands before three digits; elsewhere it must have been the decimal sign.
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`).test(plain);
  const ungrouped = grouped ? plain.replaceAll(group, '') : plain;
  const text = ungrouped.replace(',', '.');
  const found = /^(\d+)(?:\.(\d{1,6}))?$|^\.(\d{1,6})$/.exec(text);
  if (!found) return null;
  const whole = found[1] ?? '0';
  const fraction = (found[2] ?? found[3] ?? '').padEnd(6, '0');
  return BigInt(whole) * SCALE + BigInt(fraction);
}

class Reading {
  #at = 0;
  constructor(readonly tokens: Token[]) {}

  get done(): boolean {
    return this.#at === this.tokens.length;
  }

  sum(): bigint | null {
    let left = this.#product();
    while (left !== null && (this.#next === '+' || this.#next === '-')) {
      const sign = this.tokens[this.#at++];
      const right = this.#product();
      left = right === null ? null : sign === '+' ? left + right : left - right;
    }
    return left;
  }

  get #next(): Token | undefined {
    return this.tokens[this.#at];
  }

  #product(): bigint | null {
    let left = this.#factor();
    while (left !== null && (this.#next === '*' || this.#next === '/')) {
      const sign = this.tokens[this.#at++];
      const right = this.#factor();
      if (right === null || (sign === '/' && right === 0n)) return null;
      left = sign === '*' ? (left * right) / SCALE : (left * SCALE) / right;
    }
    return left;
  }

  #factor(): bigint | null {
    const token = this.tokens[this.#at++];
    if (typeof token === 'bigint') return token;
    if (token === '-') {
      const value = this.#factor();
      return value === null ? null : -value;
    }
    if (token !== '(') return null;
    const value = this.sum();
    return this.tokens[this.#at++] === ')' ? value : null;
  }
}

function written(value: bigint): string {
  const sign = value < 0n ? '-' : '';
  const whole = value < 0n ? -value : value;
  const fraction = String(whole % SCALE).padStart(6, '0').replace(/0+$/, '');
  return `${sign}${whole / SCALE}${fraction ? `.${fraction}` : ''}`;
}
