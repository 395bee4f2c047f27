/** A purchase of credits as it is being filled in, what it leads to, and how it is booked. */
import { entered } from './actions.svelte';
import * as api from './api/spend';
import type { Receipt, TopUpDraft, TopUpForm, TopUpOffer } from './bindings/wire';
import { books } from './books.svelte';
import { type BursarError, toBursarError } from './errors';
import { credits } from './format';
import { t } from './i18n.svelte';
import { Latest } from './latest';
import { toasts } from './toasts.svelte';
import type { PickedFile } from './types';

/** What one came with: a bundle or an amount that was worked out elsewhere. */
type Start = { wallet: string | null; bundle?: string | undefined; credits?: string | undefined };

export class ToppingUp {
  wallet = $state('');
  /** The bundle; empty for an amount of one’s own. */
  bundle = $state('');
  credits = $state<string | null>('');
  paid = $state<string | null>('');
  currency = $state('');
  at = $state('');
  expires = $state('');
  receipt = $state('');
  note = $state('');
  file = $state.raw<PickedFile | null>(null);

  form = $state.raw<TopUpForm | null>(null);
  offer = $state.raw<TopUpOffer | null>(null);
  error = $state.raw<BursarError | null>(null);
  step = $state<'fill' | 'review'>('fill');
  saving = $state(false);
  /** The receipt that is on view. */
  paper = $state.raw<Receipt | null>(null);

  #start: Start;
  #latest = new Latest<TopUpOffer>(
    (offer) => [this.offer, this.error] = [offer, this.#refused()],
    (thrown) => [this.offer, this.error] = [null, toBursarError(thrown)],
  );

  /** Why booking was refused, and what was to be booked then. */
  #refusal: { draft: string; error: BursarError } | null = null;

  /** A refusal stands for as long as nothing in the form changes. */
  #refused(): BursarError | null {
    return this.#refusal?.draft === JSON.stringify(this.draft) ? this.#refusal.error : null;
  }

  constructor(wallets: string[], start: Start) {
    this.#start = start;
    this.wallet = start.wallet ?? wallets[0] ?? '';
    this.credits = start.credits ?? '';
  }

  /** What is asked and booked; null while there is nothing to buy or something cannot be read. */
  readonly draft = $derived.by<TopUpDraft | null>(() => {
    if (this.wallet === '' || this.credits === null || this.paid === null) return null;
    if (this.bundle === '' && this.credits.trim() === '') return null;
    return {
      wallet: this.wallet,
      bundle: this.bundle || null,
      credits: this.bundle ? null : this.credits.trim(),
      paid: filled(this.paid),
      currency: filled(this.currency.toUpperCase()),
      at: filled(this.at),
      expires: filled(this.expires),
      receipt: filled(this.receipt),
      note: filled(this.note),
    };
  });

  /** Whether the provider sells this now. */
  readonly allowed = $derived.by(() => {
    const condition = this.offer?.condition ?? this.form?.condition;
    return condition === 'open' || condition === 'subscribed';
  });

  async load(): Promise<void> {
    const wallet = this.wallet;
    try {
      const form = await api.topUpForm(wallet);
      if (wallet !== this.wallet) return;
      const fresh = this.form?.wallet !== wallet;
      this.form = form;
      if (fresh) this.#begin(form);
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Asks what the purchase would lead to. */
  ask(): void {
    const draft = this.draft;
    if (draft) return this.#latest.ask(() => api.topUpQuote(draft));
    this.#latest.forget();
    this.offer = null;
    this.error = null;
  }

  review(): void {
    if (this.offer && this.allowed) this.step = 'review';
  }

  async book(): Promise<void> {
    const draft = this.draft;
    if (!draft || this.saving) return;
    this.saving = true;
    try {
      const paper = await api.topUp(draft, this.file?.id ?? null);
      const word = this.form?.word ?? t('count.credits', { count: 2 });
      entered(t('topup.done', { credits: credits(paper.credits), word, wallet: paper.wallet }), paper.batch ?? '');
      this.again();
      this.paper = paper;
      await books.refresh();
    } catch (thrown) {
      this.error = toBursarError(thrown);
      this.#refusal = { draft: JSON.stringify(draft), error: this.error };
      this.step = 'fill';
    } finally {
      this.saving = false;
    }
  }

  /** Lets the user choose the file that goes with the receipt. */
  async attach(): Promise<void> {
    try {
      this.file = (await api.pickAttachment()) ?? this.file;
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  async show(id: string): Promise<void> {
    try {
      this.paper = await api.receipt(id);
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  async print(): Promise<void> {
    try {
      await api.printPage();
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  /** Begins with empty fields. */
  again(): void {
    this.paper = null;
    this.step = 'fill';
    [this.bundle, this.credits, this.paid] = ['', '', ''];
    [this.at, this.expires, this.receipt, this.note] = ['', '', '', ''];
    this.file = null;
  }

  #begin(form: TopUpForm): void {
    const { bundle, credits: amount } = this.#start;
    this.#start = { wallet: null };
    const known = form.bundles.find((one) => one.bundle === bundle) ?? (amount ? undefined : form.bundles[0]);
    this.bundle = known?.bundle ?? '';
    this.currency = form.currency ?? '';
  }
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
