/** What the view of members and projects says and counts: months, the sentence at its head, figures. */
import { entered } from './actions.svelte';
import { editName } from './api/people';
import type { BudgetRow, LimitRow, MemberRow, NameEdit, NameKind, NamedRow, PeopleView, ProjectRow } from './bindings/wire';
import { books } from './books.svelte';
import { credits, creditsWord, isolated, isZero, money } from './format';
import { t } from './i18n.svelte';
import { wordsLocale } from './reader.svelte';
import type { Phrase } from './verdict';

/** A calendar month before or after another: `2026-11`. */
export function monthFrom(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + step;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** `November`, with the year where it is not that of the running month. */
export function monthName(month: string, running: string): string {
  const year: Intl.DateTimeFormatOptions = month.slice(0, 4) === running.slice(0, 4) ? {} : { year: 'numeric' };
  const format = new Intl.DateTimeFormat(wordsLocale(), { month: 'long', timeZone: 'UTC', ...year });
  return format.format(new Date(`${month}-15T00:00:00Z`));
}

/** Says something about a name, tells it and offers the way back. */
export async function say(kind: NameKind, name: string, edit: NameEdit, told: string): Promise<void> {
  const said = await editName(kind, name, edit);
  await books.refresh();
  entered(told, said.batch);
}

/** The limit of which most is used. */
export function tightest(member: MemberRow): LimitRow | undefined {
  return member.limits.toSorted((a, b) => b.percent - a.percent)[0];
}

/** A figure of a budget, in its unit. */
export function ofBudget(budget: BudgetRow, amount: string): string {
  return budget.currency ? money({ amount, currency: budget.currency }) : credits(amount);
}

/** A budget in a sentence: `4,000 credits a month`. */
export function budgetWords(budget: BudgetRow): string {
  const amount = ofBudget(budget, budget.budget);
  const unit = budget.currency ? amount : `${amount} ${creditsWord(budget.budget)}`;
  return budget.monthly ? `${unit} ${t('people.monthly')}` : unit;
}

/** Where a limit holds, for a sentence: nothing where it holds everywhere. */
export function placeOf(wallet: string | null): string {
  return wallet === null ? '' : t('people.inWallet', { wallet: isolated(wallet) });
}

/** What fits what is searched for: part of the name, or of one of its other names. */
export function matches(named: NamedRow, query: string): boolean {
  const words = query.trim().toLocaleLowerCase();
  return [named.name, ...named.also].some((name) => name.toLocaleLowerCase().includes(words));
}

/** Sums decimal texts exactly, in millionths. */
export function sum(amounts: string[]): string {
  const micros = amounts.reduce((total, text) => total + toMicros(text), 0n);
  const size = micros < 0n ? -micros : micros;
  const fraction = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${size / 1_000_000n}${fraction ? `.${fraction}` : ''}`;
}

function toMicros(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const micros = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6) || '0');
  return text.startsWith('-') ? -micros : micros;
}

/** The sentence at the head: what was used, and who is close to what they may use. */
export function peopleVerdict(view: PeopleView): Phrase[] {
  const month = monthName(view.month, view.this_month);
  const active = view.members.filter((member) => !isZero(member.named.used));
  const used = sum([...active.map((member) => member.named.used), view.no_member]);
  const say = { month, credits: credits(used), word: creditsWord(used) };
  const phrases: Phrase[] = [];
  if (isZero(used)) {
    phrases.push({ text: t('people.unused', { month }), tone: 'plain' });
    if (view.latest && view.latest !== view.month) {
      phrases.push({ text: t('people.latest', { month: monthName(view.latest, view.this_month) }), tone: 'soft' });
    }
  } else if (active.length === 0) {
    phrases.push({ text: t('people.usedNoName', say), tone: 'plain' });
  } else {
    const named = sum(active.map((member) => member.named.used));
    const values = { ...say, credits: credits(named), word: creditsWord(named), members: active.length };
    phrases.push({ text: t('people.used', values), tone: 'plain' });
  }
  const pressing = [...view.members.flatMap(limitPhrase), ...view.projects.flatMap(budgetPhrase)];
  const worst = pressing.toSorted((a, b) => rank(a) - rank(b));
  phrases.push(...worst.slice(0, SAID));
  if (worst.length > SAID) {
    phrases.push({ text: t('people.more', { count: worst.length - SAID }), tone: 'soft' });
  }
  return phrases;
}

/** More than so many are counted, not named. */
const SAID = 2;

const rank = (phrase: Phrase): number => (phrase.tone === 'bad' ? 0 : 1);

function limitPhrase(member: MemberRow): Phrase[] {
  const limit = tightest(member);
  if (!limit || limit.standing === 'within' || member.named.archived) return [];
  const name = isolated(member.named.name);
  const values = { name, limit: credits(limit.limit), left: credits(limit.left), place: placeOf(limit.wallet) };
  return limit.standing === 'over'
    ? [{ text: t('people.over', values), tone: 'bad' }]
    : [{ text: t('people.close', values), tone: 'mark' }];
}

function budgetPhrase(project: ProjectRow): Phrase[] {
  const budget = project.budget;
  if (!budget || budget.standing === 'within' || project.named.archived) return [];
  const values = { name: isolated(project.named.name), budget: budgetWords(budget), percent: budget.percent };
  return budget.standing === 'over'
    ? [{ text: t('people.budgetOver', values), tone: 'bad' }]
    : [{ text: t('people.budgetClose', values), tone: 'mark' }];
}
