/** The fields of a usage in words. */
import { type MessageKey, t } from './i18n.svelte';

const NAMED = new Set([
  'id',
  'at',
  'feature',
  'action',
  'model',
  'settings',
  'quantity',
  'member',
  'project',
  'status',
  'credits',
  'balance',
]);

export function fieldWord(field: string): string {
  if (field.startsWith('set.')) return t('import.field.setting', { name: field.slice(4) });
  return NAMED.has(field) ? t(`import.field.${field}` as MessageKey) : field;
}
