/** Where one can go from anywhere, with the letter that goes there. */
import type { MessageKey } from './i18n.svelte';
import type { Route } from './route.svelte';

export type Place = {
  view: Route['view'];
  label: MessageKey;
  key: string;
  route: (wallet: string | null) => Route;
};

/** The places of the rail, in its order. */
export const PLACES: Place[] = [
  { view: 'overview', label: 'place.overview', key: '1', route: () => ({ view: 'overview' }) },
  { view: 'spend', label: 'place.spend', key: 's', route: (wallet) => ({ view: 'spend', draft: { wallet } }) },
  { view: 'topup', label: 'place.topup', key: 't', route: (wallet) => ({ view: 'topup', wallet }) },
  { view: 'import', label: 'place.import', key: 'i', route: (wallet) => ({ view: 'import', wallet }) },
  { view: 'planner', label: 'place.planner', key: 'e', route: () => ({ view: 'planner' }) },
  { view: 'rates', label: 'place.rates', key: 'r', route: () => ({ view: 'rates', provider: null }) },
  { view: 'analytics', label: 'place.analytics', key: 'u', route: () => ({ view: 'analytics' }) },
  { view: 'people', label: 'place.people', key: 'm', route: () => ({ view: 'people' }) },
  { view: 'alerts', label: 'place.alerts', key: 'l', route: () => ({ view: 'alerts' }) },
  { view: 'journal', label: 'place.journal', key: 'j', route: () => ({ view: 'journal' }) },
  { view: 'settings', label: 'place.settings', key: 'Mod+,', route: () => ({ view: 'settings' }) },
];

/** Places that books without a wallet have, too. */
const FIRST: Route['view'][] = ['provider', 'settings'];

/** Those of the places that lead somewhere. */
export function open(places: Place[], wallets: number): Place[] {
  return wallets > 0 ? places : places.filter((place) => FIRST.includes(place.view));
}

/** Places that have no row of their own in the rail. */
export const MORE_PLACES: Place[] = [
  { view: 'add', label: 'place.add', key: 'a', route: () => ({ view: 'add' }) },
  { view: 'provider', label: 'place.provider', key: 'p', route: () => ({ view: 'provider' }) },
];
