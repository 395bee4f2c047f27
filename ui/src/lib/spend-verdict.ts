/** The sentence of Spend: what the usage takes, or why it cannot be booked. */
import type { SpendForm, SpendQuote } from './bindings/wire';
import { credits, isolated, moneys } from './format';
import { t } from './i18n.svelte';
import { longDay } from './times';
import type { Phrase } from './verdict';

export function spendVerdict(quote: SpendQuote | null, form: SpendForm | null, now: string): Phrase[] {
  if (!quote || !form) return [{ text: t('spend.ask'), tone: 'plain' }];
  if (quote.refused) return refusedVerdict(quote, now);
  const wallet = isolated(form.wallet);
  const left: Phrase = { text: t('spend.leftAfter', { left: credits(quote.left_after), wallet }), tone: 'soft' };
  switch (quote.effect) {
    case 'unpriced':
      return [
        { text: t('spend.noPrice'), tone: 'mark' },
        { text: t('spend.noPriceDo'), tone: 'soft' },
      ];
    case 'nothing':
      return [{ text: t('spend.free'), tone: 'plain' }, left];
    case 'charged_and_refunded':
      return [{ text: t('spend.refunded', { amount: credits(quote.total ?? '0') }), tone: 'plain' }, left];
    default: {
      const worth = quote.cost.length > 0 ? moneys(quote.cost) : '';
      const known = worth === '' ? 'no' : quote.cost_known ? 'yes' : 'part';
      const key = quote.effect === 'holds' ? 'spend.holds' : 'spend.takes';
      return [{ text: t(key, { amount: credits(quote.total ?? '0'), worth, known }), tone: 'plain' }, left];
    }
  }
}

function refusedVerdict(quote: SpendQuote, now: string): Phrase[] {
  const refused = quote.refused;
  if (refused?.reason === 'conflict') {
    const day = longDay(refused.conflict ?? quote.at, now);
    return [
      { text: t('spend.conflict', { day }), tone: 'bad' },
      { text: t('spend.conflictDo'), tone: 'soft' },
    ];
  }
  if (refused?.reason === 'member_limit') {
    return [
      { text: t('spend.limit'), tone: 'bad' },
      { text: t('spend.limitDo'), tone: 'soft' },
    ];
  }
  return [
    {
      text: t('spend.notEnough', { amount: credits(quote.total ?? '0'), usable: credits(quote.usable) }),
      tone: 'bad',
    },
    { text: t('spend.missing', { missing: credits(refused?.ways?.missing ?? '0') }), tone: 'soft' },
  ];
}
