/** The rules and reasons that the program gives as values, as sentences of the reader's language. */
import type { Cause, Kind, Rule } from './bindings/wire';
import { about, count, credits, isolated } from './format';
import { type MessageKey, t } from './i18n.svelte';
import { kindWord } from './kinds';
import { clock, day } from './times';

/** `2 months`, `1 week`. */
function length(n: string, unit: string): string {
  return t(`span.${unit}` as MessageKey, { n: Number(n) });
}

const ORDER_KEYS = ['priority', 'expires', 'kind', 'created', 'restricted', 'cost', 'larger'];

/** A list in words: `a, then b, then c`. */
function inOrder(words: string[]): string {
  return words.join(t('rule.then'));
}

/** A rule of a wallet as a sentence. */
export function ruleSentence(rule: Rule): string {
  const kind = rule.kind ? kindWord(rule.kind) : '';
  const [a = '', b = '', c = ''] = rule.values;
  switch (rule.sort) {
    case 'draw_order': {
      // The id only makes the order whole; nobody needs to hear of it.
      const keys = rule.values.filter((key) => ORDER_KEYS.includes(key));
      return t('rule.draw_order', { keys: inOrder(keys.map((key) => t(`rule.by.${key}` as MessageKey))) });
    }
    case 'kind_order':
      return t('rule.kind_order', { kinds: rule.values.map((word) => kindWord(word as Kind)).join(', ') });
    case 'topups_barred':
      return t('rule.topups_barred', { tags: rule.values.join(', ') });
    case 'lives_cycles':
      return a === '1'
        ? t('rule.lives_cycle', { kind, cycle: length(b, c) })
        : t('rule.lives_cycles', { kind, n: Number(a), cycle: length(b, c) });
    case 'lives_for':
      return t('rule.lives_for', { kind, span: length(a, b) });
    case 'carried':
      return carried(kind, a, b, c);
    case 'capped':
      return t('rule.capped', { kind, most: credits(a) });
    case 'reading':
      return t('rule.reading', { question: a, answer: b });
    case 'pace':
      return t('rule.pace', { perDay: about(a), days: Number(b) });
    default:
      return t(`rule.${rule.sort}`, { kind });
  }
}

function carried(kind: string, least: string, most: string, percent: string): string {
  if (percent) return t('rule.carried_percent', { kind, percent });
  if (most) return t('rule.carried_most', { kind, most: credits(most) });
  if (least) return t('rule.carried_least', { kind, least: credits(least) });
  return t('rule.carried', { kind });
}

/** A likely reason of a difference as a sentence. */
export function causeSentence(cause: Cause, now: string): string {
  return t(`cause.${cause.sort}`, {
    credits: cause.credits ? credits(cause.credits).replace('\u2212', '') : '',
    at: cause.at ? `${day(cause.at, now)} ${clock(cause.at)}` : '',
    what: cause.what ? isolated(cause.what) : '',
    count: cause.count ?? 0,
    number: count(cause.count ?? 0),
  });
}
