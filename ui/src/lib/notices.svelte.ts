/**
 * Tells what needs the reader beyond the view that is open: a toast in the window, a notice of the
 * desktop, and the lines of the tray. The words are made here, where the language is known.
 */
import { alertText, notice } from './alerts';
import { onTrayChosen } from './api';
import * as api from './api/desk';
import type { Overview } from './bindings/wire';
import { books } from './books.svelte';
import { credits, isolated, reader } from './format';
import { t } from './i18n.svelte';
import { router } from './route.svelte';
import { moment } from './times';
import { toasts } from './toasts.svelte';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Puts an alert off for some days. */
export async function snooze(id: number, days: number): Promise<void> {
  const until = new Date(Date.now() + days * DAY).toISOString();
  try {
    await api.snoozeAlert(id, until);
    await books.refresh();
    const undo = { label: t('action.undo'), run: () => void showAgain(id) };
    toasts.say(t('needs.snoozed', { when: moment(until, new Date().toISOString()) }), undo);
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

/** Shows an alert that was put off. */
export async function showAgain(id: number): Promise<void> {
  try {
    await api.snoozeAlert(id, null);
    await books.refresh();
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

/** Sends a notice to try the desktop, and says whether it shows notices at all. */
export async function sendTest(): Promise<void> {
  try {
    const shown = await api.tellDesktop(t('alerts.same.testTitle'), t('alerts.testBody'));
    toasts.say(t(shown ? 'alerts.testSent' : 'alerts.testNobody'));
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

class Notices {
  /** The latest alert that was known; none before the first look, whose alerts are no news. */
  #known: number | null = null;
  #inTray = '';
  #telling = false;
  #tellAgain = false;
  /** The toasts that point to what fired. */
  #pointed: number[] = [];

  /** Follows what was chosen in the tray, and looks each minute whether there is something to tell. */
  follow(): () => void {
    void onTrayChosen((what) => this.#go(what));
    const timer = setInterval(() => {
      void this.tell();
      // A tray may come up after the program, as where both start with the desktop.
      if (books.overview) void this.#showTray(books.overview);
    }, MINUTE);
    return () => clearInterval(timer);
  }

  /** Where the alerts stand nothing needs to point to them. */
  get #atAlerts(): boolean {
    return router.at.view === 'overview' || router.at.view === 'alerts';
  }

  /** The reader went somewhere. */
  went(): void {
    if (!this.#atAlerts) return;
    for (const toast of this.#pointed) toasts.close(toast);
    this.#pointed = [];
  }

  /** What changed with the books. */
  take(overview: Overview): void {
    this.#toast(overview);
    void this.tell();
    void this.#showTray(overview);
  }

  /** Tells the desktop what it was not told yet; the quiet hours are kept by the program. */
  async tell(): Promise<void> {
    this.#tellAgain = this.#telling;
    if (this.#telling) return;
    this.#telling = true;
    try {
      const told = notice(await api.takeUntoldAlerts(reader.zone), new Date().toISOString());
      if (told) await api.tellDesktop(told.title, told.body);
    } catch {
      // The alerts still stand on the Overview; a notice that fails is no reason for another.
    } finally {
      this.#telling = false;
    }
    // What fired while it looked was not in what it found.
    if (this.#tellAgain) await this.tell();
  }

  /** A toast for what fired while the window was open on another view. */
  #toast(overview: Overview): void {
    const known = this.#known;
    this.#known = Math.max(known ?? 0, ...overview.alerts.map((alert) => alert.id));
    if (known === null || this.#atAlerts) return;
    const fired = overview.alerts.filter((alert) => alert.id > known);
    const [first] = fired;
    if (!first) return;
    const text =
      fired.length === 1 ? alertText(first, overview.at).what : t('alerts.digest', { count: fired.length });
    this.#pointed.push(toasts.point(text, { label: t('needs.look'), run: () => router.go({ view: 'overview' }) }));
  }

  async #showTray(overview: Overview): Promise<void> {
    const wallets = overview.wallets.map((wallet) => ({
      name: wallet.name,
      text: t('tray.wallet', { wallet: isolated(wallet.name), credits: credits(wallet.available) }),
    }));
    const menu: api.TrayMenu = {
      tooltip: t('tray.same.tooltip', { left: wallets.map((wallet) => wallet.text).join(', ') }),
      wallets,
      record: t('tray.record'),
      top_up: t('tray.topup'),
      open: t('tray.open'),
      quit: t('tray.quit'),
    };
    const text = JSON.stringify(menu);
    if (text === this.#inTray) return;
    try {
      if (await api.showTray(menu)) this.#inTray = text;
    } catch {
      // Without a tray everything is still in the window.
    }
  }

  #go(what: string): void {
    if (what === 'spend') router.go({ view: 'spend' });
    else if (what === 'topup') router.go({ view: 'topup', wallet: null });
    else if (what.startsWith('wallet:')) router.go({ view: 'wallet', name: what.slice(7) });
  }
}

export const notices = new Notices();
