/** Every text that a component shows comes from the catalog of messages. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AST, parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

import { messages } from '../src/lib/messages';

const SOURCE = join(import.meta.dirname, '../src');

/** Attributes that are read, by the eye or by a screen reader. */
const READ = new Set(['aria-label', 'title', 'placeholder', 'label', 'hint', 'alt', 'note', 'text', 'empty', 'verb']);

/** The name and the mark of the program are the same in every language. */
const NAMES = new Set(['B', 'Bursar']);

type Node = { type: string; name?: string; data?: string; start: number; value?: unknown };

/** Texts of letters that stand in the markup itself. */
function literals(source: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const one = node as Node;
    if (one.type === 'Attribute') {
      if (READ.has(one.name ?? '') && Array.isArray(one.value)) {
        for (const part of one.value as Node[]) if (part.type === 'Text') keep(part.data ?? '');
      }
      // What is chosen or put together in an expression is read as well.
      if (READ.has(one.name ?? '')) strings(one.value);
      return;
    }
    if (one.type === 'StyleDirective') return;
    if (one.type === 'Text') keep(one.data ?? '');
    if (one.type === 'Script' || one.type === 'StyleSheet' || one.type === 'Comment') return;
    for (const value of Object.values(node)) if (typeof value === 'object') walk(value);
  };
  const strings = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) strings(one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const one = node as Node;
    // What is asked of the catalog, and what is compared, is a key.
    if (one.type === 'CallExpression' || one.type === 'BinaryExpression') return;
    if (one.type === 'Literal' && typeof one.value === 'string') keep(one.value);
    for (const [name, value] of Object.entries(node)) if (name !== 'test' && typeof value === 'object') strings(value);
  };
  const keep = (text: string): void => {
    const words = text.trim();
    if (/\p{L}{2}/u.test(words) && !NAMES.has(words)) found.push(words);
  };
  walk((parse(source, { modern: true }) as AST.Root).fragment);
  return found;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));

test.each(files)('no text stands in the markup of %s', (name) => {
  expect(literals(readFileSync(join(SOURCE, name), 'utf8'))).toEqual([]);
});

/** Every key that the sources may ask for; where one is put together, any word fits. */
function keys(source: string): RegExp[] {
  const found = source.matchAll(/['"]([\w.]+)['"]|`(\w+\.(?:[\w.]|\$\{[^}`]*\})*)`/g);
  return [...found].map(([, whole, open]) => {
    const parts = (whole ?? open ?? '').split(/\$\{[^}]*\}/);
    return new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('\\w+')}$`);
  });
}

test('every message is shown somewhere', () => {
  const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !/(messages|bindings)/.test(name))
    .flatMap((name) => keys(readFileSync(join(SOURCE, name), 'utf8')));
  const unused = Object.keys(messages.en).filter((key) => !sources.some((source) => source.test(key)));
  expect(unused).toEqual([]);
});
