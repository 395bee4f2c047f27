/** Columns of one look are one element, and everything else stays in its order. */
import { expect, test } from 'vitest';

import { together } from '../src/lib/bars';
import type { ChartShape } from '../src/lib/bindings/wire';

const shape = (look: Partial<ChartShape>, x: number): ChartShape =>
  ({
    class: 'bar',
    series: 0,
    fill: '--s1',
    form: { form: 'rect', x, y: 2, width: 3, height: 4 },
    ...look,
  }) as ChartShape;

test('few columns are drawn one by one', () => {
  expect(together([shape({}, 1), shape({}, 5)]).map((one) => one.path)).toEqual([null, null]);
});

test('many columns of one look are one path', () => {
  const grid = Array.from({ length: 500 }, () => shape({ class: 'grid' }, 0));
  const drawn = together([
    ...grid,
    shape({}, 1),
    shape({ series: 1 }, 1),
    shape({}, 5),
    shape({ hatched: true }, 9),
    shape({ class: 'tick', form: { form: 'text' } as ChartShape['form'] }, 0),
  ]);
  const last = drawn.slice(500);
  expect(last.map((one) => one.path)).toEqual([
    'M1 2h3v4h-3zM5 2h3v4h-3z',
    'M1 2h3v4h-3z',
    'M9 2h3v4h-3z',
    null,
  ]);
  expect(last.map((one) => one.shape.series)).toEqual([0, 1, 0, 0]);
  expect(drawn.slice(0, 500).every((one) => one.path === null)).toBe(true);
});
