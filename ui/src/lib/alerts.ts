/** An alert in words, and what cures it. */
import type { Alert, AlertRule, WalletCard } from './bindings/wire';
import { about, credits, isolated, money, one } from './format';
import { t } from './i18n.svelte';
import type { Route } from './route.svelte';
import { onDay } from './times';

/** Something that the reader has to see to. */
export type Need = {
  key: string;
  what: string;
  why: string;
  /** The verb on the button, and where it leads. */
  verb: string;
  to: Route;
  tone: 'bad' | 'warn' | 'still';
  /** The alert behind it, which can be put off. */
  alert: number | null;
};

/** What an alert says, and why it says so. */
export function alertText(alert: Alert, now: string): { what: string; why: string } {
  const values = {
    wallet: isolated(alert.wallet),
    place: alert.wallet === '' ? '' : t('alert.inWallet', { wallet: isolated(alert.wallet) }),
    member: isolated(alert.member ?? ''),
    // What will lapse rests on the pace: an estimate.
    credits: alert.kind === 'lapses_within' ? about(alert.credits) : credits(alert.credits),
    one: one(alert.credits),
    percent: alert.percent ?? 0,
    line: credits(alert.line ?? ''),
    when: alert.due ? onDay(alert.due, now) : '',
    refill: alert.refill ? onDay(alert.refill, now) : '',
    money: alert.worth ? money(alert.worth) : '',
  };
  return { what: t(`alert.${alert.kind}`, values), why: why(alert, now, values) };
}

function why(alert: Alert, now: string, values: Record<string, string | number>): string {
  switch (alert.kind) {
    case 'balance_at_or_below':
      return alert.refill
        ? t('alert.balance_refillWhy', { ...values, when: onDay(alert.refill, now) })
        : t('alert.balance_at_or_belowWhy', values);
    case 'lapses_within':
      return t(alert.worth ? 'alert.lapses_worthWhy' : 'alert.lapses_withinWhy', values);
    case 'runs_out_before_refill':
      return t(alert.refill ? 'alert.runs_out_before_refillWhy' : 'alert.runs_out_noRefillWhy', values);
    default:
      return t(`alert.${alert.kind}Why`, values);
  }
}

/** Where an alert is cured. */
function cure(alert: Alert): Pick<Need, 'verb' | 'to' | 'tone'> {
  const wallet = alert.wallet;
  switch (alert.kind) {
    case 'uncovered':
      return { verb: t('needs.purchase'), to: { view: 'topup', wallet }, tone: 'bad' };
    case 'runs_out_before_refill':
      return { verb: t('needs.topup'), to: { view: 'topup', wallet }, tone: 'bad' };
    case 'balance_at_or_below':
      return { verb: t('needs.topup'), to: { view: 'topup', wallet }, tone: 'warn' };
    case 'lapses_within':
      return { verb: t('needs.use'), to: { view: 'spend', draft: { wallet } }, tone: 'warn' };
    case 'member_limit':
      return { verb: t('needs.look'), to: { view: 'people', name: alert.member ?? '' }, tone: 'warn' };
    case 'cycle_used':
      return { verb: t('needs.look'), to: { view: 'wallet', name: wallet }, tone: 'warn' };
  }
}

export function needOf(alert: Alert, now: string): Need {
  return { key: `alert ${alert.id}`, ...alertText(alert, now), ...cure(alert), alert: alert.id };
}

/** Everything that the reader has to see to, the most pressing first. */
export function needs(alerts: Alert[], wallets: WalletCard[], now: string): Need[] {
  const all = alerts.map((alert) => needOf(alert, now));
  for (const wallet of wallets) {
    if (wallet.unpriced > 0) {
      all.push({
        key: `unpriced ${wallet.name}`,
        what: t('needs.unpriced', { count: wallet.unpriced }),
        why: t('needs.unpricedWhy', { wallet: isolated(wallet.name) }),
        verb: t('needs.rate'),
        to: { view: 'rates', provider: wallet.provider, section: 'unpriced' },
        tone: 'warn',
        alert: null,
      });
    }
    if (Number(wallet.held) > 0) {
      all.push({
        key: `held ${wallet.name}`,
        what: t('needs.held', { credits: credits(wallet.held), one: one(wallet.held) }),
        why: t('needs.heldWhy', { wallet: isolated(wallet.name) }),
        verb: t('needs.settle'),
        to: { view: 'wallet', name: wallet.name, section: 'activity' },
        tone: 'still',
        alert: null,
      });
    }
  }
  const order = { bad: 0, warn: 1, still: 2 };
  return all.toSorted((a, b) => order[a.tone] - order[b.tone]);
}

/** A rule in words. */
export function ruleText(rule: AlertRule): string {
  const line = rule.line ?? '';
  return t(`rule.${rule.kind}Text`, { line: credits(line), count: Number(line) });
}

/** The most lines of one notice of the desktop. */
const DIGEST_LINES = 3;

/** Alerts as one notice of the desktop: by itself, or several as a digest. */
export function notice(alerts: Alert[], now: string): { title: string; body: string } | null {
  const texts = alerts.map((alert) => alertText(alert, now));
  const [first, second] = texts;
  if (!first) return null;
  if (!second) return { title: first.what, body: first.why };
  const lines = texts.slice(0, DIGEST_LINES).map((text) => text.what);
  const more = texts.length - lines.length;
  if (more > 0) lines.push(t('alerts.more', { count: more }));
  return { title: t('alerts.digest', { count: texts.length }), body: lines.join('\n') };
}
