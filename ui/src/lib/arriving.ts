/** What a view that was just gone to still waits for. */

let view = 0;
let open = 0;

/** Another view was gone to; what earlier ones wait for no longer matters. */
export function begin(): void {
  view += 1;
  open = 0;
}

/** Something is under way from now on, until what this gives back is called. */
export function underway(): () => void {
  const mine = view;
  let over = false;
  open += 1;
  return () => {
    if (!over && mine === view) open -= 1;
    over = true;
  };
}

/** Whether everything that was asked for since the view was gone to has been answered. */
export const arrived = (): boolean => open === 0;
