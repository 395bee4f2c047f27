/** Statements for projects and clients by month. */
import { call } from '../api';
import type { Bill, BilledTo, BillsView, ChartWriting, ClientBill } from '../bindings/wire';
import { dialogWords } from '../dialog-words';

/** The statements of a month (`2026-10`); of the running one if none is said. */
export const bills = (month: string | null) => call<BillsView>('bills', { month });
export const bill = (project: string, month: string, markUp: string | null) =>
  call<Bill>('bill', { project, month, markUp });
/** That of a client is those of its projects, each with its usual mark-up where none is given. */
export const clientBill = (client: string, month: string, markUp: string | null) =>
  call<ClientBill>('client_bill', { client, month, markUp });
/** Closes a month: its statement stays as it is. */
export const closeMonth = (project: string, month: string, markUp: string) =>
  call<Bill>('close_month', { project, month, markUp });
/** Closes a month of each project of a client. */
export const closeClientMonth = (client: string, month: string, markUp: string | null) =>
  call<ClientBill>('close_client_month', { client, month, markUp });
/** Lets the user choose a place, whose ending decides between HTML and CSV; null when given up. */
export const saveBill = (to: BilledTo, month: string, markUp: string | null, writing: ChartWriting, name: string) =>
  call<string | null>('save_bill', {
    bill: { to, month, markUp },
    writing,
    name,
    words: dialogWords('dialog.bill', 'dialog.bills', true),
  });
