/** An error as the user meets it: a sentence, and what to do about it. */
import type { ApiError, ErrorCode } from './bindings/wire';

export class BursarError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | null;

  constructor(error: ApiError) {
    super(error.message);
    this.name = 'BursarError';
    this.code = error.code;
    this.hint = error.hint;
  }
}

/** Makes a `BursarError` of whatever was thrown or rejected. */
export function toBursarError(thrown: unknown): BursarError {
  if (thrown instanceof BursarError) return thrown;
  if (isApiError(thrown)) return new BursarError(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new BursarError({
    code: 'internal',
    message: `The window could not do this: ${detail}`,
    hint: 'Nothing in the books was changed. Try again; if it comes back, start Bursar again.',
  });
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
