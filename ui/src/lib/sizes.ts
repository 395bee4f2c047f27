/** The sizes at which the window is drawn, in percent. */
export const SIZES = [80, 90, 100, 125, 150, 200];

/** The size that is so many steps larger (or smaller, below zero). */
export function nextSize(size: number, step: number): number {
  const at = SIZES.findIndex((one) => one >= size);
  return SIZES[Math.min(SIZES.length - 1, Math.max(0, at + step))] ?? size;
}
