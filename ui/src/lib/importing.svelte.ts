/**
 * An import from the choice of a file to its result. It lives outside the view, so that it goes on
 * and can be found again when the reader looks at something else meanwhile.
 */
import * as api from './api/import';
import type {
  FieldColumn,
  FileReading,
  ImportMapping,
  ImportPreview,
  ImportProgress,
  ImportResult,
  ImportTicks,
} from './bindings/wire';
import { books } from './books.svelte';
import { BursarError, toBursarError } from './errors';
import { t } from './i18n.svelte';
import { toasts } from './toasts.svelte';
import type { PickedFile } from './types';

export type Doing = 'nothing' | 'reading' | 'checking' | 'importing';

/** How long a mapping rests before its rows are checked, in milliseconds. */
const REST = 350;

const UNTOLD: FileReading = { delimiter: null, encoding: null, decimal: null, date_order: null };
const NO_MAPPING: ImportMapping = { columns: [], constants: [], values: [], reading: UNTOLD };

class Importing {
  wallet = $state<string | null>(null);
  file = $state.raw<PickedFile | null>(null);
  preview = $state.raw<ImportPreview | null>(null);
  mapping = $state.raw<ImportMapping>(NO_MAPPING);
  /** What the import would do, with the ticks as they are. */
  forecast = $state.raw<ImportResult | null>(null);
  /** The ticks are no longer those that the look made. */
  ticked = $state(false);
  /** Rows that are not ticked are left out for ever, not only this time. */
  forEver = $state(false);
  /** A new one for each look, so that lists of its rows begin anew. */
  looks = $state(0);
  /** What it did. */
  result = $state.raw<ImportResult | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  error = $state.raw<BursarError | null>(null);
  doing = $state<Doing>('nothing');
  #asked = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** How many questions the file leaves open. */
  get questions(): number {
    const found = this.preview?.found;
    return [found?.decimal, found?.date_order].filter((sign) => sign?.question).length;
  }

  /** Something says when a usage happened: the one thing that every log must say. */
  get hasTime(): boolean {
    const { columns, constants } = this.mapping;
    return [...columns, ...constants].some((filled) => filled.field === 'at');
  }

  /** Nothing stands in the way of looking at the rows. */
  get isReady(): boolean {
    return this.preview !== null && this.preview.missing.length === 0 && this.questions === 0;
  }

