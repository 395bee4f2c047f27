/**
 * Times as they are typed: a day, or a day and a time, on the wall of a zone. The program itself
 * turns them into instants; here they are only checked, and days are stepped through.
 */

/** What a typed time must look like; empty is allowed where a field says so. */
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** Whether it can be read as a day or a day and a time. An instant with its offset can be, too. */
export function isTime(typed: string): boolean {
  const text = typed.trim();
  const found = SHAPE.exec(text);
  if (!found) return /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && !(hour > 23) && !(minute > 59);
}

/** A day as `2026-11-04`. */
export type Day = string;

export function dayOf(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

/** The day some days later. */
export function plusDays(day: Day, days: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return dayOf(year, month - 1, date + days);
}

/** The first day of the month some months later. */
export function plusMonths(day: Day, months: number): Day {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return dayOf(year, month - 1 + months, 1);
}

/** The weeks that show a month, each from the first day of the week on. */
export function weeksOf(day: Day, weekStart: number): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  const weekday = new Date(`${first}T00:00Z`).getUTCDay() || 7;
  let at = plusDays(first, -((weekday - weekStart + 7) % 7));
  const weeks: Day[][] = [];
  do {
    weeks.push(Array.from({ length: 7 }, (_, k) => plusDays(at, k)));
    at = plusDays(at, 7);
  } while (at.slice(0, 7) === day.slice(0, 7));
  return weeks;
}

/** Today in a zone. */
export function today(zone: string): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
}
