/** An entry in words, whatever list it stands in. */
import type { ActivityKind, ActivityRow } from './bindings/wire';
import { change, count, credits, isolated } from './format';
import { type MessageKey, t } from './i18n.svelte';
import { reader } from './reader.svelte';
import { clock, longDay } from './times';
import { batchTitle } from './told';

const MARKS: Partial<Record<ActivityKind, MessageKey>> = {
  hold: 'entry.mark.held',
  failed: 'entry.mark.failed',
  unpriced: 'entry.mark.unpriced',
};

/** What it is beyond an ordinary usage: `held`, `failed`. */
export function mark(row: ActivityRow): string | null {
  if (row.voided) return t('entry.mark.voided');
  const key = MARKS[row.kind];
  if (key) return t(key);
  if (Number(row.refunded) > 0 && row.credits !== null) {
    return t(Number(row.refunded) >= -Number(row.credits) ? 'entry.mark.refunded' : 'entry.mark.partly');
  }
  return null;
}

/** How many of it: `4 ×`; nothing for one or for what has no count. */
export function times(row: ActivityRow): string {
  return row.quantity && row.quantity !== '1' ? `${count(Number(row.quantity))}\u202f\u00d7 ` : '';
}

/** Who and for what. */
export function whoAndWhat(row: ActivityRow): string {
  return [row.member, row.project].filter(Boolean).join(', ');
}

/** What it did to the balance; nothing for what does nothing to it by itself. */
export function effect(row: ActivityRow): string {
  if (row.credits !== null) return change(row.credits);
  return row.kind === 'unpriced' ? t('word.unknown') : '';
}

const FACTS = {
  wallet_added: 'entry.fact.wallet_added',
  wallet_changed: 'entry.fact.wallet_changed',
  provider_file: 'entry.fact.provider_file',
  book_lock: 'entry.fact.book_lock',
  month_closed: 'entry.fact.month_closed',
  book_unlock: 'entry.fact.book_unlock',
  opening: 'entry.fact.opening',
  lot_added: 'entry.fact.lot_added',
  grant_started: 'entry.fact.grant_started',
  grant_ended: 'entry.fact.grant_ended',
  expiry_changed: 'entry.fact.expiry_changed',
  expiry_removed: 'entry.fact.expiry_removed',
  lot_voided: 'entry.fact.lot_voided',
  refunded: 'entry.fact.refunded',
  settled_succeeded: 'entry.fact.settled_succeeded',
  settled_failed: 'entry.fact.settled_failed',
  priced: 'entry.fact.priced',
  reconciled: 'entry.fact.reconciled',
  entry_voided: 'entry.fact.entry_voided',
  batch_undone: 'entry.fact.batch_undone',
} as const satisfies Record<string, MessageKey>;

/** What happened, in the reader's language; names stand in it as they are in the books. */
export function title(row: ActivityRow, now = row.recorded_at): string {
  if (row.fact === 'usage') return row.title || t('entry.fact.usage');
  const values = {
    subject: row.subject === null ? '' : isolated(row.fact === 'batch_undone' ? batchTitle(row.subject) : row.subject),
    figure: row.figure === null ? '' : credits(row.figure),
    until: row.until === null ? '' : `${longDay(row.until, now, reader.zone)} ${clock(row.until)}`,
  };
  const plain = FACTS[row.fact as keyof typeof FACTS];
  if (plain) return t(plain, values);
  const [what = '', rest = ''] = split(row.fact);
  if (what === 'lot') return t('entry.fact.lot', { kind: rest });
  if (what === 'grant') return t('entry.fact.grant', { kind: rest });
  if (what === 'member' || what === 'project') return t('entry.fact.roster', { what, change: rest, ...values });
  return row.title;
}

/** `member_renamed` as `member` and `renamed`. */
function split(fact: string): [string, string] {
  const at = fact.indexOf('_');
  return at < 0 ? [fact, ''] : [fact.slice(0, at), fact.slice(at + 1)];
}
