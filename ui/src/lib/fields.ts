/** The fields of a usage in words. */

const WORDS: Record<string, string> = {
  id: 'Id',
  at: 'When',
  feature: 'Feature',
  action: 'Action',
  model: 'Model',
  settings: 'Settings',
  quantity: 'Quantity',
  member: 'Member',
  project: 'Project',
  status: 'Status',
  credits: 'Credits',
  balance: 'Running balance',
};

export function fieldWord(field: string): string {
  return field.startsWith('set.') ? `Setting ${field.slice(4)}` : (WORDS[field] ?? field);
}
