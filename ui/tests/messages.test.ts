/** The catalog of messages: complete in every language, and each asks for the same. */
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';

import { inLanguage } from '../src/lib/i18n.svelte';
import { messages } from '../src/lib/messages';

type Key = keyof typeof messages.en;

const keys = Object.keys(messages.en) as Key[];

/** The names of the values that a message asks for. */
function asked(text: string): string[] {
  const names = new Set<string>();
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      if ('options' in part) for (const option of Object.values(part.options)) walk(option.value);
      if (part.type !== 0 && part.type !== 7 && 'value' in part) names.add(String(part.value));
    }
  };
  walk(new IntlMessageFormat(text, 'en').getAst());
  return [...names].toSorted();
}

test('every message stands in both languages', () => {
  expect(Object.keys(messages.de).toSorted()).toEqual(keys.toSorted());
  const empty = keys.filter((key) => messages.en[key].trim() === '' || messages.de[key].trim() === '');
  expect(empty).toEqual([]);
});

test('a message asks for the same values in both', () => {
  const wrong = keys.filter((key) => asked(messages.en[key]).join() !== asked(messages.de[key]).join());
  expect(wrong).toEqual([]);
});

test('what is said in words of its own is translated', () => {
  // Words that are the same in both, and messages that are nothing but values.
  const same = keys.filter(
    (key) => messages.en[key] === messages.de[key] && /[a-z]{4}/.test(messages.en[key].replace(/\{[^}]*\}/g, '')),
  );
  const allowed = /^(place\.(import|journal)|.*\.same\..*|settings\.(csv|json|hledger|beancount).*|.*\.(status|import|name|plan|promo|credits)$)/;
  expect(same.filter((key) => !allowed.test(key))).toEqual([]);
});

test('plurals follow the language', () => {
  expect(inLanguage('en', 'list.rows', { count: 1 })).toBe('1 row');
  expect(inLanguage('en', 'list.rows', { count: 26823 })).toBe('26,823 rows');
  expect(inLanguage('de', 'list.rows', { count: 26823 })).toBe('26.823 Zeilen');
});
