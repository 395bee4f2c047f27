/** Finds by letters in order: `iul` finds "Import a usage log". The earlier and closer, the higher. */

export function ranked<T extends { label: string }>(all: T[], query: string): T[] {
  const letters = query.toLocaleLowerCase().replace(/\s+/g, '');
  if (letters === '') return all;
  return all
    .map((item) => ({ item, score: score(item.label.toLocaleLowerCase(), letters) }))
    .filter((found) => found.score !== null)
    .sort((a, b) => (a.score as number) - (b.score as number))
    .map((found) => found.item);
}

/** How far apart the letters stand; null when one is missing. */
function score(label: string, letters: string): number | null {
  let from = 0;
  let total = 0;
  for (const letter of letters) {
    const at = label.indexOf(letter, from);
    if (at < 0) return null;
    const startsWord = at === 0 || label[at - 1] === ' ';
    total += startsWord ? 0 : at - from + 1;
    from = at + 1;
  }
  return total + label.length / 1000;
}
