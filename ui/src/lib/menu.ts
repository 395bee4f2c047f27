/** The native menu: the actions of the palette, in columns, in the reader's language. */
import type { Action } from './actions.svelte';
import type { MenuBar, MenuEntry } from './api/settings';
import { t } from './i18n.svelte';

const LINE: MenuEntry = { is: 'line' };
/** What a text field needs for itself, and signs that stand on other keys on other boards. */
const OF_FIELDS = new Set(['Mod+z', 'Mod+f', 'Mod++', 'Mod+-', 'Mod+0']);

export function menuBar(actions: Action[], shown: boolean): MenuBar {
  const entry = (action: Action): MenuEntry => ({
    is: 'action',
    id: action.id,
    label: action.label,
    accelerator: accelerator(action.key),
  });
  const of = (belongs: (action: Action) => boolean) => actions.filter(belongs).map(entry);
  const starting = (start: string) => of((action) => action.id.startsWith(start));
  const at = (...ids: string[]) => of((action) => ids.includes(action.id));
  const native = (role: Extract<MenuEntry, { is: 'native' }>['role'], label: string): MenuEntry => ({
    is: 'native',
    role,
    label,
  });
  const about: MenuEntry = { is: 'action', id: 'about', label: t('menu.about'), accelerator: null };
  const isMac = /Mac/.test(navigator.userAgent);
  const quit = native('quit', t('menu.quit'));
  const application: MenuEntry[] = [
    about,
    LINE,
    ...at('settings'),
    LINE,
    native('services', t('menu.services')),
    LINE,
    native('hide', t('menu.hide')),
    native('hide_others', t('menu.hideOthers')),
    LINE,
    quit,
  ];
  const file: MenuEntry[] = [
    ...at('books.new', 'books.open'),
    ...starting('books.recent.'),
    LINE,
    ...at('import'),
    ...starting('books.export.'),
    LINE,
    ...at('books.backup', 'books.save', 'books.move'),
    LINE,
    ...at('sample.open', 'sample.leave'),
    ...(isMac ? [] : [LINE, quit]),
  ];
  const edit: MenuEntry[] = [
    ...at('undo', 'redo'),
    LINE,
    native('cut', t('menu.cut')),
    native('copy', t('menu.copy')),
    native('paste', t('menu.paste')),
    native('select_all', t('menu.selectAll')),
    LINE,
    ...at('spend', 'topup', 'add', 'provider'),
  ];
  const view: MenuEntry[] = [
    { is: 'action', id: 'palette', label: t('action.search'), accelerator: accelerator('Mod+k') },
    LINE,
    ...of((action) => action.group === 'goTo' && !['settings', 'spend', 'topup', 'import', 'add', 'provider'].includes(action.id)),
    LINE,
    ...of((action) => action.group === 'wallet'),
    LINE,
    ...at('amounts'),
    ...starting('theme.'),
    ...(isMac ? [] : [LINE, ...at('settings')]),
  ];
  const window: MenuEntry[] = [
    native('minimize', t('menu.minimize')),
    native('full_screen', t('menu.fullScreen')),
  ];
  const help: MenuEntry[] = [...at('keys'), LINE, ...at('logs'), ...(isMac ? [] : [LINE, about])];
  const named = [
    { label: 'Bursar', entries: isMac ? application : [] },
    { label: t('menu.file'), entries: file },
    { label: t('menu.edit'), entries: edit },
    { label: t('menu.view'), entries: view },
    { label: t('menu.window'), entries: isMac ? window : [] },
    { label: t('menu.help'), entries: help },
  ];
  return { menus: named.filter((column) => column.entries.length > 0), shown };
}

/** A key as the system's menu writes it; none for a letter alone, which a field would lose. */
export function accelerator(key: string | undefined): string | null {
  if (!key?.startsWith('Mod+') || OF_FIELDS.has(key)) return null;
  return key.replace('Mod+', 'CmdOrCtrl+').replace(/[a-z]$/, (letter) => letter.toUpperCase());
}
