/** Hints that the program gives in words of the command line, in words of the window. */
import type { Pair } from '../../phrasebook';

export const windowWords: readonly Pair[] = [
  ['Make them with “bursar wallet add” or “bursar sample”.', 'Open other books, or begin new ones.'],
  [
    '“bursar wallet list” names the wallets; a new one is added with “bursar wallet add”.',
    'The list on the left names the wallets; a new one is added there.',
  ],
  ['“bursar journal” lists the ids.', 'The journal lists the entries.'],
  ['“bursar member list” and “bursar project list” name them.', 'Members and projects are listed in their own view.'],
  ['Give the credits with --credits.', 'Give the credits.'],
  ['Say what it cost with --credits.', 'Say what it cost.'],
  ['Give what the pages leave open with --credits and --price.', 'Give what the provider’s pages leave open.'],
  ['Its pages name no bundles; give the amount with --credits.', 'Its pages name no bundles; give the amount.'],
  ['Known are {names}; or give the amount with --credits.', 'Known are {names}; or give the amount.'],
  [
    'Known are {names}. Describe another in a file and add it with “bursar catalog add”.',
    'Known are {names}. Another can be described under New provider.',
  ],
  ['“bursar catalog check” names all problems.', 'The file, opened under Rates, names all problems.'],
  ['“bursar catalog check {file}” names all problems.', 'The text of {file}, pasted under Rates, names all problems.'],
  ['“bursar catalog show {name}” lists the rates.', 'Rates lists what holds at {name}.'],
  ['“bursar wallet show” tells which plan runs.', 'The wallet’s view tells which plan runs.'],
  ['Enter the subscription first with “bursar subscribe”, also with an earlier date.', 'Enter the subscription first, also with an earlier date.'],
  ['Name another file with --books; nothing was changed.', 'Choose another file; nothing was changed.'],
  ['Name another file, or add --force.', 'Name another file.'],
  ['Choose another time, or leave --from and --to out.', 'Choose another time.'],
  ['Add --by week or --by month.', 'Choose weeks or months.'],
  ['the books hold something unreadable: {what}. Run bursar verify', 'the books hold something unreadable: {what}. Check the books under Settings'],
];
