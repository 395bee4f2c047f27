/** The system's dialogs for files. */
export const en = {
  'dialog.all': 'All files',
  'dialog.log': 'Choose a usage log',
  'dialog.logs': 'Usage logs',
  'dialog.provider': 'Choose a provider’s file',
  'dialog.providerSave': 'Export the provider’s file',
  'dialog.providers': 'Provider files',
  'dialog.receipt': 'Choose the receipt',
  'dialog.receipts': 'Receipts',
  'dialog.chart': 'Save the chart',
  'dialog.charts': 'Charts',
  'dialog.bill': 'Save this statement',
  'dialog.bills': 'Statements',
};

export const de: Record<keyof typeof en, string> = {
  'dialog.all': 'Alle Dateien',
  'dialog.log': 'Nutzungsprotokoll wählen',
  'dialog.logs': 'Nutzungsprotokolle',
  'dialog.provider': 'Anbieterdatei wählen',
  'dialog.providerSave': 'Anbieterdatei exportieren',
  'dialog.providers': 'Anbieterdateien',
  'dialog.receipt': 'Rechnung oder Quittung wählen',
  'dialog.receipts': 'Rechnungen',
  'dialog.chart': 'Diagramm sichern',
  'dialog.charts': 'Diagramme',
  'dialog.bill': 'Diese Abrechnung sichern',
  'dialog.bills': 'Abrechnungen',
};
