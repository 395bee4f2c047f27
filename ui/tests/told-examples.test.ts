/** What the program really says, as its own tests have it, comes out German. */
import { beforeEach, expect, test } from 'vitest';

import { toBursarError } from '../src/lib/errors';
import { reader } from '../src/lib/reader.svelte';
import { batchTitle, told } from '../src/lib/told';

beforeEach(() => {
  reader.language = 'de';
});

const SENTENCES: [said: string, german: string][] = [
  ['there is no wallet named “nobody”', 'Es gibt kein Konto namens „nobody“.'],
  [
    'Mara may use 100 credits a month; 40 are left of 2026-11, and this takes 41',
    'Mara darf 100 Credits im Monat verbrauchen; im 2026-11 sind noch 40 übrig, und dies kostet 41.',
  ],
  [
    'Ivo may use 20 credits a month in world; 20 are left of 2026-11, and this takes 21',
    'Ivo darf in world 20 Credits im Monat verbrauchen; im 2026-11 sind noch 20 übrig, und dies kostet 21.',
  ],
  ['main holds 1000 credits for this, and it takes 1200', 'main hat dafür 1000 Credits, gebraucht werden 1200.'],
  ['the disk is full; nothing was written. Make room and try again', 'Der Datenträger ist voll; nichts wurde geschrieben. Platz schaffen und noch einmal versuchen'],
  ['/books/nowhere: there is no such folder', '/books/nowhere: diesen Ordner gibt es nicht'],
  ['“Mars/Olympus” is not a time zone; write an IANA name such as Europe/Paris', '„Mars/Olympus“ ist keine Zeitzone; gesucht ist ein IANA-Name wie Europe/Paris'],
  ['the credits: “much” is not a number', 'die Credits: „much“ ist keine Zahl'],
  ['the price: “12” is not an amount of money; write it as “12.00 EUR”', 'der Preis: „12“ ist kein Geldbetrag; Schreibweise: „12.00 EUR“'],
  ['there is already a member named “Mara”', 'Es gibt schon ein Mitglied namens „Mara“.'],
  [
    'the books of “studio” are locked up to 10 November 2024, 00:00, and this would change them from 9 March 2024, 12:30 on',
    'Die Bücher von „studio“ sind bis 10. November 2024, 00:00 gesperrt, und dies würde sie ab 9. März 2024, 12:30 ändern.',
  ],
  ['“03/04/2024” could be two days; set the date order to day first or month first', '„03/04/2024“ kann zwei Tage meinen; die Datumsfolge auf Tag zuerst oder Monat zuerst stellen'],
  ['“2026-02-30” does not exist: that month has 28 days; correct the date', '„2026-02-30“ gibt es nicht: dieser Monat hat 28 Tage; das Datum berichtigen'],
  [
    'at cannot be set to “2024-02-30”: “2024-02-30” does not exist: that month has 29 days; correct the date',
    'at kann nicht „2024-02-30“ sein: „2024-02-30“ gibt es nicht: dieser Monat hat 29 Tage; das Datum berichtigen',
  ],
  [
    'line 1 is not JSON: this is no object of columns: “at” stands twice in one object; correct it; export the file again or mend it there',
    'Zeile 1 ist kein JSON: das ist kein Objekt aus Spalten: „at“ steht zweimal in einem Objekt; berichtigen; die Datei noch einmal exportieren oder dort berichtigen.',
  ],
  [
    '1 later entry speaks of rows of this import; void them first, then revert it',
    '1 späterer Eintrag betrifft Zeilen dieses Imports; erst stornieren, dann den Import zurücknehmen.',
  ],
  ['line 7: credits: must be a text in quotes, not a number', 'Zeile 7: credits: muss ein Text in Anführungszeichen sein, nicht eine Zahl'],
  ['lab.toml cannot be used: line 2: titel: is not a key that is known here; did you mean “title”? (and 2 more)', 'lab.toml ist nicht brauchbar: Zeile 2: titel: ist hier kein bekannter Schlüssel; war „title“ gemeint? (und 2 weitere)'],
  [
    'there is no column “When” for at (did you mean “when”?); the columns are when, what, and 3 more',
    'Es gibt keine Spalte „When“ für at (war „when“ gemeint?); die Spalten sind when, what, und 3 weitere.',
  ],
  [
    'Wait for the refill of 100 credits on 2026-12-01T00:00:00Z, or top up, or subscribe to a larger plan.',
    'Auf die Auffüllung von 100 Credits am 2026-12-01T00:00:00Z warten, oder aufladen, oder einen größeren Tarif abschließen.',
  ],
  ['wallet “Studio” cannot be derived from its facts: the amount is too large to be kept exactly', 'Konto „Studio“ lässt sich nicht aus seinen Einträgen ableiten: Der Betrag ist zu groß, um genau geführt zu werden.'],
  ['wallet “Studio”, lot “opening”: 5 credits were drawn by the lot, 4 credits by its movements', 'Konto „Studio“, Posten „opening“: 5 Credits wurden entnommen nach dem Posten, 4 Credits nach seinen Bewegungen'],
];

