/** Alerts, notices of the desktop, the tray. */
import { call } from '../api';
import type { Alert, AlertPage, AlertRule } from '../bindings/wire';

/** What the tray shows, in the reader's words. */
export type TrayMenu = {
  tooltip: string;
  wallets: { name: string; text: string }[];
  record: string;
  top_up: string;
  open: string;
  quit: string;
};

export const alertRules = () => call<AlertRule[]>('alert_rules');
export const keepAlertRule = (rule: AlertRule) => call<AlertRule[]>('keep_alert_rule', { rule });
export const removeAlertRule = (id: string) => call<AlertRule[]>('remove_alert_rule', { id });
export const alerts = (before: number | null, limit: number) =>
  call<AlertPage>('alerts', { before, limit });
export const snoozeAlert = (id: number, until: string | null) =>
  call<void>('snooze_alert', { id, until });
export const seeAlerts = (upTo: number) => call<void>('see_alerts', { upTo });
/** What the desktop is to tell now; nobody gets it a second time. */
export const takeUntoldAlerts = (zone: string) => call<Alert[]>('take_untold_alerts', { zone });
/** Shows a notice of the desktop; false where it shows none. */
export const tellDesktop = (title: string, body: string) =>
  call<boolean>('tell_desktop', { title, body });
/** Puts this into the tray; false where there is none. */
export const showTray = (menu: TrayMenu) => call<boolean>('show_tray', { menu });
