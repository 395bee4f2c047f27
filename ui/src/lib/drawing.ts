/** How a drawing is asked for, saved and copied. The program is to write its words and figures as the
 * reader's own. */
import * as api from './api/charts';
import type { ChartQuestion, ChartSize, ChartTable, ChartWriting } from './bindings/wire';
import { t } from './i18n.svelte';
import { reader } from './reader.svelte';
import { toasts } from './toasts.svelte';

export function writing(): ChartWriting {
  const parts = new Intl.NumberFormat(reader.numbers, { useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return { language: reader.language, decimal: sign('decimal') ?? '.', group: sign('group') ?? null };
}

/** The forms in which a drawing can be kept. */
export const FORMATS = ['svg', 'png', 'csv'] as const;

/** Saves a drawing where the user chooses, in the colours of the window. */
export async function save(question: ChartQuestion, size: ChartSize, format: string, title: string): Promise<void> {
  const theme = document.documentElement.dataset['theme'];
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  try {
    const name = await api.saveChart(question, size, dark, `${title.replace(/[\\/:*?"<>|]/g, ' ')}.${format}`);
    if (name) toasts.say(t('charts.saved', { name }));
  } catch (thrown) {
    toasts.fail(thrown);
  }
}

/** Puts a table on the clipboard as a spreadsheet takes it: cells between tabs. */
export async function copyTable(table: ChartTable): Promise<void> {
  const lines = [table.columns.map((column) => column.label), ...table.rows, ...(table.total ? [table.total] : [])];
  const text = lines.map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]/g, ' ')).join('\t')).join('\n');
  try {
    await navigator.clipboard.writeText(text);
    toasts.say(t('charts.copied'));
  } catch (thrown) {
    toasts.fail(thrown);
  }
}
