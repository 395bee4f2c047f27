/** Around a drawing: its table, its files, what the keys do. */
export const en = {
  'charts.showTable': 'Show as table',
  'charts.hideTable': 'Hide the table',
  'charts.asTable': '{label}, as a table',
  'charts.together': '{amount} together',
  'charts.more': 'Save or copy “{label}”',
  'charts.saveAs': 'Save as {format}',
  'charts.saved': 'Saved as {name}.',
  'charts.copyTable': 'Copy the table',
  'charts.copied': 'The table is on the clipboard.',
  'charts.hidden': 'Amounts are hidden.',
};

export const de: Record<keyof typeof en, string> = {
  'charts.showTable': 'Als Tabelle zeigen',
  'charts.hideTable': 'Tabelle ausblenden',
  'charts.asTable': '{label}, als Tabelle',
  'charts.together': 'zusammen {amount}',
  'charts.more': '„{label}“ sichern oder kopieren',
  'charts.saveAs': 'Als {format} sichern',
  'charts.saved': 'Gesichert als {name}.',
  'charts.copyTable': 'Tabelle kopieren',
  'charts.copied': 'Die Tabelle ist in der Zwischenablage.',
  'charts.hidden': 'Beträge sind verborgen.',
};
