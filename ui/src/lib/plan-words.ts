/** What ways and lines are called, and the recommendation in words. */
import type { PlanView, Way, WayPacks, WorkLine } from './bindings/wire';
import { about, credits, isolated, isZero, money } from './format';
import { t } from './i18n.svelte';

export function billingWord(billing: string | null): string {
  return billing ? t('planner.billing', { billing }) : '';
}

/** `Creator, yearly`. */
export function wayName(way: Way): string {
  if (way.title === null) return t('planner.packsAlone');
  return way.billing ? `${way.title}, ${billingWord(way.billing)}` : way.title;
}

/** `2 packs of 4,000 a month`. */
export function packsWord(packs: WayPacks): string {
  const monthly = packs.count % 12 === 0;
  const [count, time] = monthly ? [packs.count / 12, 'month'] : [packs.count, 'year'];
  return t('planner.packs', { count, credits: credits(packs.credits), time });
}

/** A line of work: the action first, then what tells it from others. */
export function lineParts(line: WorkLine): { head: string; rest: string } {
  const head = line.action.slice(0, 1).toUpperCase() + line.action.slice(1);
  const settings = line.settings.map(({ name, value }) => (/^[\d.]+$/.test(value) ? `${name} ${value}` : value));
  return { head, rest: [line.model ?? '', ...settings].filter(Boolean).join(', ') };
}

export function lineName(line: WorkLine): string {
  const { head, rest } = lineParts(line);
  return rest ? `${head}, ${rest}` : head;
}

/** The recommendation: which way, and why. */
export function advice(view: PlanView): { head: string; why: string } | null {
  const best = view.advice ? view.ways[view.advice.best] : undefined;
  if (!view.advice || !best) return null;
  const named = (place: number) => {
    const way = view.ways[place];
    return way ? isolated(wayName(way)) : '';
  };
  const head = best.month && !best.gratis
    ? t('planner.cheapest', { way: isolated(wayName(best)), money: money(best.month) })
    : t('planner.cheapestFree', { way: isolated(wayName(best)) });
  const why: string[] = [];
  const { next, staying } = view.advice;
  if (next) why.push(t('planner.nextCosts', { way: named(next.way), more: money(next.more) }));
  if (best.current) why.push(t('planner.isCurrent'));
  else if (staying) why.push(t('planner.stayingCosts', { more: money(staying.more) }));
  if (best.lost && !isZero(best.lost)) {
    const later = best.surplus === 'lapses_later' ? 'later' : 'no';
    why.push(t('planner.loses', { amount: about(best.lost), why: later }));
  } else why.push(t('planner.losesNothing'));
  if (view.advice.other_currencies) why.push(t('planner.currencies'));
  return { head, why: why.join(' ') };
}
