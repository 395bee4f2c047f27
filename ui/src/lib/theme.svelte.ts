/** Light, dark or as the system has it. A setting of the window, not of the books. */

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'bursar.theme';

class ThemeChoice {
  now = $state<Theme>('system');

  /** Takes up what was chosen last; called before the first paint. */
  restore(): void {
    const kept = localStorage.getItem(KEY);
    if (kept === 'light' || kept === 'dark') this.set(kept);
  }

  set(theme: Theme): void {
    this.now = theme;
    const root = document.documentElement;
    if (theme === 'system') {
      delete root.dataset['theme'];
      localStorage.removeItem(KEY);
    } else {
      root.dataset['theme'] = theme;
      localStorage.setItem(KEY, theme);
    }
  }
}

export const theme = new ThemeChoice();
