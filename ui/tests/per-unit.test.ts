import { expect, test } from 'vitest';

import type { ChartMark } from '../src/lib/bindings/wire';
import { likest, type Way } from '../src/lib/jobs.svelte';
import { markAt, neighbour } from '../src/lib/marks';
import { perUnit } from '../src/lib/per-unit';
import { changePercent, daysOfStep } from '../src/lib/usage.svelte';

test('a share of money is exact to a hundredth of a cent', () => {
  const euros = (amount: string) => ({ amount, currency: 'EUR' });
  const cases: [string, string, string][] = [
    ['48.92', '856', '0.0571'],
    ['1.00', '3', '0.3333'],
    ['2.00', '3', '0.6667'],
    ['-1.00', '3', '-0.3333'],
    ['0.01', '73.5', '0.0001'],
    ['90071992547409.93', '1', '90071992547409.9300'],
  ];
  for (const [sum, by, each] of cases) expect(perUnit(euros(sum), by)?.amount).toBe(each);
  expect(perUnit(euros('1.00'), '0')).toBeNull();
});

test('a column stands for its days and never for more than was asked', () => {
  const view = { from: '2026-10-14', to: '2026-11-21' };
  expect(daysOfStep('2026-10-20', 'day', view)).toEqual({ from: '2026-10-20', to: '2026-10-20' });
  expect(daysOfStep('2026-10-12', 'week', view)).toEqual({ from: '2026-10-14', to: '2026-10-18' });
  expect(daysOfStep('2026-11', 'month', view)).toEqual({ from: '2026-11-01', to: '2026-11-21' });
});

test('a change is a percent, or nothing where there was nothing', () => {
  expect(changePercent('150', '100')).toBe(50);
  expect(changePercent('0', '100')).toBe(-100);
  expect(changePercent('5', '0')).toBeNull();
});

const mark = (x: number, y: number): ChartMark => ({
  key: `${x} ${y}`,
  label: '',
  x,
  y,
  left: x - 5,
  right: x + 5,
  rows: [y, y + 10],
  values: [],
  total: null,
  notes: [],
});

test('arrow keys walk cells to all sides and stop at the edge', () => {
  const cells = [mark(5, 0), mark(5, 10), mark(15, 0), mark(15, 10)];
  expect(neighbour(cells, null, 'ArrowDown')).toBe(0);
  expect(neighbour(cells, 0, 'ArrowDown')).toBe(1);
  expect(neighbour(cells, 1, 'ArrowRight')).toBe(3);
  expect(neighbour(cells, 3, 'ArrowUp')).toBe(2);
  expect(neighbour(cells, 2, 'ArrowRight')).toBe(2);
  expect(markAt(cells, 12, 14)).toBe(3);
  expect(markAt(cells, 40, 14)).toBeNull();
});

test('a job is done by the same model first, then by the same action', () => {
  const way = (action: string, model: string | null): Way => ({ action, model, settings: [], fields: [] });
  const ways = [way('image', null), way('Image', 'flux'), way('imagine', 'Kling 2.6')];
  expect(likest(ways, 'image', 'flux')).toBe(1);
  expect(likest(ways, 'video', 'kling-2.6')).toBe(2);
  expect(likest(ways, 'IMAGE', 'unheard of')).toBe(0);
  expect(likest(ways, 'video', null)).toBeNull();
});
