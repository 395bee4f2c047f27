/**
 * Sentences of the program in words of another language, found by their template, as gettext finds
 * them by their msgid: `there is no wallet named “{name}”` is known with any name in it.
 */

/**
 * What the program says, and what a reader is told instead. Of the second, `{name}` is what stood
 * there, as it is; `{~name}` is told by the program as well, and is looked up in its turn. Of the
 * first, `{#name}` is a figure and nothing else.
 */
export type Pair = readonly [said: string, told: string];

type Template = {
  matcher: RegExp;
  /** Its longest piece of text, which is looked for before the matcher is tried. */
  anchor: string;
  names: string[];
  told: string;
};

const PLACE = /\{([~#]?)(\w+)\}/g;
const ANYTHING = '([^]*?)';
const FIGURE = '([-\u2212\\d.,]+)';
/** A sentence in a sentence in a sentence, and no further. */
const DEEPEST = 5;
/** Longer texts are no sentences of the program, and would be slow to look up. */
const LONGEST = 8000;
/** Lists show the same titles again and again. */
const REMEMBERED = 2000;

/** The text of a template between its placeholders. */
export function pieces(template: string): string[] {
  return template.split(/\{[~#]?\w+\}/);
}

function compiled([said, told]: Pair): Template {
  const texts = pieces(said);
  const places = [...said.matchAll(PLACE)];
  const pattern = texts.map((text, index) => {
    const place = places[index] ? (places[index][1] === '#' ? FIGURE : ANYTHING) : '';
    return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') + place;
  });
  return {
    matcher: new RegExp(`^${pattern.join('')}$`),
    anchor: texts.reduce((longest, text) => (text.length > longest.length ? text : longest), ''),
    names: places.map((place) => place[2] ?? ''),
    told,
  };
}

/** More words of its own first, then fewer open places: `{a} in {b}` waits for what is told better. */
function bySpecificity([one]: Pair, [other]: Pair): number {
  const words = (said: string) => pieces(said).join('').length;
  return words(other) - words(one) || pieces(one).length - pieces(other).length;
}

export class Phrasebook {
  readonly #templates: Template[];
  readonly #found = new Map<string, string>();

  constructor(pairs: readonly Pair[]) {
    this.#templates = pairs.toSorted(bySpecificity).map(compiled);
  }

  /** The text in the reader's words; as it is where nobody knows it. */
  say(text: string): string {
    let told = this.#found.get(text);
    if (told === undefined) {
      told = text.length > LONGEST ? text : this.#look(text, 0);
      if (this.#found.size >= REMEMBERED) this.#found.clear();
      this.#found.set(text, told);
    }
    return told;
  }

  #look(text: string, depth: number): string {
    if (depth > DEEPEST) return text;
    for (const { matcher, anchor, names, told } of this.#templates) {
      const found = text.includes(anchor) ? matcher.exec(text) : null;
      if (!found) continue;
      const captured = new Map(names.map((name, index) => [name, found[index + 1] ?? '']));
      return told.replace(PLACE, (_, nested: string, name: string) => {
        const inside = captured.get(name) ?? '';
        return nested && inside ? this.#look(inside, depth + 1) : inside;
      });
    }
    return text;
  }
}
