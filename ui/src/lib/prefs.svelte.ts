/**
 * How the reader likes the window: kept in the platform's folder for settings, not in the books.
 * Everything that a choice changes at once, it changes here.
 */
import { knownLocale, reader, systemLanguage, systemNumbers, systemZone } from './reader.svelte';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';
export type LanguageChoice = 'system' | 'en' | 'de';

export type Look = {
  theme: Theme;
  density: Density;
  language: LanguageChoice;
  /** A locale such as `de-DE`; null is the system's. */
  numbers: string | null;
  /** An IANA zone; null is the system's. */
  zone: string | null;
  weekStart: number;
  hideAmounts: boolean;
};

const PLAIN: Look = {
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  numbers: null,
  zone: null,
  weekStart: 1,
  hideAmounts: false,
};

/** What was chosen last, to paint the first frame in it; the kept file follows. */
const KEY = 'bursar.look';

class Prefs {
  look = $state<Look>({ ...PLAIN });
  /** Where a choice is kept for good; set once the program answers. */
  keep: (look: Look) => void = () => undefined;

  /** Takes up what was chosen last; called before the first paint. */
  restore(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>;
      this.look = { ...PLAIN, ...kept };
    } catch {
      this.look = { ...PLAIN };
    }
    this.#apply();
  }

  /** Changes some choices. */
  set(change: Partial<Look>): void {
    this.take({ ...this.look, ...change });
    this.keep({ ...this.look });
  }

  /** Takes up choices that are kept already. */
  take(look: Look): void {
    this.look = look;
    localStorage.setItem(KEY, JSON.stringify(look));
    this.#apply();
  }

  #apply(): void {
    const { look } = this;
    reader.language = look.language === 'system' ? systemLanguage() : look.language;
    reader.numbers = look.numbers ? knownLocale(look.numbers) : systemNumbers;
    reader.zone = look.zone ?? systemZone;
    reader.weekStart = look.weekStart;
    reader.hidden = look.hideAmounts;
    const root = document.documentElement;
    root.lang = reader.language === 'de' ? 'de' : 'en-GB';
    root.toggleAttribute('data-hidden', look.hideAmounts);
    root.dataset['density'] = look.density;
    if (look.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = look.theme;
  }
}

export const prefs = new Prefs();
