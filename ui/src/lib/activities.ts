/** An entry of the activity in words. */
import type { ActivityKind, ActivityRow } from './bindings/wire';
import { change, counted, credits } from './format';

const MARKS: Partial<Record<ActivityKind, string>> = {
  hold: 'held',
  failed: 'failed',
  unpriced: 'no price',
  refund: 'refunded',
  void: 'voided',
  expiry: 'end moved',
};

/** What it is beyond an ordinary usage: `held`, `failed`. */
export function mark(row: ActivityRow): string | null {
  return row.voided ? 'voided' : (MARKS[row.kind] ?? null);
}

/** How many of it: `4 ×`; nothing for one or for what has no count. */
export function times(row: ActivityRow): string {
  return row.quantity && row.quantity !== '1' ? `${credits(row.quantity)}\u202f\u00d7 ` : '';
}

/** Who and for what. */
export function whoAndWhat(row: ActivityRow): string {
  return [row.member, row.project].filter(Boolean).join(', ');
}

/** What it did to the balance. */
export function effect(row: ActivityRow): string {
  return row.credits === null ? 'unknown' : change(row.credits);
}

export function entries(total: number): string {
  return counted(total, 'entry', 'entries');
}
