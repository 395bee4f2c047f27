/**
 * An import from the choice of a file to its result. It lives outside the view, so that it goes on
 * and can be found again when the reader looks at something else meanwhile.
 */
import * as api from './api';
import type { FieldColumn, ImportMapping, ImportPreview, ImportProgress, ImportResult } from './bindings/wire';
import { books } from './books.svelte';
import { BursarError, toBursarError } from './errors';
import { toasts } from './toasts.svelte';
import type { PickedFile } from './types';

export type Doing = 'nothing' | 'reading' | 'checking' | 'importing';

/** How long a mapping rests before its rows are checked, in milliseconds. */
const REST = 350;

class Importing {
  wallet = $state<string | null>(null);
  file = $state.raw<PickedFile | null>(null);
  preview = $state.raw<ImportPreview | null>(null);
  mapping = $state.raw<ImportMapping>({ columns: [], constants: [], values: [] });
  /** What the import would do. */
  forecast = $state.raw<ImportResult | null>(null);
  /** What it did. */
  result = $state.raw<ImportResult | null>(null);
  progress = $state.raw<ImportProgress | null>(null);
  error = $state.raw<BursarError | null>(null);
  doing = $state<Doing>('nothing');
  #asked = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** Lets the user choose a file and reads its head. */
  async pick(): Promise<void> {
    try {
      const file = await api.pickImportFile();
      if (!file) return;
      this.#forget();
      this.file = file;
    } catch (thrown) {
      this.error = toBursarError(thrown);
      return;
    }
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

  async change(mapping: ImportMapping): Promise<void> {
    this.mapping = mapping;
    await this.#read(mapping);
  }

  async run(): Promise<void> {
    const { file, wallet, mapping } = this;
    if (!file || !wallet) return;
    clearTimeout(this.#rest);
    await this.#long('importing', async (onProgress) => {
      this.result = await api.importRun(file.id, wallet, mapping, onProgress);
    });
    await books.refresh();
  }

  async cancel(): Promise<void> {
    try {
      await api.importCancel();
    } catch (thrown) {
      this.error = toBursarError(thrown);
    }
  }

  /** Ready for the next file. */
  again(): void {
    this.#forget();
    this.file = null;
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
      const preview = await api.importPreview(file.id, wallet, mapping);
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.mapping = preview.mapping;
      this.error = null;
      this.forecast = null;
      this.doing = 'nothing';
      if (preview.missing.length === 0) {
        this.#rest = setTimeout(() => void this.#check(mine), REST);
      }
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
      this.forecast = await api.importDryRun(file.id, wallet, mapping, onProgress);
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
        toasts.say('The import was cancelled. Nothing was added.');
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
    this.doing = 'nothing';
    this.mapping = { columns: [], constants: [], values: [] };
  }
}

export const importing = new Importing();
