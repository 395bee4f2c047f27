/**
 * The one catalog of messages, by area. Each area holds the same keys in every language; a test
 * compares them and what they ask for.
 */
import type { LanguageCode } from '../reader.svelte';
import * as account from './account';
import * as alerts from './alerts';
import * as analytics from './analytics';
import * as charts from './charts';
import * as claims from './claims';
import * as common from './common';
import * as desk from './desk';
import * as dialogs from './dialogs';
import * as entries from './entries';
import * as importRows from './import-rows';
import * as importing from './importing';
import * as jobs from './jobs';
import * as journal from './journal';
import * as people from './people';
import * as planner from './planner';
import * as plannerPast from './planner-past';
import * as provider from './provider';
import * as rateForm from './rate-form';
import * as rates from './rates';
import * as rebill from './rebill';
import * as settings from './settings';
import * as shelf from './shelf';
import * as spend from './spend';
import * as subscription from './subscription';
import * as wallet from './wallet';
import * as wallets from './wallets';
import * as topup from './topup';

const english = {
  ...common.en,
  ...charts.en,
  ...account.en,
  ...alerts.en,
  ...analytics.en,
  ...claims.en,
  ...desk.en,
  ...dialogs.en,
  ...entries.en,
  ...importRows.en,
  ...importing.en,
  ...jobs.en,
  ...journal.en,
  ...people.en,
  ...planner.en,
  ...plannerPast.en,
  ...provider.en,
  ...rateForm.en,
  ...rates.en,
  ...rebill.en,
  ...settings.en,
  ...shelf.en,
  ...spend.en,
  ...subscription.en,
  ...wallet.en,
  ...wallets.en,
  ...topup.en,
};

export type MessageKey = keyof typeof english;

const german: Record<MessageKey, string> = {
  ...common.de,
  ...charts.de,
  ...account.de,
  ...alerts.de,
  ...analytics.de,
  ...claims.de,
  ...desk.de,
  ...dialogs.de,
  ...entries.de,
  ...importRows.de,
  ...importing.de,
  ...jobs.de,
  ...journal.de,
  ...people.de,
  ...planner.de,
  ...plannerPast.de,
  ...provider.de,
  ...rateForm.de,
  ...rates.de,
  ...rebill.de,
  ...settings.de,
  ...shelf.de,
  ...spend.de,
  ...subscription.de,
  ...wallet.de,
  ...wallets.de,
  ...topup.de,
};

export const messages: Record<LanguageCode, Record<MessageKey, string>> = {
  en: english,
  de: german,
};
