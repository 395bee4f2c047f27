/** The German of what the program says: every sentence known, each asking for the same, none mistaken. */
import { expect, test } from 'vitest';

import { germanSentences, germanTitles, windowWords } from '../src/lib/messages/told';
import { type Pair, Phrasebook, pieces } from '../src/lib/phrasebook';
import { allLiterals, rustTexts, shapeOf, toldIn } from './rust-texts';
import { ELSEWHERE, OTHERWISE } from './told-exceptions';

const books: [name: string, pairs: readonly Pair[]][] = [
  ['sentences', germanSentences],
  ['titles', germanTitles],
  ['words of the window', windowWords],
];

const names = (template: string) => [...template.matchAll(/\{[~#]?(\w+)\}/g)].map((found) => found[1] ?? '').toSorted();

test('every sentence of the sources has its German', () => {
  const known = new Set([...germanSentences, ...germanTitles].map(([said]) => shapeOf(said)));
  for (const [shape] of OTHERWISE) known.add(shape);
  const missing = rustTexts()
    .filter((text) => !known.has(text.shape))
    .filter((text) => !ELSEWHERE.some(([file]) => file.test(text.file)));
  expect(missing.map((text) => `${text.file}:${text.line} ${text.shape}`)).toEqual([]);
});

test('no German stands for what the sources no longer say', () => {
  const literals = allLiterals();
  const said = (piece: string) => literals.includes(piece.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  const stale = [...germanSentences, ...germanTitles, ...windowWords].filter(([english]) => !pieces(english).every(said));
  expect(stale.map(([english]) => english).filter((english) => !MADE_UP.test(english))).toEqual([]);
});

/** What is put together while the program runs: a capital at the beginning, a word in a row of words. */
const MADE_UP = /^(putting away of|taking out of|Wait for|Top up|Subscribe to|top up, or|the reason needs|\{#day\} \w+ \{time\}|action \{action\}, |member \{|project \{|(free|promo|courtesy|rollover|subscription|topup|correction) credits|\{path\} holds books|“\{name\}” (stands|holds))/;

test('no exception is left over', () => {
  const shapes = new Set(rustTexts().map((text) => text.shape));
  expect(OTHERWISE.map(([shape]) => shape).filter((shape) => !shapes.has(shape))).toEqual([]);
});

test('both ask for the same', () => {
  for (const [, pairs] of books) {
    const wrong = pairs.filter(([said, told]) => names(said).join() !== names(told).join());
    expect(wrong.map(([said, told]) => `${said} | ${told}`)).toEqual([]);
    expect(pairs.filter(([said, told]) => !said.trim() || !told.trim())).toEqual([]);
  }
});

test('no two templates are the same', () => {
  for (const [, pairs] of books) {
    const shapes = pairs.map(([said]) => shapeOf(said));
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  }
});

test('no placeholders stand side by side, where nobody could tell them apart', () => {
  for (const [, pairs] of books) {
    expect(pairs.map(([said]) => said).filter((said) => said.includes('}{'))).toEqual([]);
  }
});

test('no template takes what another says', () => {
  for (const [book, pairs] of books) {
    const phrases = new Phrasebook(pairs);
    const mistaken = pairs.flatMap(([said, told]) => {
      const figures = new Set([...said.matchAll(/\{#(\w+)\}/g)].map((found) => found[1]));
      const filled = (template: string) =>
        template.replace(/\{[~#]?(\w+)\}/g, (_, name: string) => (figures.has(name) ? '-1.5' : `Q${name}Q`));
      const german = phrases.say(filled(said));
      return german === filled(told) ? [] : [`${book}: ${said} -> ${german}`];
    });
    expect(mistaken).toEqual([]);
  }
});

test('quotes are German, and nothing speaks of the command line', () => {
  const german = [...germanSentences, ...germanTitles].map(([, told]) => told);
  // What opens in German closes in German; the sign that closes there opens in English.
  expect(german.filter((told) => told.split('„').length !== told.split('“').length || told.includes('”'))).toEqual([]);
  const commands = /\bbursar [a-z]|(?<!\w)--[a-z]/;
  const allowed = /BURSAR_BOOKS/;
  expect([...german, ...windowWords.map(([, told]) => told)].filter((told) => commands.test(told) && !allowed.test(told))).toEqual([]);
});

test('hints of the command line have words of the window in English too', () => {
  const known = new Set(windowWords.map(([said]) => said));
  const commands = /“bursar |(?<!\w)--[a-z]|Run bursar/;
  const left = germanSentences.map(([said]) => said).filter((said) => commands.test(said) && !known.has(said));
  expect(left).toEqual(['Say where the books lie, with --books or BURSAR_BOOKS.']);
});

test('literals are found in the forms that say something', () => {
  const source = `
    #[error("there is no {kind} named \\u{201c}{name}\\u{201d}")]
    fn a() { Err(ApiError::new(ErrorCode::Input, format!("{what}: one \\
             two {0:?}", x)).with_hint("Do that.")) }
    fn b() { let message = if x { "said this" } else { "or that" }; let sql = "not this one"; }
    fn c() { let Some(x) = y else { let message = format!("left {} alone", z); }; }
    // ApiError::new("a comment speaks")
    fn d() { value.expect("never told at all"); }
    #[cfg(test)]
    mod tests { fn e() { ApiError::new(Input, "only in tests"); } }`;
  expect(toldIn('x.rs', source).map((text) => text.shape)).toEqual([
    'there is no {} named “{}”',
    '{}: one two {}',
    'Do that.',
    'said this',
    'or that',
    'left {} alone',
  ]);
});
