/** Where the window is. */

export type Route =
  | { view: 'overview' }
  | { view: 'wallet'; name: string }
  | { view: 'import'; wallet: string | null }
  | { view: 'add' };

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
}

export const router = new Router();
