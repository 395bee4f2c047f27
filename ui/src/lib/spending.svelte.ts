/** A usage as it is being filled in, what it would cost, and how it is booked. */
import { entered } from './actions.svelte';
import * as api from './api/spend';
import type {
  SettingText,
  SpendDraft,
  SpendForm,
  SpendModel,
  SpendQuote,
  SpendSetting,
  SpendStatus,
} from './bindings/wire';
import { books } from './books.svelte';
import { type BursarError, toBursarError } from './errors';
import { credits } from './format';
import { t } from './i18n.svelte';
import { Latest } from './latest';
import type { SpendDraft as Start } from './route.svelte';

/** A draft that waits for a refill, until it is taken up again. */
type Kept = { books: string; draft: SpendDraft; until: string };

const KEY = 'bursar.kept';

/** Names are compared as the rate card does: without case; spaces, hyphens and underscores alike. */
export const folded = (name: string): string => name.trim().toLowerCase().replace(/[\s_-]+/g, '-');

export class Spending {
  wallet = $state('');
  action = $state('');
  model = $state('');
  settings = $state<Record<string, string>>({});
  /** Null while what stands in the field is no amount. */
  quantity = $state<string | null>('1');
  times = $state<string | null>('1');
  credits = $state<string | null>('');
  member = $state('');
  project = $state('');
  status = $state<SpendStatus>('succeeded');
  at = $state('');

  form = $state.raw<SpendForm | null>(null);
  quote = $state.raw<SpendQuote | null>(null);
  error = $state.raw<BursarError | null>(null);
  saving = $state(false);
  /** Something was booked with these fields. */
  booked = $state(false);
  /** The draft waits for this refill. */
  until = $state<string | null>(null);

  #start: Start;
  #latest = new Latest<SpendQuote>(
    (quote) => [this.quote, this.error] = [quote, this.#refused()],
    (thrown) => [this.quote, this.error] = [null, toBursarError(thrown)],
  );

  /** Why booking was refused, and what was to be booked then. */
  #refusal: { draft: string; error: BursarError } | null = null;

  /** A refusal stands for as long as nothing in the form changes. */
  #refused(): BursarError | null {
    return this.#refusal?.draft === JSON.stringify(this.draft) ? this.#refusal.error : null;
  }

  constructor(wallets: string[], start: Start) {
    this.#start = start;
    const kept = keptDraft();
    if (kept && !start.action && (start.wallet ?? kept.draft.wallet) === kept.draft.wallet && wallets.includes(kept.draft.wallet)) {
      this.wallet = kept.draft.wallet;
      this.#take(kept.draft);
      this.until = kept.until;
    } else {
      this.wallet = start.wallet ?? wallets[0] ?? '';
    }
  }

  readonly models = $derived.by<SpendModel[]>(() => {
    const action = this.form?.actions.find((one) => folded(one.name) === folded(this.action));
    return action?.models ?? this.form?.other ?? [];
  });

  readonly fields = $derived.by<SpendSetting[]>(() => {
    const named = this.models.find((one) => folded(one.name ?? '') === folded(this.model));
    return named?.settings ?? [];
  });

  /** What is asked and booked; null while something cannot be read. */
  readonly draft = $derived.by<SpendDraft | null>(() => {
    if (this.action.trim() === '' || this.wallet === '') return null;
    if (this.quantity === null || this.times === null || this.credits === null) return null;
    const settings: SettingText[] = this.fields
      .map(({ name }) => ({ name, value: this.settings[name]?.trim() ?? '' }))
      .filter(({ value }) => value !== '');
    return {
      wallet: this.wallet,
      action: this.action.trim(),
      model: filled(this.model),
      settings,
      quantity: filled(this.quantity),
      times: filled(this.times),
      credits: filled(this.credits),
      member: filled(this.member),
      project: filled(this.project),
      status: this.status,
      at: filled(this.at),
    };
  });

  /** Loads the fields of the wallet; the first time with what was typed there last. */
  async load(): Promise<void> {
    const wallet = this.wallet;
    try {
      const form = await api.spendForm(wallet);
      if (wallet !== this.wallet) return;
      const fresh = this.form?.wallet !== wallet;
      this.form = form;
      if (fresh && this.until === null) this.#begin(form);
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Asks what the draft would cost. */
  ask(): void {
    const draft = this.draft;
    if (draft) return this.#latest.ask(() => api.spendQuote(draft));
    this.#latest.forget();
    this.quote = null;
    this.error = null;
  }

  async book(): Promise<void> {
    const draft = this.draft;
    if (!draft || this.saving || this.quote?.refused) return;
    this.saving = true;
    try {
      const spent = await api.spend(draft);
      this.booked = true;
      this.letGo();
      const amount = spent.credits === null ? '' : credits(spent.credits);
      const effect = spent.effect;
      entered(t('spend.done', { effect, amount, times: spent.times, action: draft.action, left: credits(spent.left) }), spent.batch);
      await books.refresh();
    } catch (thrown) {
      this.error = toBursarError(thrown);
      this.#refusal = { draft: JSON.stringify(draft), error: this.error };
    } finally {
      this.saving = false;
    }
  }

  /** Keeps the draft until a refill has come. Nothing is booked. */
  wait(until: string): void {
    if (!this.draft) return;
    const kept: Kept = { books: books.overview?.books ?? '', draft: this.draft, until };
    localStorage.setItem(KEY, JSON.stringify(kept));
    this.until = until;
  }

  /** The draft waits no longer. */
  letGo(): void {
    localStorage.removeItem(KEY);
    this.until = null;
  }

  /** Begins with what the way here says, else with what was typed last. */
  #begin(form: SpendForm): void {
    const start = this.#start;
    this.#start = {};
    if (start.action) {
      this.#take({
        action: start.action,
        model: start.model ?? null,
        settings: (start.settings ?? []).map(([name, value]) => ({ name, value })),
        quantity: start.quantity ?? null,
        member: start.member ?? null,
        project: start.project ?? null,
      });
    } else if (form.last) {
      this.#take(form.last);
    } else {
      this.#take({ action: form.actions.length === 1 ? (form.actions[0]?.name ?? '') : '' });
    }
  }

  #take(draft: Partial<SpendDraft>): void {
    this.action = draft.action ?? '';
    this.model = draft.model ?? '';
    this.settings = Object.fromEntries((draft.settings ?? []).map(({ name, value }) => [folded(name), value]));
    this.quantity = draft.quantity ?? '1';
    this.times = draft.times ?? '1';
    this.credits = draft.credits ?? '';
    this.member = draft.member ?? '';
    this.project = draft.project ?? '';
    this.status = draft.status ?? 'succeeded';
    this.at = draft.at ?? '';
  }
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function keptDraft(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept?.books === books.overview?.books ? kept : null;
  } catch {
    return null;
  }
}
