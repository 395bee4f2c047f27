import { expect, test, vi } from 'vitest';

import { Latest } from '../src/lib/latest';

const later = <T>(value: T, ms: number) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

test('only the last question is asked, and only its answer counts', async () => {
  vi.useFakeTimers();
  const heard: string[] = [];
  const asked: string[] = [];
  const latest = new Latest<string>((answer) => heard.push(answer), () => heard.push('failed'), 50);
  const ask = (word: string, takes: number) =>
    latest.ask(() => {
      asked.push(word);
      return later(word, takes);
    });

  ask('a', 10);
  ask('ab', 200);
  await vi.advanceTimersByTimeAsync(60);
  // A slow answer comes after the question that followed it.
  ask('abc', 10);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual(['ab', 'abc']);
  expect(heard).toEqual(['abc']);

  ask('abcd', 10);
  latest.forget();
  await vi.advanceTimersByTimeAsync(500);
  expect(heard).toEqual(['abc']);

  latest.ask(() => Promise.reject(new Error('no')));
  await vi.advanceTimersByTimeAsync(60);
  expect(heard).toEqual(['abc', 'failed']);
  vi.useRealTimers();
});
