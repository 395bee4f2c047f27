/** The sentence of Top up: the provider's condition before anything else, then how long it lasts. */
import type { Lasts, TopUpForm } from './bindings/wire';
import { credits, isolated } from './format';
import { t } from './i18n.svelte';
import { day, longDay } from './times';
import type { Phrase } from './verdict';

export function topUpVerdict(form: TopUpForm | null, now: string): Phrase[] {
  if (!form) return [{ text: t('topup.ask'), tone: 'plain' }];
  const values = {
    provider: isolated(form.provider_title),
    wallet: isolated(form.wallet),
    word: form.word ?? t('count.credits', { count: 2 }),
  };
  const holds: Phrase = { text: holdsWords(form, now), tone: 'soft' };
  if (form.condition === 'not_sold') return [{ text: t('topup.notSold', values), tone: 'mark' }, holds];
  if (form.condition === 'needs_subscription') {
    return [{ text: t('topup.needs', values), tone: 'bad' }, holds];
  }
  const plan = isolated(form.plan ?? '');
  const open: Phrase = {
    text: form.condition === 'subscribed' ? t('topup.subscribed', { ...values, plan }) : t('topup.open', values),
    tone: 'soft',
  };
  return [{ ...holds, tone: 'plain' }, open];
}

function holdsWords(form: TopUpForm, now: string): string {
  const values = { wallet: isolated(form.wallet), left: credits(form.left) };
  if (form.lasts.until) return t('topup.holdsUntil', { ...values, day: longDay(form.lasts.until, now) });
  return t(form.lasts.beyond ? 'topup.holdsBeyond' : 'topup.holds', values);
}

/** How long credits last, in a cell. */
export function lastsWords(lasts: Lasts, now: string): string {
  if (lasts.until) return day(lasts.until, now);
  return t(lasts.beyond ? 'topup.beyond' : 'word.unknown');
}
