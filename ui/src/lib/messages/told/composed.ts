/**
 * Sentences that the program puts together of several pieces, where the German one is built another
 * way as a whole.
 */
import type { Pair } from '../../phrasebook';

export const composed: readonly Pair[] = [
  ['the reason needs a name', 'Der Grund fehlt.'],
  ['Wait for the refill of {credits} credits on {at}.', 'Auf die Auffüllung von {credits} Credits am {at} warten.'],
  [
    'Wait for the refill of {credits} credits on {at}, or {ways}.',
    'Auf die Auffüllung von {credits} Credits am {at} warten, oder {~ways}.',
  ],
  ['top up, or subscribe to a larger plan', 'aufladen, oder einen größeren Tarif abschließen'],
  ['Top up.', 'Aufladen.'],
  ['Top up, or subscribe to a larger plan.', 'Aufladen, oder einen größeren Tarif abschließen.'],
  ['Subscribe to a larger plan.', 'Einen größeren Tarif abschließen.'],
];
