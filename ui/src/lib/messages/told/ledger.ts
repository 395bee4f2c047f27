/** What the rules of the books say: amounts, times, prices, names, refusals. */
import type { Pair } from '../../phrasebook';

const amounts: readonly Pair[] = [
  ['the amount is too large to be kept exactly', 'Der Betrag ist zu groß, um genau geführt zu werden.'],
  ['“{text}” is not a number', '„{text}“ ist keine Zahl'],
  ['“{text}” has more than {decimals} decimals', '„{text}“ hat mehr als {decimals} Nachkommastellen'],
  ['“{text}” is too large', '„{text}“ ist zu groß'],
  ['{text} is not an amount', '{text} ist kein Betrag'],
  ['“{text}” is not an amount of money; write it as “12.00 EUR”', '„{text}“ ist kein Geldbetrag; Schreibweise: „12.00 EUR“'],
  ['{why}; write the amount as “12.00 EUR”', '{~why}; Schreibweise des Betrags: „12.00 EUR“'],
  [
    'the packs are too uneven for so many credits to be computed exactly',
    'Die Pakete sind zu ungleich, um so viele Credits genau auszurechnen.',
  ],
];

const times: readonly Pair[] = [
  ['“{zone}” is not a time zone; write an IANA name such as Europe/Paris', '„{zone}“ ist keine Zeitzone; gesucht ist ein IANA-Name wie Europe/Paris'],
  ['the time-zone data ends in {last}; {year} lies beyond it', 'Die Daten der Zeitzonen enden mit {last}; {year} liegt dahinter.'],
  ['“{text}” is not a date or time; write 2026-11-21 or 2026-11-21T09:30:00', '„{text}“ ist weder Datum noch Zeit; Schreibweise: 2026-11-21 oder 2026-11-21T09:30:00'],
  ['a recurrence every {count} units is not possible; write a number from 1 to 100000', 'Eine Wiederholung alle {count} Einheiten geht nicht; möglich sind 1 bis 100000.'],
  ['the time lies outside the calendar', 'Die Zeit liegt außerhalb des Kalenders.'],
  [
    '“{text}” is not a time; write it as 2026-11-21T09:30:00Z or 2026-11-21T09:30:00+01:00',
    '„{text}“ ist keine Zeit; Schreibweise: 2026-11-21T09:30:00Z oder 2026-11-21T09:30:00+01:00',
  ],
  ['“{text}” is not a month; write it as 2026-11', '„{text}“ ist kein Monat; Schreibweise: 2026-11'],
];

const prices: readonly Pair[] = [
  ["no rate matches; add one to the provider's file, or give the credits", 'Kein Preis passt; in der Preisliste des Anbieters ergänzen oder die Credits angeben.'],
  ['the provider publishes no figure for this; give the credits that it took', 'Der Anbieter veröffentlicht dafür keine Zahl; die Credits angeben, die es gekostet hat.'],
  ['the price depends on the setting “{setting}”; give it, or the credits', 'Der Preis hängt von der Einstellung „{setting}“ ab; sie angeben, oder die Credits.'],
  ['the setting “{setting}” must be a number above zero, not “{value}”', 'Die Einstellung „{setting}“ muss eine Zahl über null sein, nicht „{value}“.'],
  ['the quantity {count} is below zero; write how many results there were', 'Die Menge {count} liegt unter null; gemeint ist, wie viele Ergebnisse es waren.'],
  ['the price is too large to be kept exactly; check the quantity and the settings', 'Der Preis ist zu groß, um genau geführt zu werden; Menge und Einstellungen prüfen.'],
  ['{amount} is below zero; a rate is zero or more', '{amount} liegt unter null; ein Preis ist null oder mehr'],
  ['a step must be a number above zero, such as 5', 'Ein Schritt muss eine Zahl über null sein, etwa 5'],
  ['{to} is not later than from ({from}); the rate would never hold', '{to} liegt nicht nach dem Beginn ({from}); der Preis würde nie gelten'],
  ['{value} is not a setting; write true, false, a number or a text', '{value} ist keine Einstellung; möglich sind true, false, eine Zahl oder ein Text'],
];

const names: readonly Pair[] = [
  ['there is no {kind} named “{name}”', 'Es gibt kein {~kind} namens „{name}“.'],
  ['there is already a {kind} named “{name}”', 'Es gibt schon ein {~kind} namens „{name}“.'],
  ['“{name}” is another name of “{of}”', '„{name}“ ist ein anderer Name von „{of}“.'],
  ['“{name}” is that already; nothing was changed', '„{name}“ ist es schon; nichts wurde geändert.'],
  ['the wallet already has a lot or grant named “{id}”', 'Das Konto hat schon einen Posten oder eine Auffüllung namens „{id}“.'],
  ['the wallet has no recurring grant named “{id}”', 'Das Konto hat keine wiederkehrende Auffüllung namens „{id}“.'],
];

