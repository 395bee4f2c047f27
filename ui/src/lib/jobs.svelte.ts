/** One job at every wallet that can do it: which of a wallet's actions and models is meant, what it
 * would cost there, and what lapses otherwise. */
import * as api from './api/spend';
import type { Overview, SettingText, SpendDraft, SpendForm, SpendModel, SpendQuote, SpendSetting, WalletCard } from './bindings/wire';
import { type BursarError, toBursarError } from './errors';
import { turns } from './latest';
import { folded } from './spending.svelte';

/** An action with a model, as a wallet knows it. */
export type Way = { action: string; model: string | null; settings: SettingText[]; fields: SpendSetting[] };

/** A wallet and how it would do the job. */
export type Offer = {
  wallet: string;
  title: string;
  zone: string;
  ways: Way[];
  /** The place among `ways`; null where none is like what is asked. */
  way: number | null;
  quote: SpendQuote | null;
  error: BursarError | null;
};

const same = (one: string | null, other: string | null) => folded(one ?? '') === folded(other ?? '');

const wayKey = (way: Way) => JSON.stringify([way.action, way.model]);
const settingsKey = (wallet: string, way: Way) => JSON.stringify([wallet, way.action, way.model]);

/** All that a wallet can do by its rate card and by what was done before. */
export function waysOf(form: SpendForm): Way[] {
  return form.actions.flatMap(({ name, models }) =>
    models.map((model) => ({
      action: name,
      model: model.name,
      settings: settingsOf(model),
      fields: model.settings.filter(({ values }) => values.length > 1),
    })),
  );
}

/** What a price needs to be told, the first value that the rate card knows for each. */
function settingsOf(model: SpendModel): SettingText[] {
  return model.settings
    .filter(({ optional }) => !optional)
    .flatMap(({ name, values, step }) => {
      const value = values.find((one) => one !== '') ?? (step ? step : '');
      return value ? [{ name, value }] : [];
    });
}

/** Which way of a wallet is the job: the same model, else the same action; null if neither. */
export function likest(ways: Way[], action: string, model: string | null): number | null {
  const find = (fits: (way: Way) => boolean) => {
    const found = ways.findIndex(fits);
    return found >= 0 ? found : null;
  };
  return (
    find((way) => same(way.action, action) && same(way.model, model)) ??
    (model ? find((way) => same(way.model, model)) : null) ??
    find((way) => same(way.action, action))
  );
}

export class JobPrices {
  action = $state('');
  model = $state('');
  quantity = $state<string | null>('1');
  offers = $state.raw<Offer[]>([]);
  error = $state.raw<BursarError | null>(null);
  ready = $state(false);
  /** Ways that were chosen by hand, by wallet, and settings, by wallet and way. */
  #chosen = new Map<string, string>();
  #settings = new Map<string, SettingText[]>();
  #turn = turns();

  /** Every action of any wallet, each once. */
  readonly actions = $derived(unique(this.offers.flatMap((offer) => offer.ways.map((way) => way.action))));
  readonly models = $derived(
    unique(
      this.offers.flatMap((offer) =>
        offer.ways.filter((way) => same(way.action, this.action)).map((way) => way.model ?? ''),
      ),
    ),
  );

  async load(wallets: WalletCard[]): Promise<void> {
    try {
      const forms = await Promise.all(wallets.map((wallet) => api.spendForm(wallet.name)));
      // Answers that are still under way are about the forms before.
      this.#turn();
      this.offers = forms.map((form) => ({
        wallet: form.wallet,
        title: form.provider_title,
        zone: form.zone,
        ways: waysOf(form).map((way) => ({ ...way, settings: this.#settings.get(settingsKey(form.wallet, way)) ?? way.settings })),
        way: null,
        quote: null,
        error: null,
      }));
      [this.ready, this.error] = [true, null];
      if (this.action !== '') return;
      // What was typed last and has a price by the rate card: no figure was typed with it.
      const typed = forms.flatMap((form) => (form.last ? [form.last] : []));
      const last = typed.find((one) => one.credits === null) ?? typed[0];
      if (last) [this.action, this.model] = [last.action, last.model ?? ''];
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Another value of a setting, at one wallet. */
  set(wallet: string, name: string, value: string): void {
    this.offers = this.offers.map((offer) => {
      if (offer.wallet !== wallet) return offer;
      const ways = offer.ways.map((way, index) => {
        if (index !== offer.way) return way;
        const others = way.settings.filter((one) => one.name !== name);
        const settings = value === '' ? others : [...others, { name, value }];
        this.#settings.set(settingsKey(wallet, way), settings);
        return { ...way, settings };
      });
      return { ...offer, ways };
    });
    void this.ask();
  }

  choose(wallet: string, place: number): void {
    const way = this.offers.find((offer) => offer.wallet === wallet)?.ways[place];
    if (way) this.#chosen.set(wallet, wayKey(way));
    void this.ask();
  }

  /** Another job: what was chosen by hand was for the one before. */
  begin(): void {
    this.#chosen.clear();
    void this.ask();
  }

  async ask(): Promise<void> {
    const stillAsked = this.#turn();
    const quantity = this.quantity;
    if (!this.ready || quantity === null || this.action.trim() === '') return;
    const asked = this.offers.map(async (offer): Promise<Offer> => {
      const way = this.#byHand(offer) ?? likest(offer.ways, this.action, this.model || null);
      const chosen = way === null ? undefined : offer.ways[way];
      if (!chosen) return { ...offer, way: null, quote: null, error: null };
      try {
        return { ...offer, way, quote: await api.spendQuote(draft(offer.wallet, chosen, quantity)), error: null };
      } catch (thrown) {
        return { ...offer, way, quote: null, error: toBursarError(thrown) };
      }
    });
    const found = await Promise.all(asked);
    if (stillAsked()) this.offers = found;
  }

  #byHand(offer: Offer): number | null {
    const chosen = this.#chosen.get(offer.wallet);
    const place = offer.ways.findIndex((way) => wayKey(way) === chosen);
    return place >= 0 ? place : null;
  }
}

export function draft(wallet: string, way: Way, quantity: string): SpendDraft {
  return {
    wallet,
    action: way.action,
    model: way.model,
    settings: way.settings,
    quantity: quantity.trim() === '' ? '1' : quantity,
    times: null,
    credits: null,
    member: null,
    project: null,
    status: 'succeeded',
    at: null,
  };
}

function unique(names: string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(folded(name)) && seen.add(folded(name)));
}

/** The offers in the order of their price: what is known and covered first. */
export function ranked(offers: Offer[]): Offer[] {
  const place = ({ quote, way }: Offer) => {
    if (way === null) return 4;
    if (!quote || quote.total === null) return 3;
    if (quote.refused) return 2;
    return quote.cost_known ? 0 : 1;
  };
  const price = ({ quote }: Offer) => Number(quote?.cost[0]?.amount ?? '0');
  return offers.toSorted((a, b) => place(a) - place(b) || price(a) - price(b));
}

/** Credits that would lapse unused unless this job took them; `null` where there are none. */
export function rescued(offer: Offer, overview: Overview): { credits: number; lot: string; expires: string } | null {
  for (const draw of offer.quote?.draws ?? []) {
    const lot = overview.lapsing.find((one) => one.wallet === offer.wallet && one.lot === draw.lot);
    const saved = Math.min(Number(lot?.unused ?? '0'), Number(draw.credits));
    if (lot && saved > 0) return { credits: saved, lot: lot.lot, expires: lot.expires };
  }
  return null;
}
