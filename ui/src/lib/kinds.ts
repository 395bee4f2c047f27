/** The kinds of credits: their words and their one colour each. */
import type { Kind } from './bindings/wire';
import { t } from './i18n.svelte';

export function kindWord(kind: Kind): string {
  return t(`kind.${kind}`);
}

/** For `style:--c`. */
export function kindColour(kind: Kind): string {
  return `var(--${kind})`;
}
