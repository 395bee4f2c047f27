/** What the views of rates share: the keys of a rate in words, and rows as a form begins with them. */
import type { RateDraft, RateRow, UnpricedGroup } from './bindings/wire';
import { credits, isolated } from './format';
import { t } from './i18n.svelte';

/** Names as one types them: commas between them, or semicolons where a name has a comma. */
export function listOf(text: string): string[] {
  const separator = text.includes(';') ? ';' : ',';
  const names = text.split(separator).map((name) => name.trim());
  return names.filter((name) => name !== '').map((name) => (name === t('rates.none') ? '' : name));
}

export function textOf(names: string[]): string {
  const separator = names.some((name) => name.includes(',')) ? '; ' : ', ';
  return names.map((name) => (name === '' ? t('rates.none') : name)).join(separator);
}

export function emptyRate(): RateDraft {
  return {
    feature: '',
    actions: [],
    models: [],
    settings: [],
    credits: '',
    per_setting: '',
    per_step: '',
    add: [],
    from: '',
    to: '',
    tags: [],
    source: '',
    note: '',
    after: null,
  };
}

/** The day of an instant in a zone, as one types it. */
export function typedDay(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));
}

/** A row that says what another says, to be changed from a day on. */
export function changed(row: RateRow, from: string): RateDraft {
  return {
    ...emptyRate(),
    feature: row.feature ?? '',
    actions: row.actions,
    models: row.models,
    settings: row.settings,
    credits: row.credits ?? '',
    per_setting: row.per?.[0] ?? '',
    per_step: row.per?.[1] ?? '',
    add: row.add,
    tags: row.tags,
    from,
    after: row.line,
  };
}

/** A row for usages that wait for one. */
export function rateFor(group: UnpricedGroup): RateDraft {
  return {
    ...emptyRate(),
    actions: group.action ? [group.action] : [],
    models: group.model ? [group.model] : [],
    settings: group.missing ? [{ name: group.missing, values: [''] }] : [],
  };
}

const names = (all: string[], any: string, none: string): string =>
  all.length === 0 ? any : all.map((name) => (name === '' ? none : isolated(name))).join(', ');

/** What a row is for: its actions, or its models where it names no action. */
export function subject(row: Pick<RateRow, 'actions' | 'models'>): string {
  if (row.actions.length > 0) return names(row.actions, '', '');
  if (row.models.length > 0) return names(row.models, '', t('rates.noModel'));
  return t('rates.anything');
}

/** What else must agree: models beside actions, and settings. */
export function conditions(row: Pick<RateRow, 'actions' | 'models' | 'settings'>): string[] {
  const models =
    row.actions.length > 0 && row.models.length > 0 ? [names(row.models, '', t('rates.noModel'))] : [];
  const settings = row.settings.map(
    ({ name, values }) => `${name} = ${values.map((value) => (value === '' ? t('rates.unset') : value)).join(' / ')}`,
  );
  return [...models, ...settings];
}

/** The figure of a row: `4`, `12 per 5 seconds`, and what settings add. */
export function figure(row: Pick<RateRow, 'credits' | 'per' | 'add'>): { main: string; more: string[] } {
  return {
    main: row.credits === null ? t('rates.noFigure') : credits(row.credits),
    more: [
      ...(row.per ? [perWords(row.per)] : []),
      ...row.add.map(([name, more]) => t('rates.adds', { name, credits: credits(more) })),
    ],
  };
}

/** `for each second`, `for each 5 of seconds`. */
export function perWords([setting, step]: [string, string]): string {
  return step === '1' ? t('rates.perOne', { setting }) : t('rates.perStep', { setting, step });
}

/** `resolution = 4K, audio = true`. */
export function settingsWords(settings: [string, string][]): string {
  return settings.map(([name, value]) => `${name} = ${value}`).join(', ');
}

/** The part of an address that says whose page it is. */
export function site(address: string): string {
  return address.replace(/^[a-z]+:\/\/(www\.)?/, '').replace(/[/?#].*$/, '');
}

/** Whether a row has to do with what is searched. */
export function mentions(row: RateRow, query: string): boolean {
  const all = [row.feature ?? '', ...row.actions, ...row.models, ...row.tags, ...row.settings.map(({ name, values }) => `${name} ${values.join(' ')}`)];
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = all.join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
