/** What the system's dialogs for files say. */
import { type MessageKey, t } from './i18n.svelte';

export type DialogWords = {
  title: string;
  /** What the files are called. */
  kind: string;
  /** What all files are called, where others may be chosen, too. */
  all: string | null;
};

export function dialogWords(title: MessageKey, kind: MessageKey, others = false): DialogWords {
  return { title: t(title), kind: t(kind), all: others ? t('dialog.all') : null };
}
