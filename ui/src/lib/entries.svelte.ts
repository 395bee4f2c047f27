/** Which entries a list shows: its filter, and what other views ask it to show. */
import type { ActivityKind, EntryField, EntryFilter, EntryMark, EntryOrder } from './bindings/wire';
import { router } from './route.svelte';

/** Every entry, the latest first. */
export function everything(): EntryFilter {
  return {
    search: '',
    kinds: [],
    texts: [],
    from: '',
    to: '',
    entered_after: null,
    least: '',
    most: '',
    marks: [],
    voided: null,
    reported: null,
    lot: null,
    order: 'happened',
    descending: true,
  };
}

/** The kinds that can be chosen; an undo is found among the voids. */
export const KINDS: ActivityKind[] = [
  'usage',
  'hold',
  'failed',
  'unpriced',
  'refund',
  'settled',
  'priced',
  'lot',
  'grant',
  'expiry',
  'statement',
  'void',
  'books',
];

export const MARKS: EntryMark[] = ['uncovered', 'refunded', 'off_rate'];

export const FIELDS: EntryField[] = ['member', 'project', 'action', 'model', 'feature'];

/** What a list can be sorted by, with the way that is asked for first. */
export const ORDERS: { order: EntryOrder; descending: boolean }[] = [
  { order: 'happened', descending: true },
  { order: 'entered', descending: true },
  { order: 'credits', descending: true },
  { order: 'action', descending: false },
  { order: 'model', descending: false },
  { order: 'feature', descending: false },
  { order: 'member', descending: false },
  { order: 'project', descending: false },
];

/** The filter of one list, changed a piece at a time. */
export class EntryQuery {
  filter = $state.raw<EntryFilter>(everything());

  set(change: Partial<EntryFilter>): void {
    this.filter = { ...this.filter, ...change };
  }

  /** Asks for nothing any more; the order stays. */
  clear(): void {
    const { order, descending } = this.filter;
    this.filter = { ...everything(), order, descending };
  }

  toggle<K extends 'kinds' | 'marks'>(list: K, value: EntryFilter[K][number]): void {
    const all = this.filter[list] as (typeof value)[];
    const next = all.includes(value) ? all.filter((one) => one !== value) : [...all, value];
    this.set({ [list]: next } as Partial<EntryFilter>);
  }

  /** What a field must be: a text, null for usages without one, undefined for any. */
  text(field: EntryField): string | null | undefined {
    return this.filter.texts.find((one) => one.field === field)?.values[0];
  }

  setText(field: EntryField, value: string | null | undefined): void {
    const others = this.filter.texts.filter((one) => one.field !== field);
    this.set({ texts: value === undefined ? others : [...others, { field, values: [value] }] });
  }

  /** Sorts by something, or the other way where it is sorted by it already. */
  sort(order: EntryOrder): void {
    const first = ORDERS.find((one) => one.order === order)?.descending ?? false;
    const descending = this.filter.order === order ? !this.filter.descending : first;
    this.set({ order, descending });
  }

  /** How many things are asked for, the search aside. */
  get asked(): number {
    const { kinds, texts, from, to, entered_after, least, most, marks, voided, reported, lot } = this.filter;
    const single = [from, to, entered_after, least, most, lot].filter(Boolean).length;
    const choices = [voided, reported].filter((one) => one !== null).length;
    return single + choices + texts.length + marks.length + (kinds.length > 0 ? 1 : 0);
  }

  get isPlain(): boolean {
    return this.asked === 0 && this.filter.search === '';
  }
}

/** What another view asks a wallet's activity to show; taken up once. */
class Asked {
  wallet: string | null = null;
  filter: Partial<EntryFilter> = {};

  /** Shows some entries of a wallet. */
  show(wallet: string, filter: Partial<EntryFilter>): void {
    this.wallet = wallet;
    this.filter = filter;
    router.go({ view: 'wallet', name: wallet, section: 'activity' });
  }

  take(wallet: string): Partial<EntryFilter> {
    const mine = this.wallet === wallet ? this.filter : {};
    if (this.wallet === wallet) [this.wallet, this.filter] = [null, {}];
    return mine;
  }
}

export const askedEntries = new Asked();
