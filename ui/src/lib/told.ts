/**
 * What the program says in sentences of its own, in the reader's words: errors, hints and the titles
 * of what was entered. The program speaks English, to the window as to scripts and in the books.
 * What nobody translated stays as it was said.
 */
import { germanSentences, germanTitles, windowWords } from './messages/told';
import { Phrasebook } from './phrasebook';
import { reader } from './reader.svelte';

const german = new Phrasebook(germanSentences);
const titles = new Phrasebook(germanTitles);
/** Hints that speak of the command line, in the window's own English. */
const english = new Phrasebook(windowWords);

/** A sentence of the program: an error, a hint, why a row was rejected. */
export function told(text: string): string {
  return (reader.language === 'de' ? german : english).say(text);
}

/** The title of what was entered together, as the books keep it. */
export function batchTitle(title: string): string {
  return reader.language === 'de' ? titles.say(title) : title;
}
