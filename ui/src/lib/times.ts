/**
 * How instants are written: the day first, the reader's time, and the wallet's zone beside it
 * where the two differ. Words and order of the reader's language.
 */
import { t } from './i18n.svelte';
import { reader, wordsLocale } from './reader.svelte';

const DAY = 86_400_000;

function parts(instant: string | Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(wordsLocale(), { timeZone: zone, ...options })
    .format(new Date(instant))
    .replaceAll(',', '');
}

function yearOf(instant: string | Date, zone: string): string {
  return parts(instant, zone, { year: 'numeric' });
}

/** `Fri 28 Nov`, with the year where it is not `now`'s. */
export function day(instant: string, now: string, zone = reader.zone): string {
  const sameYear = yearOf(instant, zone) === yearOf(now, zone);
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  return sameYear
    ? parts(instant, zone, { weekday: 'short', ...options })
    : parts(instant, zone, { ...options, year: 'numeric' });
}

/** When in a list that has the newest first: the time today, the day before that. */
export function moment(instant: string, now: string): string {
  return dayNumber(instant, reader.zone) === dayNumber(now, reader.zone)
    ? clock(instant)
    : day(instant, now);
}

/** `28 November`, for prose. */
export function longDay(instant: string, now: string, zone = reader.zone): string {
  const sameYear = yearOf(instant, zone) === yearOf(now, zone);
  return parts(instant, zone, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** `09:00`. */
export function clock(instant: string, zone = reader.zone): string {
  return parts(instant, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The same instant on the wallet's wall, where that shows another time: `02:11 UTC`. */
export function elsewhere(instant: string, walletZone: string): string | null {
  const whole: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  if (parts(instant, walletZone, whole) === parts(instant, reader.zone, whole)) return null;
  const sameDay = dayNumber(instant, walletZone) === dayNumber(instant, reader.zone);
  const weekday = sameDay ? '' : `${parts(instant, walletZone, { weekday: 'short' })} `;
  return `${weekday}${clock(instant, walletZone)} ${zoneName(walletZone)}`;
}

/** `UTC`, `Berlin`, `New York`. */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `in 3 days`, `tomorrow`, `today`, `2 days ago`, counted in the reader's days. */
export function fromNow(instant: string, now: string): string {
  const days = dayNumber(instant, reader.zone) - dayNumber(now, reader.zone);
  if (days === 0) return t('time.today');
  if (Math.abs(days) >= 60) {
    const n = Math.round(Math.abs(days) / 30.44);
    return t(days > 0 ? 'time.inMonths' : 'time.monthsAgo', { n });
  }
  return new Intl.RelativeTimeFormat(wordsLocale(), { numeric: 'auto' }).format(days, 'day');
}

/** A day in prose, as one would say it: `today`, `tomorrow`, `on Friday`, `on 12 December`. */
export function onDay(instant: string, now: string): string {
  const days = dayNumber(instant, reader.zone) - dayNumber(now, reader.zone);
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.tomorrow');
  if (days > 1 && days < 7) {
    return t('time.onWeekday', { weekday: parts(instant, reader.zone, { weekday: 'long' }) });
  }
  return t('time.onDay', { day: longDay(instant, now) });
}

/** Whole days from `now` to `instant`, as spans of 24 hours. */
export function daysUntil(instant: string, now: string): number {
  return (Date.parse(instant) - Date.parse(now)) / DAY;
}

/** How much of a life has passed, 0 to 1. */
export function lived(starts: string, expires: string, now: string): number {
  const whole = Date.parse(expires) - Date.parse(starts);
  const passed = Date.parse(now) - Date.parse(starts);
  return whole > 0 ? Math.max(0, Math.min(1, passed / whole)) : 1;
}

function dayNumber(instant: string, zone: string): number {
  const fields = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(new Date(instant));
  const field = (type: Intl.DateTimeFormatPartTypes) =>
    Number(fields.find((part) => part.type === type)?.value);
  return Date.UTC(field('year'), field('month') - 1, field('day')) / DAY;
}

/** A span of days, `to` being the first instant after it: `9 Nov to 8 Dec 2024`. */
export function span(from: string, after: string, now: string, zone = reader.zone): string {
  const to = new Date(Date.parse(after) - 1).toISOString();
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  const withYear: Intl.DateTimeFormatOptions = { ...options, year: 'numeric' };
  const [first, last, current] = [from, to, now].map((at) => yearOf(at, zone));
  const end = parts(to, zone, last === current ? options : withYear);
  return t('time.span', { from: parts(from, zone, first === last ? options : withYear), to: end });
}

/** A plain day without a zone, such as `2026-04-03`: `3 Apr 2026`. */
export function plainDay(date: string): string {
  return parts(`${date}T00:00:00Z`, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' });
}
