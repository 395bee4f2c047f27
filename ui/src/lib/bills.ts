/** A statement as a paper shows it: that of a project, or those of a client's projects. */
import * as api from './api/rebill';
import type { Bill, BilledTo, BillSums, BillsView, ClientBill } from './bindings/wire';
import { t } from './i18n.svelte';

export interface Paper {
  books: string;
  /** In percent; null where projects have different ones. */
  markUp: string | null;
  projects: Bill[];
  total: BillSums;
  unpriced: number;
  closed: string | null;
  over: boolean;
  batch: string | null;
}

/** A line of the list of statements. */
export interface Row {
  name: string;
  total: BillSums;
  corrects: number;
  closed: boolean;
}

/** Whose statement it is, in words. */
export function billedName(to: BilledTo): string {
  return to.name || t(to.to === 'client' ? 'bill.noClient' : 'bill.none');
}

/** The statements of a month, by project or by client. */
export function rowsOf(view: BillsView, by: BilledTo['to']): Row[] {
  return by === 'client'
    ? view.clients.map((row) => ({ ...row, name: row.client }))
    : view.rows.map((row) => ({ ...row, name: row.project }));
}

/** What a paper is asked with: an empty field of a client leaves each project its usual mark-up. */
function marked(to: BilledTo, typed: string | null): string | null {
  return to.to === 'client' && typed === '' ? null : typed;
}

export async function paperOf(to: BilledTo, month: string, typed: string | null): Promise<Paper> {
  if (to.to === 'client') return ofClient(await api.clientBill(to.name, month, marked(to, typed)));
  return ofProject(await api.bill(to.name, month, typed));
}

/** Closes the month; the paper stays as it is. */
export async function closePaper(to: BilledTo, month: string, typed: string | null): Promise<Paper> {
  if (to.to === 'client') return ofClient(await api.closeClientMonth(to.name, month, marked(to, typed)));
  return ofProject(await api.closeMonth(to.name, month, typed ?? ''));
}

/** Saves the paper where the reader chooses; gives the name of the file. */
export function savePaper(
  to: BilledTo,
  month: string,
  typed: string | null,
  ...how: [writing: Parameters<typeof api.saveBill>[3], name: string]
): Promise<string | null> {
  return api.saveBill(to, month, marked(to, typed), ...how);
}

const ofProject = (bill: Bill): Paper => ({ ...bill, markUp: bill.mark_up, projects: [bill] });

function ofClient(bill: ClientBill): Paper {
  const all = new Set(bill.projects.map((one) => one.mark_up));
  return { ...bill, markUp: all.size > 1 ? null : bill.mark_up };
}
