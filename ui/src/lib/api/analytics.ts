/** Usage by anything, its charts, its entries; claims. */
import { call } from '../api';
import type {
  ChartSize,
  ChartView,
  ClaimsView,
  EntryPage,
  UsageAnswer,
  UsageAsked,
  UsageBy,
  UsageDrawing,
  UsageMeasure,
  UsageSpan,
} from '../bindings/wire';

export const usageAnswer = (asked: UsageAsked, by: UsageBy, measure: UsageMeasure) =>
  call<UsageAnswer>('usage_answer', { asked, by, measure });
export const usageDrawing = (asked: UsageAsked, drawing: UsageDrawing, size: ChartSize) =>
  call<ChartView>('usage_drawing', { asked, drawing, size });
export const usageEntries = (asked: UsageAsked, offset: number, limit: number) =>
  call<EntryPage>('usage_entries', { asked, offset, limit });
export const claims = (span: UsageSpan, hours: number) => call<ClaimsView>('claims', { span, hours });
