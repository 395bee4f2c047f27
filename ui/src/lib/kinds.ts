/** The kinds of credits: their words and their one colour each. */
import type { Kind } from './bindings/wire';

const WORDS: Record<Kind, string> = {
  free: 'Free',
  promo: 'Promo',
  courtesy: 'Courtesy',
  rollover: 'Rolled over',
  subscription: 'Subscription',
  topup: 'Top-up',
  correction: 'Correction',
};

export function kindWord(kind: Kind): string {
  return WORDS[kind];
}

/** For `style:--c`. */
export function kindColour(kind: Kind): string {
  return `var(--${kind})`;
}
