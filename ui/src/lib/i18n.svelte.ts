/**
 * The words of the window: a key of the message catalog, in the reader's language. Messages are ICU
 * MessageFormat, so that each language has its own plurals and order of words.
 */
import { IntlMessageFormat } from 'intl-messageformat';

import { type MessageKey, messages } from './messages';
import { type LanguageCode, reader, wordsLocale } from './reader.svelte';

export type { MessageKey };

export type Values = Record<string, string | number | boolean | null | undefined>;

const compiled = new Map<string, IntlMessageFormat>();

/** A message in the reader's language. */
export function t(key: MessageKey, values?: Values): string {
  return inLanguage(reader.language, key, values);
}

/** A message in a language of one's own choosing. */
export function inLanguage(language: LanguageCode, key: MessageKey, values?: Values): string {
  const locale = language === reader.language ? wordsLocale() : language;
  // A figure in a sentence is written as every other figure.
  const numbers = language === reader.language ? reader.numbers : locale;
  const name = `${locale} ${numbers} ${key}`;
  let message = compiled.get(name);
  if (!message) {
    message = new IntlMessageFormat(messages[language][key], locale, undefined, {
      formatters: {
        getNumberFormat: (_, options) => new Intl.NumberFormat(numbers, options),
        getDateTimeFormat: (...how) => new Intl.DateTimeFormat(...how),
        getPluralRules: (...how) => new Intl.PluralRules(...how),
      },
    });
    compiled.set(name, message);
  }
  return String(message.format(values));
}
