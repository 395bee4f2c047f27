/** What the view of usage asks: kept while one looks elsewhere, so that the way back leads to it. */
import type {
  EntryField,
  EntryFilter,
  UsageAsked,
  UsageBy,
  UsageDrawing,
  UsageFigures,
  UsageMeasure,
  UsageOnly,
  UsageSpan,
  UsageStep,
} from './bindings/wire';
import { t } from './i18n.svelte';
import { kindWord } from './kinds';
import { wordsLocale } from './reader.svelte';

/** What can be chosen to divide usage by, in the order of the list. */
export const DIMENSIONS: UsageBy[] = [
  'model',
  'feature',
  'action',
  'member',
  'project',
  'client',
  'provider',
  'wallet',
  'kind',
  'weekday',
  'hour',
];

export type Drawn = 'stacked' | 'cumulative' | 'calendar' | 'week' | 'shares';
export const DRAWN: Drawn[] = ['stacked', 'shares', 'cumulative', 'calendar', 'week'];

/** Spans by name; the days of a free one are typed. */
export type Preset = '7' | '30' | '90' | '365' | 'month' | 'last' | 'all' | 'free';
export const PRESETS: Preset[] = ['7', '30', '90', '365', 'month', 'last', 'all', 'free'];

const ENTRY_FIELDS = new Set<UsageBy>(['feature', 'action', 'model', 'member', 'project']);

export class UsageQuestion {
  preset = $state<Preset>('30');
  span = $state.raw<UsageSpan>({ span: 'days', days: 30 });
  only = $state.raw<UsageOnly[]>([]);
  by = $state<UsageBy>('model');
  measure = $state.raw<UsageMeasure>({ measure: 'credits' });
  drawn = $state<Drawn>('stacked');
  step = $state<UsageStep>('day');
  compares = $state(true);
  /** Questions before this one, the latest last. */
  #before = $state.raw<{ preset: Preset; span: UsageSpan; only: UsageOnly[]; step: UsageStep }[]>([]);

  readonly asked = $derived<UsageAsked>({ span: this.span, only: this.only });

  readonly drawing = $derived.by<UsageDrawing>(() => {
    const { by, measure, step } = this;
    if (this.drawn === 'stacked') return { draw: 'stacked', by, measure, step };
    if (this.drawn === 'shares') return { draw: 'shares', by, measure };
    return { draw: this.drawn, measure };
  });

  /** Whether there is a question to go back to. */
  get canGoBack(): boolean {
    return this.#before.length > 0;
  }

  #keep(): void {
    const { preset, span, only, step } = this;
    this.#before = [...this.#before.slice(-20), { preset, span, only, step }];
  }

  back(): void {
    const before = this.#before.at(-1);
    if (!before) return;
    this.#before = this.#before.slice(0, -1);
    Object.assign(this, before);
  }

  /** Chooses a span by its name; `today` and the days on view serve those that need them. */
  choose(preset: Preset, today: string, days: { from: string; to: string }): void {
    this.#keep();
    this.preset = preset;
    if (preset === 'free') this.span = { span: 'free', ...days };
    else if (preset === 'all') this.span = { span: 'all' };
    else if (preset === 'month') this.span = { span: 'month', month: null };
    else if (preset === 'last') this.span = { span: 'month', month: monthBefore(today) };
    else this.span = { span: 'days', days: Number(preset) };
    this.#fit(days);
  }

  /** Asks for days that were typed or pressed. */
  days(from: string, to: string): void {
    this.#keep();
    [this.preset, this.span] = ['free', { span: 'free', from, to }];
    this.#fit({ from, to });
  }

  /** Columns as long as the time deserves. */
  #fit(days: { from: string; to: string }): void {
    const wide = this.preset === 'all' || this.preset === 'free' ? dayCount(days.from, days.to) : null;
    if (wide === null) this.step = 'day';
    else this.step = wide > 1200 ? 'month' : wide > 400 ? 'week' : 'day';
  }

  /** What a dimension must be; none if anything. */
  values(by: UsageBy): string[] {
    return this.only.find((one) => one.by === by)?.values ?? [];
  }

  setOnly(by: UsageBy, values: string[]): void {
    this.#keep();
    const others = this.only.filter((one) => one.by !== by);
    this.only = values.length > 0 ? [...others, { by, values }] : others;
  }

  /** Asks for one more value of a dimension, or no longer for it. */
  toggle(by: UsageBy, value: string): void {
    const now = this.values(by);
    this.setOnly(by, now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
  }

  /** Several at once, as one step that can be taken back. */
  narrow(change: UsageOnly[], days?: { from: string; to: string }): void {
    this.#keep();
    const kept = this.only.filter((one) => !change.some((other) => other.by === one.by));
    this.only = [...kept, ...change];
    if (days) {
      [this.preset, this.span] = ['free', { span: 'free', ...days }];
      this.#fit(days);
    }
  }

  clear(): void {
    this.#keep();
    this.only = [];
  }

  /** Takes over what a list of entries of a wallet is asked for. */
  take(wallet: string, filter: EntryFilter): void {
    const only: UsageOnly[] = [{ by: 'wallet', values: [wallet] }];
    for (const { field, values } of filter.texts) only.push({ by: field, values: values.map((one) => one ?? '') });
    this.narrow(only);
    const [from, to] = [filter.from.slice(0, 10), filter.to.slice(0, 10)];
    if (from && to) this.days(from, to);
    else this.choose('all', to, { from, to });
  }

  /** The same question to the list of entries; null where it cannot be asked there. */
  entryFilter(days: { from: string; to: string }): Partial<EntryFilter> | null {
    const asks = this.only.filter((one) => one.by !== 'wallet');
    if (!asks.every((one) => ENTRY_FIELDS.has(one.by))) return null;
    const texts = asks.map((one) => ({
      field: one.by as EntryField,
      values: one.values.map((value) => (value === '' ? null : value)),
    }));
    return { texts, ...days, kinds: ['usage', 'unpriced'] };
  }
}

