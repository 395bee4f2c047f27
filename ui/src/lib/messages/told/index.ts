/** What the program says in English, with the German of it, by the part that says it. */
import type { Pair } from '../../phrasebook';
import { books } from './books';
import { catalog } from './catalog';
import { composed } from './composed';
import { desk } from './desk';
import { imports } from './imports';
import { ledger } from './ledger';
import { titles } from './titles';
import { verify } from './verify';

export { windowWords } from './window';

/** Errors, hints, complaints about rows and files. */
export const germanSentences: readonly Pair[] = [...ledger, ...catalog, ...imports, ...books, ...desk, ...verify, ...composed];

export const germanTitles: readonly Pair[] = titles;
