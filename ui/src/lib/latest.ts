import { underway } from './arriving';

/**
 * Questions that are asked as one types: a moment after the last stroke, and only the answer to the
 * last question counts.
 */
export class Latest<T> {
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #answered = () => {};

  constructor(
    private readonly answered: (answer: T) => void,
    private readonly failed: (thrown: unknown) => void,
    private readonly pause = 50,
  ) {}

  ask(question: () => Promise<T>): void {
    this.forget();
    const number = this.#asked;
    const answered = underway();
    this.#answered = answered;
    this.#timer = setTimeout(() => {
      question()
        .then(
          (answer) => number === this.#asked && this.answered(answer),
          (thrown: unknown) => number === this.#asked && this.failed(thrown),
        )
        .finally(answered);
    }, this.pause);
  }

  /** Whatever was asked no longer matters. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#answered();
    this.#asked += 1;
  }
}

/** Tells of each question, for as long as no later one was asked, that its answer still counts. */
export function turns(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}
