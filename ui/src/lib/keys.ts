/**
 * The one key table. The key handler, the rail, the palette and the help sheet all read it, so
 * that none of them can promise a key that does nothing.
 */

export type KeyGroup = 'goTo' | 'do' | 'inLists' | 'inCharts';

export type Key = {
  /** As `KeyboardEvent.key`, with `Mod+` for Ctrl or Cmd. */
  key: string;
  /** What it does, from a capital. */
  label: string;
  group: KeyGroup;
  /** What the handler does; none where the focused element itself takes the key. */
  run?: () => void;
};

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.userAgent);

/** A key as it is written for the reader: `Ctrl K`, `⌘K`. */
export function written(key: string): string {
  const names = key.replace('Mod+', '').replace('Shift+', '').split(' ');
  const shown = names.map((name) => (name.length === 1 ? name.toUpperCase() : (NAMES[name] ?? name))).join(' ');
  const mod = key.includes('Mod+') ? (isMac ? '\u2318' : 'Ctrl ') : '';
  const shift = key.includes('Shift+') ? (isMac ? '\u21e7' : 'Shift ') : '';
  return `${mod}${shift}${shown}`;
}

const NAMES: Record<string, string> = { Escape: 'Esc', PageUp: 'Page up', PageDown: 'Page down' };

/** The table's spelling of what was pressed. */
export function pressed(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Plus stands on the key of = on many boards, with Shift or without.
  if (mod && (key === '+' || key === '=')) return 'Mod++';
  // Shift is part of a sign such as ?, and a key of its own beside Ctrl or Cmd.
  return mod ? `Mod+${event.shiftKey ? 'Shift+' : ''}${key}` : key;
}

/** Whether a key belongs to what has the focus and not to the window. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.isComposing || event.altKey) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]');
}

/** What works also while one is typing. */
const EVERYWHERE = new Set(['Mod+k', 'Mod+,', 'Mod+f', 'Mod+Shift+p', 'Mod++', 'Mod+-', 'Mod+0']);

/** The entry that a press asks for, if any. */
export function find(table: Key[], event: KeyboardEvent): Key | undefined {
  const key = pressed(event);
  if (!EVERYWHERE.has(key) && isTyping(event)) return undefined;
  return table.find((entry) => entry.key === key && entry.run);
}
