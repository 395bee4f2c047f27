/** Where the window is. */

/** What a spend begins with, as when it is booked again. */
export type SpendDraft = {
  wallet?: string | null;
  action?: string;
  model?: string | null;
  settings?: [string, string][];
  quantity?: string | null;
  member?: string | null;
  project?: string | null;
};

/** The parts of the view of usage. */
export type UsageSection = 'usage' | 'lots' | 'cost' | 'claims' | 'job';

export type Route =
  | { view: 'overview' }
  | { view: 'wallet'; name: string; section?: 'activity' | 'statement' | 'subscription' | 'lots' }
  | { view: 'spend'; draft?: SpendDraft }
  | { view: 'topup'; wallet: string | null; bundle?: string; credits?: string }
  | { view: 'import'; wallet: string | null }
  | { view: 'analytics'; section?: UsageSection }
  | { view: 'people'; name?: string }
  | { view: 'rates'; provider: string | null; section?: 'unpriced' | 'drift' }
  | { view: 'planner'; section?: 'work' | 'past' | 'forecast' | 'saved' }
  | { view: 'provider' }
  | { view: 'alerts' }
  | { view: 'journal'; entry?: string }
  | { view: 'settings'; section?: string }
  | { view: 'add'; provider?: string };

class Router {
  at = $state.raw<Route>({ view: 'overview' });
  #before: Route[] = [];

  go(route: Route): void {
    if (JSON.stringify(route) === JSON.stringify(this.at)) return;
    this.#before.push(this.at);
    this.at = route;
  }

  back(): void {
    const before = this.#before.pop();
    if (before) this.at = before;
  }

  /** Forgets the way here, as after a change of books. */
  home(): void {
    this.#before = [];
    this.at = { view: 'overview' };
  }

  /** The wallet that is on view, if one is. */
  get wallet(): string | null {
    if (this.at.view === 'wallet') return this.at.name;
    if (this.at.view === 'topup' || this.at.view === 'import') return this.at.wallet;
    return null;
  }
}

export const router = new Router();
