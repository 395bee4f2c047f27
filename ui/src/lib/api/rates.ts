/** Rates and providers' files. A file is chosen in Rust; here it is a name and a text. */
import { call } from '../api';
import type {
  DraftReport,
  FileReport,
  FileSaved,
  ProviderDraft,
  RateAnswer,
  RateDraft,
  RateQuestion,
  RatesView,
} from '../bindings/wire';
import { dialogWords } from '../dialog-words';

/** A text with the name of its file. */
export type NamedText = { name: string; text: string };

export const rates = (provider: string | null) => call<RatesView>('rates', { provider });
export const askRate = (provider: string, question: RateQuestion) =>
  call<RateAnswer>('ask_rate', { provider, question });
export const addRate = (provider: string, draft: RateDraft) =>
  call<FileSaved>('add_rate', { provider, draft });
export const fillPlan = (provider: string, plan: string, credits: string | null, price: string | null) =>
  call<FileSaved>('fill_plan', { provider, plan, credits, price });
export const checkText = (text: string) => call<FileReport>('check_provider_text', { text });
export const addText = (text: string) => call<FileSaved>('add_provider_text', { text });
export const providerText = (provider: string) => call<NamedText>('provider_text', { provider });
export const restore = (provider: string) => call<FileSaved>('restore_provider', { provider });
export const checkDraft = (draft: ProviderDraft) => call<DraftReport>('check_draft', { draft });
export const addDraft = (draft: ProviderDraft) => call<FileSaved>('add_draft', { draft });
/** Lets the user choose a provider's file; null when the choice was given up. */
export const pickFile = () =>
  call<NamedText | null>('pick_provider_file', { words: dialogWords('dialog.provider', 'dialog.providers', true) });
/** Writes a provider's file where the user wants it; null when the choice was given up. */
export const exportFile = (provider: string) =>
  call<string | null>('export_provider_file', {
    provider,
    words: dialogWords('dialog.providerSave', 'dialog.providers'),
  });
