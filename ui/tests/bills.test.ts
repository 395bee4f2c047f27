import { beforeEach, expect, test, vi } from 'vitest';
import * as api from '../src/lib/api/rebill';
import { billedName, closePaper, paperOf, rowsOf } from '../src/lib/bills';
import type { Bill, BilledTo, BillSums, BillsView, ClientBill } from '../src/lib/bindings/wire';

vi.mock('../src/lib/api/rebill');

const sums: BillSums = { count: 1, quantity: 1, credits: '10', cost: [], cost_unknown: '0', price: [] };
const common = { books: 'studio', month: '2026-10', total: sums, unpriced: 0, closed: null, over: true, batch: null };
const bill = (project: string, mark_up: string): Bill => ({ ...common, project, mark_up, lines: [], corrections: [], entry: null });
const ofClient = (mark_up: string | null, projects: Bill[]): ClientBill => ({ ...common, client: 'Nord', mark_up, projects });
const nord: BilledTo = { to: 'client', name: 'Nord' };
const teaser: BilledTo = { to: 'project', name: 'Teaser' };

beforeEach(() => {
  vi.resetAllMocks();
});

test('statements are listed by project or by client, those of nobody by a word', () => {
  const row = { total: sums, corrects: 0, closed: false };
  const view: BillsView = {
    month: '2026-10',
    this_month: '2026-11',
    first: null,
    rows: [{ ...row, project: 'Teaser', client: 'Nord', mark_up: '0' }],
    clients: [{ ...row, client: 'Nord', projects: 1 }],
  };
  expect(rowsOf(view, 'project').map((one) => one.name)).toEqual(['Teaser']);
  expect(rowsOf(view, 'client').map((one) => one.name)).toEqual(['Nord']);
  expect(billedName(nord)).toBe('Nord');
  expect(billedName({ to: 'client', name: '' })).toBe('Without a client');
  expect(billedName({ to: 'project', name: '' })).toBe('Without a project');
});

test('a paper of a client has one mark-up only where all its projects have it', async () => {
  const asked = vi.mocked(api.clientBill);
  asked.mockResolvedValueOnce(ofClient('20', [bill('a', '20'), bill('b', '20')]));
  expect((await paperOf(nord, '2026-10', null)).markUp).toBe('20');
  asked.mockResolvedValueOnce(ofClient('20', [bill('a', '20'), bill('b', '50')]));
  expect((await paperOf(nord, '2026-10', null)).markUp).toBeNull();
});

test('an empty field leaves each project of a client its own mark-up, and is none for a project', async () => {
  vi.mocked(api.closeClientMonth).mockResolvedValue(ofClient(null, []));
  vi.mocked(api.closeMonth).mockResolvedValue(bill('Teaser', '0'));
  await closePaper(nord, '2026-10', '');
  await closePaper(nord, '2026-10', '0');
  expect(vi.mocked(api.closeClientMonth).mock.calls).toEqual([
    ['Nord', '2026-10', null],
    ['Nord', '2026-10', '0'],
  ]);
  await closePaper(teaser, '2026-10', '');
  expect(vi.mocked(api.closeMonth).mock.calls).toEqual([['Teaser', '2026-10', '']]);
});
