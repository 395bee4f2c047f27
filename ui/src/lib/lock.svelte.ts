/**
 * The question before the books behind a lock change. A call that is refused because of a lock waits
 * here for the reader's answer, and is made again if they agree.
 */
import type { BursarError } from './errors';

class LockQuestions {
  /** What is asked now. */
  asked = $state.raw<{ error: BursarError; answer: (agreed: boolean) => void } | null>(null);

  /** Resolves to whether the reader agrees. */
  ask(error: BursarError): Promise<boolean> {
    this.asked?.answer(false);
    return new Promise((resolve) => {
      this.asked = {
        error,
        answer: (agreed) => {
          this.asked = null;
          resolve(agreed);
        },
      };
    });
  }
}

export const lockQuestions = new LockQuestions();
