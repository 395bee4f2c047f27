/** A plan of work as it is being written, and what comes of it as one writes. */
import * as api from './api/planner';
import type { ChartSize, KeptPlan, PastWork, PlanView, WorkLine, WorkPlan } from './bindings/wire';
import { books } from './books.svelte';
import { writing } from './drawing';
import { type BursarError, toBursarError } from './errors';
import { Latest, turns } from './latest';

/** A line with a number of its own, so that fields keep their line. */
export type Line = WorkLine & { key: number };

/** How long ago the work that fills a plan may lie. */
export const SPANS = [30, 90, 365] as const;

export const EMPTY: WorkLine = {
  action: '',
  model: null,
  settings: [],
  units: '1',
  pace: 'day',
  credits: null,
  project: null,
};

let keys = 0;

export class Planning {
  wallet = $state('');
  provider = $state('');
  lines = $state<Line[]>([]);
  days = $state<string | null>('22');
  buffer = $state('25');
  elsewhere = $state.raw<WorkPlan['elsewhere']>([]);
  /** The work that filled the lines, while it stands. */
  past = $state.raw<PastWork | null>(null);
  span = $state<number | null>(null);
  busiest = $state(false);
  /** The saved plan that this one was, if it was one. */
  kept = $state.raw<KeptPlan | null>(null);

  view = $state.raw<PlanView | null>(null);
  error = $state.raw<BursarError | null>(null);
  /** The room for the drawing. */
  width = $state(0);
  height = $state(0);

  #books = books.overview?.books ?? '';
  /** Whatever fills the lines next makes an answer that is still under way void. */
  #fill = turns();
  #latest = new Latest<PlanView>(
    (view) => ([this.view, this.error] = [view, null]),
    (thrown) => (this.error = toBursarError(thrown)),
    120,
  );

  /** As it is sent and kept. No `$derived`: it outlives the view in which it is made. */
  get plan(): WorkPlan {
    return {
      provider: this.provider,
      wallet: this.wallet || null,
      lines: this.lines.map(({ key: _, ...line }) => line),
      days: this.days ?? '',
      buffer: this.buffer,
      elsewhere: this.elsewhere,
    };
  }

  /** Whether it is about the books that are open. */
  get stale(): boolean {
    return this.#books !== (books.overview?.books ?? '');
  }

  size(): ChartSize {
    return { width: Math.max(320, Math.round(this.width)), height: Math.max(160, Math.round(this.height)), writing: writing() };
  }

  /** Asks what the plan comes to. */
  ask(): void {
    const [plan, size] = [this.plan, this.size()];
    if (plan.provider === '' || this.days === null) return;
    this.#latest.ask(() => api.planWork(plan, size));
  }

  /** Another wallet: its provider, and its last work. */
  async begin(wallet: string, provider: string): Promise<void> {
    [this.wallet, this.provider, this.lines, this.elsewhere] = [wallet, provider, [], []];
    [this.past, this.span, this.view, this.error, this.kept] = [null, null, null, null, null];
    await this.fill(90, false).catch(() => undefined);
  }

  /** Fills the lines from what was done. */
  async fill(days: number, busiest: boolean): Promise<void> {
    const stillAsked = this.#fill();
    const past = await api.pastWork(this.wallet, days);
    if (!stillAsked()) return;
    [this.past, this.span, this.busiest] = [past, days, busiest];
    this.#take(busiest ? past.busiest : past.mean);
  }

  /** The mean month or the busiest days of the work that fills the lines. */
  choose(busiest: boolean): void {
    if (!this.past) return;
    this.busiest = busiest;
    this.#take(busiest ? this.past.busiest : this.past.mean);
  }

  /** Takes a saved plan up again. */
  take(kept: KeptPlan): void {
    const { plan } = kept;
    this.#fill();
    [this.wallet, this.provider, this.days, this.buffer] = [plan.wallet ?? '', plan.provider, plan.days, plan.buffer];
    [this.elsewhere, this.past, this.span, this.kept] = [plan.elsewhere, null, null, kept];
    this.#take(plan);
  }

  put(line: WorkLine, key: number | null): void {
    const at = this.lines.findIndex((one) => one.key === key);
    if (at < 0) this.lines.push({ ...line, key: ++keys });
    else this.lines[at] = { ...line, key: key as number };
    this.#typed();
  }

  /** Takes a line out; what it gives back puts it where it was, with what was said of it. */
  remove(key: number): () => void {
    const at = this.lines.findIndex((line) => line.key === key);
    const before = { wallet: this.wallet, line: this.lines[at], said: this.elsewhere.filter((said) => said.line === at) };
    // What was said about lines elsewhere names them by their place.
    this.elsewhere = this.elsewhere
      .filter((said) => said.line !== at)
      .map((said) => (said.line > at ? { ...said, line: said.line - 1 } : said));
    this.lines.splice(at, 1);
    this.#typed();
    return () => {
      if (!before.line || this.wallet !== before.wallet || at > this.lines.length) return;
      const moved = this.elsewhere.map((said) => (said.line >= at ? { ...said, line: said.line + 1 } : said));
      this.elsewhere = [...moved, ...before.said];
      this.lines.splice(at, 0, before.line);
      this.#typed();
    };
  }

  /** A figure of a line was changed by hand. */
  typed(): void {
    this.#typed();
  }

  #typed(): void {
    this.#fill();
    this.past = null;
  }

  #take(plan: WorkPlan): void {
    this.lines = plan.lines.map((line) => ({ ...line, key: ++keys }));
  }
}

let last: Planning | null = null;

/** The plan that was being written, as long as the books are the same. */
export function planning(): Planning {
  if (!last || last.stale) last = new Planning();
  return last;
}
