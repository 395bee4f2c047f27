/** Statements for projects by month. */
import { call } from '../api';
import type { Bill, BillsView, ChartWriting } from '../bindings/wire';
import { dialogWords } from '../dialog-words';

/** The statements of a month (`2026-10`); of the running one if none is said. */
export const bills = (month: string | null) => call<BillsView>('bills', { month });
export const bill = (project: string, month: string, markUp: string | null) =>
  call<Bill>('bill', { project, month, markUp });
/** Closes a month: its statement stays as it is. */
export const closeMonth = (project: string, month: string, markUp: string) =>
  call<Bill>('close_month', { project, month, markUp });
/** Lets the user choose a place, whose ending decides between HTML and CSV; null when given up. */
export const saveBill = (project: string, month: string, markUp: string | null, writing: ChartWriting, name: string) =>
  call<string | null>('save_bill', {
    bill: { project, month, markUp },
    writing,
    name,
    words: dialogWords('dialog.bill', 'dialog.bills', true),
  });
