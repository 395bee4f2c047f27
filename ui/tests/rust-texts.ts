/**
 * The sentences that the Rust sources say to a reader: the literals given to errors, hints and
 * titles, with each placeholder as `{}`. Read from the sources, so that no sentence can be added
 * there without being missed here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', 'src-tauri');
const SOURCES = ['crates/ledger/src', 'crates/store/src', 'crates/charts/src', 'crates/app/src', 'src'];

export type RustText = { file: string; line: number; shape: string };

/** Calls whose literals are told; what stands in a `format!` within them is told too. */
const TELLS = new Set([
  'error', // #[error("…")]
  'ApiError::new', 'with_hint', 'RowError', 'Problem', 'DocumentError::new', 'RateError',
  'problem', 'wrong_type', 'unknown_choice', 'wrong', 'taken', 'broken', 'failed', 'refused', 'damaged', 'not',
  'Empty', 'Damaged', 'Unreadable', 'Drawing', 'Err',
  'credits', 'credits_or_none', 'money', 'name',
  'record', 'set_title', 'keep_file', 'book_file', 'book_event',
]);
/** Names of values that end up in a message or a title. */
const TOLD_NAMES = /^(message|hint|title|text|why|what|how|whose|fault|reason|more|place|because)$/;
const TOLD_FIELDS = /^(message|reason|what|why|meant)$/;
/** Files whose every sentence is told. */
const WHOLE = /(app\/src\/(errors|journal|people|typed)|store\/src\/(error|verify\/\w+|import\/(error|similar))|ledger\/src\/catalog\/(problem|reader)|ledger\/src\/catalog\/parse\/rates)\.rs$/;
/** Calls whose literals nobody reads: SQL, faults of the programmer, the log. */
const SILENT = new Set([
  'expect', 'expect_err', 'panic!', 'unreachable!', 'debug_assert!', 'assert!', 'assert_eq!', 'log::info!',
  'log::warn!', 'log::error!', 'prepare', 'prepare_cached', 'query_row', 'execute', 'execute_batch', 'reason', 'doc', 'cfg_attr',
]);

const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?\*\/|\br(#*)"([^]*?)"\1|b?"((?:[^"\\]|\\[^])*)"|'(?:[^'\\\n]|\\[^'\n]+)'|[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*!?|[^\s]/g;

/** What a literal is when it runs: a `\` at the end of a line takes the line break and the indent. */
export function unescaped(literal: string): string {
  return literal.replace(/\\(\n\s*|u\{([0-9a-fA-F]+)\}|[^])/g, (all, kind: string, code: string | undefined) => {
    if (kind.startsWith('\n')) return '';
    if (code) return String.fromCodePoint(Number.parseInt(code, 16));
    return { n: '\n', t: '\t', r: '\r', '0': '\0' }[kind] ?? all.slice(1);
  });
}

/** A template with each placeholder as `{}`, and placeholders side by side as one. */
export function shapeOf(template: string): string {
  return template
    .replace(/\{\{|\}\}/g, (brace) => (brace === '{{' ? '\u0001' : '\u0002'))
    .replace(/(\{[^{}]*\})+/g, '{}')
    .replace(/\u0001/g, '{')
    .replace(/\u0002/g, '}');
}

/** The sources without their tests, which stand at the end of a file. */
function shipped(text: string): string {
  const tests = text.search(/#\[cfg\(test\)\]\s*mod \w+ \{/);
  return tests < 0 ? text : text.slice(0, tests);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.rs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/tests(\/|\.rs$)/.test(file));
}

/** Whether a literal has words in it: `{}: {}` and `, ` say nothing. */
const speaks = (shape: string) => /\p{L}{2}/u.test(shape.replace(/\{[^}]*\}/g, '')) && /[ {]/.test(shape.trim());

/** The literals of one file that are told. */
export function toldIn(file: string, source: string): RustText[] {
  const told: RustText[] = [];
  const calls: { name: string; opens: string }[] = [];
  const named: { name: string; depth: number }[] = [];
  const forget = (depth: number) => {
    while ((named.at(-1)?.depth ?? -1) >= depth) named.pop();
  };
  let [before, beforeThat] = ['', ''];
  const text = shipped(source);
  for (const token of text.matchAll(TOKEN)) {
    const [word] = token;
    if (word.startsWith('//') || word.startsWith('/*')) continue;
    const literal = token[3] === undefined ? token[2] : unescaped(token[3]);
    if (literal !== undefined) {
      const heard = calls.map((call) => call.name);
      const field = before === ':' && TOLD_FIELDS.test(beforeThat);
      const tells = WHOLE.test(file) || field || named.some((value) => TOLD_NAMES.test(value.name)) || heard.some((name) => TELLS.has(last(name)) || TELLS.has(name));
      const silent = heard.some((name) => SILENT.has(name) || SILENT.has(last(name)));
      const sql = /^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|UNION|PRAGMA|BEGIN|COALESCE|NOT EXISTS)\b/.test(literal);
      const shape = shapeOf(literal);
      if (tells && !silent && !sql && speaks(shape)) {
        told.push({ file, line: text.slice(0, token.index).split('\n').length, shape });
      }
    } else if ('([{'.includes(word)) {
      calls.push({ name: /^[A-Za-z_]/.test(before) ? before : '', opens: word });
    } else if (')]}'.includes(word)) {
      calls.pop();
      forget(calls.length + 1);
    } else if (word === ';') {
      forget(calls.length);
    } else if (word === '=' && /^[a-z_]\w*$/.test(before)) {
      named.push({ name: before, depth: calls.length });
    }
    [beforeThat, before] = [before, word];
  }
  return told;
}

const last = (path: string) => path.slice(path.lastIndexOf(':') + 1);

/** All sentences that are told, each once. */
export function rustTexts(): RustText[] {
  const all = SOURCES.flatMap((folder) => filesIn(join(ROOT, folder))).flatMap((file) =>
    toldIn(relative(ROOT, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')),
  );
  return [...new Map(all.map((text) => [`${text.file} ${text.shape}`, text])).values()];
}

/** Every literal of the sources, with or without words. */
export function allLiterals(): string {
  const literal = /"((?:[^"\\]|\\[^])*)"/g;
  return SOURCES.flatMap((folder) => filesIn(join(ROOT, folder)))
    .flatMap((file) => [...readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '').matchAll(literal)])
    .map((found) => unescaped(found[1] ?? ''))
    .join('\n');
}