/** Why the rules refuse an entry, and what helps. */
const refusals: readonly Pair[] = [
  ['the wallet does not hold enough credits for this, or for a usage booked after it', 'Das Guthaben reicht nicht dafür, oder nicht für eine danach gebuchte Nutzung.'],
  ['Enter a missing top-up first, or a smaller amount.', 'Erst eine fehlende Aufladung eintragen, oder weniger buchen.'],
  ['no rate matches, and no credits were given', 'Kein Preis passt, und es wurden keine Credits angegeben.'],
  ['Give the credits with --credits.', 'Die Credits angeben.'],
  ["this would pass the member's limit of the month", 'Damit wäre das Monatslimit des Mitglieds überschritten.'],
  ['Raise the limit, or book it for somebody else.', 'Das Limit anheben, oder für jemand anderen buchen.'],
  ['all of this usage has been refunded', 'Diese Nutzung ist schon ganz erstattet.'],
  ['Void the refund if it was entered by mistake.', 'Die Erstattung stornieren, falls sie ein Versehen war.'],
  ['that is more than what is left of this usage', 'Das ist mehr, als von dieser Nutzung noch erstattbar ist.'],
  ['Leave the amount out to refund all that is left.', 'Ohne Betrag wird alles erstattet, was übrig ist.'],
  ['there is no such usage at that time; a pending one is settled, not refunded', 'Zu dieser Zeit gibt es keine solche Nutzung; eine offene wird abgeschlossen, nicht erstattet.'],
  ['Check the id and the time.', 'Id und Zeit prüfen.'],
  ['the lot holds nothing that could be voided', 'Der Posten enthält nichts, was storniert werden könnte.'],
  ['Check its id.', 'Die Id prüfen.'],
  ['that is more than what is left', 'Das ist mehr, als übrig ist.'],
  ['Leave the amount out to take all of it.', 'Ohne Betrag wird alles genommen.'],
  ['the credits would already have ended when they are entered', 'Die Credits wären schon verfallen, wenn sie eingetragen werden.'],
  ['Check the end, or leave it out if they never end.', 'Das Ende prüfen, oder leer lassen, wenn sie nie verfallen.'],
  ['the lot is not running at that time, so its end cannot be moved', 'Der Posten läuft zu dieser Zeit nicht, also lässt sich sein Ende nicht verlegen.'],
  ['Credits given afterwards are a new top-up.', 'Später gegebene Credits sind eine neue Aufladung.'],
  ['this usage has been settled already', 'Diese Nutzung ist schon abgeschlossen.'],
  ['Refund or void it instead.', 'Stattdessen erstatten oder stornieren.'],
  ['this was entered already; nothing was added', 'Das wurde schon eingetragen; nichts kam hinzu.'],
  ['Nothing to do.', 'Nichts zu tun.'],
  ['this id was entered before with other content; nothing was overwritten', 'Diese Id wurde schon mit anderem Inhalt eingetragen; nichts wurde überschrieben.'],
  ['Use another id, or void the first entry.', 'Eine andere Id nehmen, oder den ersten Eintrag stornieren.'],
  [
    '{member} may use {limit} credits a month{place}; {left} are left of {month}, and this takes {asked}',
    '{member} darf{~place} {limit} Credits im Monat verbrauchen; im {month} sind noch {left} übrig, und dies kostet {asked}.',
  ],
  [' in {wallet}', ' in {wallet}'],
  [
    'The limit starts anew on {day}. Raise it under Members, or record this for somebody else.',
    'Das Limit beginnt neu am {day}. Unter „Mitglieder und Projekte“ anheben, oder für jemand anderen buchen.',
  ],
  ['the limit of “{member}” for the month would be passed', 'Das Monatslimit von „{member}“ wäre überschritten.'],
  ['“bursar member list” and “bursar project list” name them.', 'Die Ansicht „Mitglieder und Projekte“ nennt sie.'],
  ['Choose another name, or merge the two if they are the same.', 'Einen anderen Namen wählen, oder beide zusammenführen, wenn sie dasselbe sind.'],
  ['Its usage is shown under that name already. Choose another.', 'Der Verbrauch steht schon unter jenem Namen. Einen anderen wählen.'],
];

export const ledger: readonly Pair[] = [...amounts, ...times, ...prices, ...names, ...refusals];
