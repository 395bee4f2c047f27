/** What the reader likes, and what the program says of itself. */
import { call } from '../api';
import type { Prefs } from '../bindings/wire';

export const prefs = () => call<Prefs>('prefs');
/** Keeps the choices that are named and gives all of them. */
export const setPrefs = (change: Partial<Prefs>) => call<Prefs>('set_prefs', { change });
