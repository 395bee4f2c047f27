/** The sentence at the head of the view of usage: what was used, against what, and who leads. */
import type { UsageAnswer } from './bindings/wire';
import { count, credits, creditsWord, isolated, isZero, moneys, reader } from './format';
import { t } from './i18n.svelte';
import { plainDay } from './times';
import { changePercent, measured, type UsageQuestion, valueWord } from './usage.svelte';
import type { Phrase } from './verdict';

/** A share in thousands as percent: `1.5%`. */
export function perMille(share: number): string {
  const options: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: share < 100 ? 1 : 0 };
  return new Intl.NumberFormat(reader.numbers, options).format(share / 1000);
}

export function usageVerdict(answer: UsageAnswer, question: UsageQuestion): Phrase[] {
  const { total } = answer;
  const span = { from: plainDay(answer.from), to: plainDay(answer.to) };
  if (answer.first === null) return [{ text: t('usage.verdictEmpty'), tone: 'plain' }];
  if (total.count === 0 && total.failed === 0) {
    return [
      { text: t('usage.verdictNone', span), tone: 'plain' },
      { text: t('usage.verdictLast', { day: plainDay(answer.last ?? answer.first) }), tone: 'soft' },
    ];
  }
  const words = { ...span, credits: credits(total.credits), word: creditsWord(total.credits), count: total.count, usages: count(total.count) };
  const phrases: Phrase[] = [{ text: t('usage.verdict', words), tone: 'plain' }];
  if (total.cost.length > 0) {
    const whole = isZero(total.cost_unknown);
    phrases.push({ text: t(whole ? 'usage.verdictCost' : 'usage.verdictCostPart', { cost: moneys(total.cost) }), tone: 'plain' });
  }
  if (question.compares && answer.before) phrases.push(...compared(answer));
  const leader = answer.parts[0];
  const whole = measured(total, question.measure);
  if (leader && answer.parts.length > 1 && total.unpriced === 0 && Number(whole) > 0 && !['weekday', 'hour'].includes(question.by)) {
    const part = Number(measured(leader.now, question.measure)) / Number(whole);
    const values = { what: isolated(valueWord(question.by, leader.value)), share: perMille(Math.round(part * 1000)) };
    phrases.push({ text: t('usage.verdictLeads', values), tone: 'soft' });
  }
  if (total.unpriced > 0) phrases.push({ text: t('usage.verdictUnpriced', { count: total.unpriced }), tone: 'mark' });
  return phrases;
}

function compared(answer: UsageAnswer): Phrase[] {
  const before = answer.before;
  if (!before) return [];
  const percent = changePercent(answer.total.credits, before.credits);
  if (percent === null) return [];
  const way = percent > 0 ? 'up' : percent < 0 ? 'down' : 'same';
  return [{ text: t('usage.verdictChange', { percent: Math.abs(percent), way }), tone: 'plain' }];
}
