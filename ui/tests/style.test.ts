/** The form of the views: one place with colours and sizes, and small components. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|css|ts)$/.test(name) && !name.includes('bindings'))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }));

/** What stands in style sheets and in the style block of a component. */
function styles(file: { name: string; text: string }): string {
  if (file.name.endsWith('.css')) return file.text;
  return /<style>([\s\S]*)<\/style>/.exec(file.text)?.[1] ?? '';
}

test('colours and sizes stand in the tokens alone', () => {
  const wrong = files
    .filter((file) => !file.name.endsWith('tokens.css'))
    .flatMap((file) =>
      styles(file)
        .split('\n')
        .filter((line) => /#[0-9a-f]{3,8}\b|rgb\(|hsl\(|oklch\(|\d(px|rem|pt)\b|@media/i.test(line))
        .map((line) => `${file.name}: ${line.trim()}`),
    );
  expect(wrong).toEqual([]);
});

test('every variable that is used is a token, or set beside its use', () => {
  const tokens = files.find((file) => file.name.endsWith('tokens.css'))?.text ?? '';
  const known = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map((found) => found[1]));
  const wrong = files.flatMap((file) => {
    const local = new Set([...file.text.matchAll(/style:(--[\w-]+)/g)].map((found) => found[1]));
    local.add('--c');
    return [...styles(file).matchAll(/var\((--[\w-]+)/g)]
      .map((found) => found[1])
      .filter((name) => !known.has(name) && !local.has(name))
      .map((name) => `${file.name}: ${name}`);
  });
  expect(wrong).toEqual([]);
});

test('no token lies about unused', () => {
  const tokens = files.find((file) => file.name.endsWith('tokens.css'))?.text ?? '';
  const all = files.map((file) => file.text).join('\n');
  // The colours that charts and kinds name at run time.
  const named = /^--(s[0-7]|free|promo|courtesy|rollover|subscription|topup|correction|held)$/;
  const unused = [...new Set([...tokens.matchAll(/(--[\w-]+):/g)].map((found) => found[1] ?? ''))]
    .filter((name) => !named.test(name))
    .filter((name) => !all.includes(`var(${name}`));
  expect(unused).toEqual([]);
});

test('a component holds one idea', () => {
  const long = files
    .map((file) => ({ name: file.name, lines: file.text.split('\n').length }))
    .filter((file) => file.lines > 300);
  expect(long).toEqual([]);
});
