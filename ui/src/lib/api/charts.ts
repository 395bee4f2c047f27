/** Drawings as files. */
import { call } from '../api';
import type { ChartQuestion, ChartSize } from '../bindings/wire';
import { dialogWords } from '../dialog-words';

/** Lets the user choose a place, whose ending decides between SVG, PNG and CSV; null when given up. */
export const saveChart = (question: ChartQuestion, size: ChartSize, dark: boolean, name: string) =>
  call<string | null>('save_chart', {
    question,
    size,
    dark,
    name,
    words: dialogWords('dialog.chart', 'dialog.charts', true),
  });
