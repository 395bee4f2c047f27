/** A window that is not looked at has no frames; nothing waits longer for one. */
const LONGEST = 250;

/** When what stands in the page by now has been drawn. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(done, LONGEST);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(done);
    });
  });
}