test.each(SENTENCES)('%s', (said, german) => {
  expect(told(said)).toBe(german);
});

const TITLES: [said: string, german: string][] = [
  ['import of 1 row from first.csv', 'Import von 1 Zeile aus first.csv'],
  ['import of 26 rows from august.csv', 'Import von 26 Zeilen aus august.csv'],
  ['revert of import of 26 rows from august.csv', 'Rücknahme: Import von 26 Zeilen aus august.csv'],
  ['undo', 'Rückgängig'],
  ['image in studio', 'image in studio'],
  ['refund of 20 credits in studio', 'Erstattung von 20 Credits in studio'],
  ['top-up of 500 credits in studio', 'Aufladung von 500 Credits in studio'],
  ['statement of 988 credits, corrected by -12 in studio', 'Beleg über 988 Credits, berichtigt um -12 in studio'],
  ['subscribed to All in one, monthly in studio', 'All in one, monatlich in studio abonniert'],
  ['member Ivo: 20 credits a month in world', 'Mitglied Ivo: 20 Credits im Monat in world'],
  ['project Teaser film: a budget of 300 credits a month', 'Projekt Teaser film: Budget von 300 Credits im Monat'],
  ['project Teaser film: a budget of 300.00 EUR a month', 'Projekt Teaser film: Budget von 300.00 EUR im Monat'],
  ['void of image, Nano Banana 2, failed', 'Storno: image, Nano Banana 2, fehlgeschlagen'],
  ['rate of draw, Flux of Lab', 'Preis für draw, Flux bei Lab'],
  ['closing of 2026-10 for usage without a project', 'Abschluss von 2026-10 für Nutzung ohne Projekt'],
];

test.each(TITLES)('%s', (said, german) => {
  expect(batchTitle(said)).toBe(german);
});

test('names are whatever they are', () => {
  const limit = (name: string) => `${name} may use 9 credits a month; 1 are left of 2026-11, and this takes 2`;
  for (const name of ['may use', '.*(', '$1 $& {name}', '<b>Ivo</b>', '{~member}', 'nothing', 'a\nb']) {
    expect(told(limit(name))).toBe(`${name} darf 9 Credits im Monat verbrauchen; im 2026-11 sind noch 1 übrig, und dies kostet 2.`);
    expect(told(`there is no wallet named “${name}”`)).toBe(`Es gibt kein Konto namens „${name}“.`);
    expect(batchTitle(`member ${name}: archived`)).toBe(`Mitglied ${name}: archiviert`);
  }
});

test('what nobody knows stays as it was said', () => {
  expect(told('the moon is out of credits')).toBe('the moon is out of credits');
  expect(batchTitle('spring cleaning')).toBe('spring cleaning');
  expect(told('x'.repeat(9000))).toHaveLength(9000);
  const long = `${'there is no wallet named “'.repeat(200)}”`;
  const begun = performance.now();
  told(long);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('an error is told in the language that the reader has now', () => {
  const error = toBursarError({
    code: 'input',
    message: 'there is no wallet named “lab”',
    hint: '“bursar wallet list” names the wallets; a new one is added with “bursar wallet add”.',
  });
  expect([error.message, error.hint]).toEqual([
    'Es gibt kein Konto namens „lab“.',
    'Die Kontenliste links nennt die Konten; dort lässt sich auch eines anlegen.',
  ]);
  reader.language = 'en';
  expect([error.message, error.hint]).toEqual([
    'There is no wallet named “lab”.',
    'The list on the left names the wallets; a new one is added there.',
  ]);
});

test('a fragment begins a sentence where it stands alone', () => {
  const error = toBursarError({ code: 'input', message: 'the credits: “much” is not a number', hint: null });
  expect(error.message).toBe('Die Credits: „much“ ist keine Zahl.');
});
