/** Which column, cell or bar of a drawing is meant: under the pointer, or beside another. */
import type { ChartMark } from './bindings/wire';

/** The mark at a place of the drawing. */
export function markAt(marks: ChartMark[], x: number, y: number): number | null {
  const found = marks.findIndex(
    ({ left, right, rows }) => x >= left && x < right && (rows === null || (y >= rows[0] && y < rows[1])),
  );
  return found >= 0 ? found : null;
}

/** The mark that an arrow key leads to, where marks stand beside and below each other. */
export function neighbour(marks: ChartMark[], from: number | null, key: string): number | null {
  const here = from === null ? undefined : marks[from];
  if (!here) return marks.length > 0 ? 0 : null;
  const across = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
  const down = { ArrowDown: 1, ArrowUp: -1 }[key] ?? 0;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  marks.forEach((mark, index) => {
    const [right, below] = [mark.x - here.x, mark.y - here.y];
    const ahead = right * across + below * down;
    const aside = Math.abs(right * down) + Math.abs(below * across);
    if (ahead > 0.5 && ahead + 10 * aside < least) [best, least] = [index, ahead + 10 * aside];
  });
  return best;
}
