/** What support is asked: which generations, when, how many credits. */
import type { ClaimRow, ClaimsOf } from './bindings/wire';
import { credits } from './format';
import { t } from './i18n.svelte';

/** What a claim is for, in one line. */
export function claimWhat(row: ClaimRow): string {
  return [row.action, row.model].filter(Boolean).join(', ');
}

/** A text for support: one line for each generation, with its time, zone and id. */
export function claimText(of: ClaimsOf): string {
  const lines = of.rows.map((row) => {
    const gone = row.credits === null ? t('claims.textUnknown') : t('claims.textCredits', { credits: credits(row.credits) });
    const why = t(`claims.text.${row.why}`);
    return [row.local, row.external_id ?? t('claims.textNoId'), claimWhat(row), why, gone].join('; ');
  });
  const head = t('claims.textHead', { provider: of.provider_title, count: of.count });
  const foot = t('claims.textFoot', { credits: credits(of.credits), zones: of.zones.join(', ') });
  return [head, '', ...lines, '', foot].join('\n');
}
