/**
 * Whoever reads the window: the language of its words, how figures are written, in which zone days
 * lie, and whether amounts may be seen. Everything that formats asks here, so that a change shows
 * at once everywhere.
 */

export type LanguageCode = 'en' | 'de';

type Reader = {
  language: LanguageCode;
  /** The locale of figures and money. */
  numbers: string;
  /** Whether money has its sign, `€`, or its code, `EUR`. */
  money: 'symbol' | 'code';
  zone: string;
  /** 1 is Monday, 7 is Sunday. */
  weekStart: number;
  /** Amounts are not shown, as on a screen that others see. */
  hidden: boolean;
};

const system = typeof navigator === 'undefined' ? '' : navigator.language;

/** The locale, unless it is none that Intl knows, such as the `C` of a bare system. */
export function knownLocale(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** The language of the system if the window speaks it, else English. */
export function systemLanguage(): LanguageCode {
  return system.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export const systemNumbers = knownLocale(system);
export const systemZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export const reader: Reader = $state({
  language: systemLanguage(),
  numbers: systemNumbers,
  money: 'symbol',
  zone: systemZone,
  weekStart: 1,
  hidden: false,
});

/** The locale of words and dates: the reader's own where it is of the same language. */
export function wordsLocale(): string {
  if (reader.numbers.startsWith(`${reader.language}-`)) return reader.numbers;
  return reader.language === 'de' ? 'de-DE' : 'en-GB';
}
