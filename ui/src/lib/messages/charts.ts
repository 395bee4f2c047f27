/** Around a drawing: its table, its files, what the keys do. */
export const en = {
  'charts.showTable': 'Show as table',
  'charts.hideTable': 'Hide the table',
  'charts.asTable': '{label}, as a table',
  'charts.together': '{amount} together',
};

export const de: Record<keyof typeof en, string> = {
  'charts.showTable': 'Als Tabelle zeigen',
  'charts.hideTable': 'Tabelle ausblenden',
  'charts.asTable': '{label}, als Tabelle',
  'charts.together': 'zusammen {amount}',
};
