/**
 * How the reader likes the window: kept in the platform's folder for settings, not in the books.
 * Everything that a choice changes at once, it changes here.
 */
import * as api from './api/settings';
import type { Prefs as Look } from './bindings/wire';
import { turns } from './latest';
import { knownLocale, reader, systemLanguage, systemNumbers, systemZone } from './reader.svelte';
import { toasts } from './toasts.svelte';

export type { Look };

const PLAIN: Look = {
  theme: 'system',
  density: 'comfortable',
  size: 100,
  language: 'system',
  numbers: null,
  money: 'symbol',
  zone: null,
  week_start: 1,
  hide_amounts: false,
  notifications: true,
  quiet_hours: null,
  backups: true,
  close_to_tray: false,
  menu_bar: true,
};

/** What was chosen last, to paint the first frame in it; what the program keeps follows. */
const KEY = 'bursar.look';

class Prefs {
  look = $state.raw<Look>(PLAIN);
  /** An earlier choice is not shown again over a later one. */
  #turn = turns();

  /** Takes up what was chosen last; called before the first paint. */
  restore(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>;
      this.#take({ ...PLAIN, ...kept });
    } catch {
      this.#take(PLAIN);
    }
    void this.#ask(api.prefs);
  }

  /** Changes some choices, at once in the window and then for good. */
  set(change: Partial<Look>): void {
    this.#take({ ...this.look, ...change });
    void this.#ask(() => api.setPrefs(change));
  }

  async #ask(question: () => Promise<Look>): Promise<void> {
    const stillAsked = this.#turn();
    try {
      const look = await question();
      if (stillAsked()) this.#take(look);
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  #take(look: Look): void {
    this.look = look;
    localStorage.setItem(KEY, JSON.stringify(look));
    reader.language = look.language === 'system' ? systemLanguage() : look.language;
    reader.numbers = look.numbers ? knownLocale(look.numbers) : systemNumbers;
    reader.money = look.money;
    reader.zone = look.zone ?? systemZone;
    reader.weekStart = look.week_start;
    reader.hidden = look.hide_amounts;
    const root = document.documentElement;
    root.lang = reader.language === 'de' ? 'de' : 'en-GB';
    root.toggleAttribute('data-hidden', look.hide_amounts);
    root.dataset['density'] = look.density;
    if (look.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = look.theme;
  }
}

export const prefs = new Prefs();
