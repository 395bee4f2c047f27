/** How the program is to write the words and figures of a drawing: as the reader's own. */
import type { ChartWriting } from './bindings/wire';
import { reader } from './reader.svelte';

export function writing(): ChartWriting {
  const parts = new Intl.NumberFormat(reader.numbers, { useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return { language: reader.language, decimal: sign('decimal') ?? '.', group: sign('group') ?? '\u202f' };
}