/** The question that the window keeps. */
export const question = new UsageQuestion();

function dayCount(from: string, to: string): number | null {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isFinite(days) ? days + 1 : null;
}

function monthBefore(today: string): string {
  const [year = 2000, month = 1] = today.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** The days that a column of a chart stands for: `2026-11-02` and how long it is. */
export function daysOfStep(key: string, step: UsageStep, view: { from: string; to: string }): { from: string; to: string } {
  const first = key.length === 7 ? `${key}-01` : key;
  const end = new Date(`${first}T00:00:00Z`);
  if (step === 'week') end.setUTCDate(end.getUTCDate() + 6);
  else if (step === 'month') end.setUTCMonth(end.getUTCMonth() + 1, 0);
  const last = end.toISOString().slice(0, 10);
  // A column at the edge is not wider than what was asked for.
  return { from: first < view.from ? view.from : first, to: last > view.to ? view.to : last };
}

/** A dimension within a sentence: English writes it small. */
export function ofWord(by: UsageBy): string {
  const word = t(`usage.of.${by}`);
  return wordsLocale().startsWith('en') ? word.toLowerCase() : word;
}

/** A value of a dimension in words. */
export function valueWord(by: UsageBy, value: string): string {
  if (value === '') return t('usage.without', { what: ofWord(by) });
  if (by === 'kind') return value === 'uncovered' ? t('usage.uncovered') : kindWord(value as Parameters<typeof kindWord>[0]);
  if (by === 'hour') return `${value.padStart(2, '0')}:00`;
  if (by === 'weekday') return weekday(Number(value));
  if (by === 'status') return t(`usage.status.${value as 'succeeded' | 'failed' | 'pending'}`);
  return value;
}

/** Monday is 1. */
function weekday(day: number): string {
  // 5 January 1970 was a Monday.
  const at = new Date(Date.UTC(1970, 0, 4 + day));
  return new Intl.DateTimeFormat(wordsLocale(), { weekday: 'long', timeZone: 'UTC' }).format(at);
}

/** The figure of a measure as a decimal text. */
export function measured(figures: UsageFigures, measure: UsageMeasure): string {
  if (measure.measure === 'credits') return figures.credits;
  if (measure.measure === 'count') return String(figures.count);
  if (measure.measure === 'quantity') return String(figures.quantity);
  if (measure.measure === 'failed') return String(figures.failed);
  return figures.cost.find((one) => one.currency === measure.currency)?.amount ?? '0';
}

/** By how many percent a figure went up or down, for a reader; null where that says nothing. */
export function changePercent(now: string, before: string): number | null {
  const [is, was] = [Number(now), Number(before)];
  return was > 0 ? Math.round(((is - was) / was) * 100) : null;
}
