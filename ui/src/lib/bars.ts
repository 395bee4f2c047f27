/** The columns of a chart as few elements: a year by day has thousands of them, in a few colours. */
import type { ChartShape } from './bindings/wire';

/** What is drawn as one: a shape as it is, or all columns that look the same as one path. */
export type Drawn = { shape: ChartShape; path: string | null };

/** As many columns are drawn one by one without being felt. */
const FEW = 500;

/** Columns never lie on each other, so that those of one look can be drawn together. */
export function together(shapes: ChartShape[]): Drawn[] {
  if (shapes.length <= FEW) return shapes.map((shape) => ({ shape, path: null }));
  const drawn: Drawn[] = [];
  const byLook = new Map<string, Drawn & { path: string }>();
  for (const shape of shapes) {
    const { form } = shape;
    if (shape.class !== 'bar' || form.form !== 'rect') {
      drawn.push({ shape, path: null });
      continue;
    }
    const look = [shape.series, shape.fill, shape.stroke, shape.stroke_width, shape.opacity, shape.hatched, shape.dashed];
    const key = JSON.stringify(look);
    const box = `M${form.x} ${form.y}h${form.width}v${form.height}h${-form.width}z`;
    const known = byLook.get(key);
    if (known) known.path += box;
    else {
      const begun = { shape, path: box };
      byLook.set(key, begun);
      drawn.push(begun);
    }
  }
  return drawn;
}
