/** An error as the user meets it: a sentence, and what to do about it. */
import type { ApiError, ErrorCode } from './bindings/wire';
import { t } from './i18n.svelte';
import { told } from './told';

export class BursarError extends Error {
  readonly code: ErrorCode;
  /** The field of the form that it is about. */
  readonly field: string | null;
  readonly #said: ApiError;

  constructor(error: ApiError) {
    super();
    this.name = 'BursarError';
    this.code = error.code;
    this.field = error.field ?? null;
    this.#said = error;
  }

  // Both are told when they are read, so that they follow the reader's language.
  override get message(): string {
    return sentence(told(this.#said.message));
  }

  get hint(): string | null {
    const { hint } = this.#said;
    // Of a lock the hint is about the command line; the window asks instead.
    return hint === null || this.code === 'locked' ? null : sentence(told(hint));
  }
}

/** The command line puts its words before a message; here it stands alone, as a sentence. */
export function sentence(text: string): string {
  const [first = ''] = text;
  // A name that begins with a small letter stays as it is: only a plain word is raised.
  const raised = /^\p{Ll}+[ ,]/u.test(text) ? first.toUpperCase() + text.slice(1) : text;
  return /[.!?\u2026]["\u201d)]?$/.test(raised) ? raised : `${raised}.`;
}

/** Makes a `BursarError` of whatever was thrown or rejected. */
export function toBursarError(thrown: unknown): BursarError {
  if (thrown instanceof BursarError) return thrown;
  if (isApiError(thrown)) return new BursarError(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new BursarError({
    code: 'internal',
    message: t('error.window', { detail }),
    hint: t('error.windowHint'),
  });
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
