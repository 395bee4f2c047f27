/** What the reader likes, and what the program says of itself. */
import { call, onEvent } from '../api';
import type { About, ApiError, LearnedMapping, MappingCard, NetworkCheck, Prefs } from '../bindings/wire';

export const prefs = () => call<Prefs>('prefs');
/** Keeps the choices that are named and gives all of them. */
export const setPrefs = (change: Partial<Prefs>) => call<Prefs>('set_prefs', { change });

export const mappings = () => call<MappingCard[]>('mappings');
export const renameMapping = (name: string, to: string) => call<void>('rename_mapping', { name, to });
export const learnedMappings = () => call<LearnedMapping[]>('learned_mappings');
export const forgetMapping = (provider: string, headers: string[]) =>
  call<void>('forget_mapping', { provider, headers });
export const removeMapping = (name: string) => call<void>('remove_mapping', { name });

export const about = () => call<About>('about');
export const licences = () => call<string>('licences');
export const logLines = () => call<string[]>('log_lines');
export const networkCheck = () => call<NetworkCheck>('network_check');
export const setStartsAtLogin = (on: boolean) => call<void>('set_starts_at_login', { on });

export type Shown = 'books' | 'backups' | 'settings' | 'logs' | 'written';
/** Shows a file or folder in the system's own window. */
export const showInFolder = (what: Shown) => call<void>('show_in_folder', { what });

type MenuRole =
  | 'cut'
  | 'copy'
  | 'paste'
  | 'select_all'
  | 'minimize'
  | 'full_screen'
  | 'hide'
  | 'hide_others'
  | 'services'
  | 'quit';
export type MenuEntry =
  | { is: 'line' }
  | { is: 'action'; id: string; label: string; accelerator: string | null }
  | { is: 'native'; role: MenuRole; label: string };
export type MenuBar = { menus: { label: string; entries: MenuEntry[] }[]; shown: boolean };

export const setMenu = (bar: MenuBar) => call<void>('set_menu', { bar });
/** Tells which action was chosen in the native menu. */
export const onMenu = (chosen: (action: string) => void) => onEvent<string>('menu://chosen', chosen);
/** Tells why books that a double click or a second start named could not be opened. */
export const onNotOpened = (told: (error: ApiError) => void) =>
  onEvent<ApiError>('books://not-opened', told);
