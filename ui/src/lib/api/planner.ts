/** Plans of work, the past under other terms, forecasts, and plans that are kept. */
import { call } from '../api';
import type {
  ChartSize,
  FileSaved,
  KeptPlan,
  OfferFigures,
  OtherTerms,
  PastChoices,
  PastReplay,
  PastWork,
  PlanView,
  WalletForecast,
  WorkPlan,
} from '../bindings/wire';

export const planWork = (plan: WorkPlan, size: ChartSize) => call<PlanView>('plan_work', { plan, size });
export const pastWork = (wallet: string, days: number) => call<PastWork>('past_work', { wallet, days });
export const keepOffer = (figures: OfferFigures) => call<FileSaved>('keep_offer', { figures });
export const pastChoices = (wallet: string) => call<PastChoices>('past_choices', { wallet });
export const replayPast = (wallet: string, terms: OtherTerms) =>
  call<PastReplay>('replay_past', { wallet, terms });
export const forecast = (wallet: string) => call<WalletForecast>('forecast', { wallet });
export const keptPlans = () => call<KeptPlan[]>('kept_plans');
export const keepPlan = (plan: KeptPlan) => call<KeptPlan>('keep_plan', { plan });
export const removePlan = (id: number) => call<void>('remove_plan', { id });
export const printPage = () => call<void>('print_page');