  /** Lets the user choose a file and reads its head. */
  async pick(): Promise<void> {
    try {
      const file = await api.pickFile();
      if (file) await this.open(file);
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Takes text from the clipboard for a file. */
  async paste(text: string): Promise<void> {
    try {
      const { id } = await api.paste(text);
      await this.open({ id, name: t('import.clipboard') });
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Takes a file that lies in the tray. A running import is not disturbed. */
  async open(file: PickedFile): Promise<void> {
    if (this.doing === 'importing') return;
    if (this.doing === 'checking') await this.cancel();
    this.#forget();
    this.file = file;
    await this.#read(null);
  }

  async choose(wallet: string): Promise<void> {
    if (this.wallet === wallet) return;
    // What came of an import belongs to the wallet that it went into.
    if (this.result) this.again();
    this.wallet = wallet;
    // Columns are guessed for the wallet's provider, so another wallet means another guess.
    if (this.file) await this.#read(null);
  }

  /** Takes a column for a field, or for none; a field is taken from one column only. */
  async take(column: string, field: string): Promise<void> {
    const others = this.mapping.columns.filter(
      (taken: FieldColumn) => taken.column !== column && taken.field !== field,
    );
    const columns = field === '' ? others : [...others, { field, column }];
    const constants = this.mapping.constants.filter((constant) => constant.field !== field);
    await this.change({ ...this.mapping, columns, constants });
  }

  /** Says how the file is written; null is to find out. */
  async tell(told: Partial<FileReading>): Promise<void> {
    const reading = { ...this.mapping.reading, ...told };
    // Another delimiter or encoding makes other columns, whose mapping is guessed anew.
    const same = !('delimiter' in told || 'encoding' in told);
    const mapping = { ...this.mapping, reading };
    await (same ? this.change(mapping) : this.#readAnew(mapping));
  }

  async change(mapping: ImportMapping): Promise<void> {
    this.mapping = mapping;
    await this.#read(mapping);
  }

  /** Ticks rows, or unticks them. */
  async tick(ticks: ImportTicks): Promise<void> {
    if (!this.file) return;
    try {
      this.forecast = await api.tick(this.file.id, ticks);
      this.ticked = true;
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  async run(): Promise<void> {
    const { file, forEver } = this;
    if (!file || !this.wallet) return;
    clearTimeout(this.#rest);
    await this.#long('importing', async (onProgress) => {
      this.result = await api.run(file.id, forEver, onProgress);
    });
    await books.refresh();
  }

  async cancel(): Promise<void> {
    try {
      await api.cancel();
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Ready for the next file. */
  again(): void {
    this.#forget();
    this.file = null;
  }

  /** Reads the file with other columns: those that are still there stay mapped. */
  async #readAnew(mapping: ImportMapping): Promise<void> {
    const { file, wallet } = this;
    if (!file || !wallet) return;
    const bare = { ...mapping, columns: [], constants: [], values: [] };
    try {
      const { columns } = await api.preview(file.id, wallet, bare);
      const guessed = columns.flatMap(({ name, guess }) =>
        guess ? [{ field: guess, column: name }] : [],
      );
      await this.change({ ...bare, columns: guessed });
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  async #read(mapping: ImportMapping | null): Promise<void> {
    const { file, wallet } = this;
    if (!file || !wallet) return;
    clearTimeout(this.#rest);
    const mine = ++this.#asked;
    const wasChecking = this.doing === 'checking';
    this.doing = 'reading';
    if (wasChecking) await this.cancel();
    try {
      const preview = await api.preview(file.id, wallet, mapping);
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.mapping = preview.mapping;
      this.error = null;
      this.forecast = null;
      this.doing = 'nothing';
      if (this.isReady) this.#rest = setTimeout(() => void this.#check(mine), REST);
    } catch (thrown) {
      if (mine !== this.#asked) return;
      this.error = toBursarError(thrown);
      this.forecast = null;
      this.doing = 'nothing';
    }
  }

  /** Counts what the import would do, without doing it. */
  async #check(mine: number): Promise<void> {
    const { file, wallet, mapping } = this;
    if (mine !== this.#asked || !file || !wallet) return;
    await this.#long('checking', async (onProgress) => {
      const forecast = await api.look(file.id, wallet, mapping, onProgress);
      this.forecast = forecast;
      this.ticked = false;
      this.looks += 1;
    });
  }

  async #long(
    doing: Doing,
    task: (onProgress: (progress: ImportProgress) => void) => Promise<void>,
  ): Promise<void> {
    const mine = ++this.#asked;
    this.doing = doing;
    this.progress = null;
    this.error = null;
    try {
      await task((progress) => {
        if (mine === this.#asked) this.progress = progress;
      });
    } catch (thrown) {
      const error = toBursarError(thrown);
      if (error.code !== 'cancelled') {
        if (mine === this.#asked) this.error = error;
      } else if (doing === 'importing') {
        toasts.say(t('import.cancelled'));
      }
    } finally {
      if (mine === this.#asked) {
        this.doing = 'nothing';
        this.progress = null;
      }
    }
  }

  #forget(): void {
    clearTimeout(this.#rest);
    this.#asked += 1;
    this.preview = null;
    this.forecast = null;
    this.result = null;
    this.error = null;
    this.progress = null;
    this.ticked = false;
    this.forEver = false;
    this.doing = 'nothing';
    this.mapping = NO_MAPPING;
  }
}

export const importing = new Importing();
