// Generated from src-tauri/crates/app/src/wire. Do not edit: run
// `BURSAR_WRITE_BINDINGS=1 cargo nextest run --workspace bindings` after a change there.

import type { UsageAsked, UsageDrawing } from './analytics';
import type { MoneyText } from './common';
import type { WorkPlan } from './planner';

/** The room for a chart, in CSS pixels, and how the reader likes its words and figures. */
export type ChartSize = {
  /** Width. */
  width: number,
  /** Height. */
  height: number,
  /** Its words and figures. */
  writing: ChartWriting, };

/** How words and figures of a chart are written. */
export type ChartWriting = {
  /** Its language. */
  language: ChartLanguage,
  /** Before the decimals. */
  decimal: string,
  /** Between groups of three digits. */
  group: string | null, };

/** The languages that charts speak. */
export type ChartLanguage = "en" | "de";

/** What a view has drawn. */
export type ChartQuestion = { "chart": "usage",
/** The wallet. */
wallet: string | null, } | { "chart": "drawing",
/** Which usage. */
asked: UsageAsked,
/** How it is drawn. */
drawing: UsageDrawing, } | { "chart": "balance",
/** The wallet. */
wallet: string,
/** How much of the past. */
period: Period, } | { "chart": "plan",
/** The plan. */
plan: WorkPlan, };

/** How much of the past a balance chart shows. */
export type Period = "thirty_days" | "cycle" | "all";

/** A chart and what its heading says. */
export type ChartView = {
  /** Where its period begins. */
  from: string,
  /** Where its period ends. */
  to: string,
  /** The period ends today. */
  recent: boolean,
  /** What its values add up to, where that means something. */
  total: string | null,
  /** What that cost, a figure for each currency; empty when unknown or nothing. */
  cost: Array<MoneyText>,
  /** What to draw; none when there is nothing to show. */
  scene: ChartScene | null, };

/** A chart, laid out. */
export type ChartScene = {
  /** What it shows, in one sentence. */
  summary: string,
  /** Width. */
  width: number,
  /** Height. */
  height: number,
  /** Where the values are drawn; axes and their labels lie outside. */
  plot: ChartFrame,
  /** In drawing order. */
  shapes: Array<ChartShape>,
  /** The columns or points, from left to right. */
  marks: Array<ChartMark>,
  /** In drawing order; the first entries are the series. */
  legend: Array<ChartKey>,
  /** The same figures. */
  table: ChartTable, };

/** A rectangle by its sides. */
export type ChartFrame = {
  /** Left side. */
  left: number,
  /** Upper side. */
  top: number,
  /** Right side. */
  right: number,
  /** Lower side. */
  bottom: number, };

/** One thing drawn. A chart has thousands: what says nothing is left out. */
export type ChartShape = {
  /** What is drawn, and where. */
  form: ChartForm,
  /** What it is for: `grid`, `baseline`, `tick`, `bar`, `line`, `area`, `lapse`, `marker` … */
  class: string,
  /** The index of its series in the legend. */
  series?: number | null,
  /** The index of its mark. */
  mark?: number | null,
  /** The CSS variable of its inside. */
  fill?: string | null,
  /** The CSS variable of its outline. */
  stroke?: string | null,
  /** Width of its outline. */
  stroke_width?: number | null,
  /** Its opacity, where that is not 1. */
  opacity?: number | null,
  /** It will expire unused. */
  hatched?: boolean,
  /** It is not yet a fact. */
  dashed?: boolean, };

/** The form of a shape. */
export type ChartForm = { "form": "rect",
/** Left side. */
x: number,
/** Upper side. */
y: number,
/** Width. */
width: number,
/** Height. */
height: number, } | { "form": "bars",
/** Their outlines as the path of an SVG. */
path: string, } | { "form": "line",
/** Its corners. */
points: Array<[number, number]>, } | { "form": "area",
/** Its corners. */
points: Array<[number, number]>, } | { "form": "circle",
/** Its middle. */
x: number,
/** Its middle. */
y: number,
/** Its radius. */
radius: number, } | { "form": "text",
/** Where its anchor is. */
x: number,
/** Its base line. */
y: number,
/** `start`, `middle` or `end`: which part of it stands at `x`. */
anchor: string,
/** It is set semibold. */
strong: boolean,
/** What it says. Text, never markup. */
text: string, };

/** A column or a point: what the tooltip says, and where it stands. */
export type ChartMark = {
  /** Names it: the first day of a column, the day of a cell, a lot, the value of a bar. */
  key: string,
  /** Its place in words: `Mon 24 Nov 2025`. */
  label: string,
  /** Its middle. */
  x: number,
  /** Its upper end, where the tooltip points. */
  y: number,
  /** Where it begins to be the nearest. */
  left: number,
  /** Where it ceases to be the nearest. */
  right: number,
  /** Its upper and lower end, where several stand one below the other. */
  rows: [number, number] | null,
  /** The figure of each series, in the order of the legend. */
  values: Array<string>,
  /** All series together, where that means something. */
  total: string | null,
  /** What else happened there. */
  notes: Array<string>, };

/** An entry of the legend. */
export type ChartKey = {
  /** The value that its series has in common, where usage can be chosen by it. */
  key: string | null,
  /** The opacity of its colour, where that is not 1. */
  opacity: number | null,
  /** In words. */
  label: string,
  /** The CSS variable of its colour. */
  colour: string,
  /** How the colour is shown: `solid`, `hatched`, `line`, `dot`, `ring` or `unknown`. */
  swatch: string,
  /** The total of the series, where it has one. */
  value: string | null, };

/** The figures of a chart as a table. */
export type ChartTable = {
  /** The columns. */
  columns: Array<ChartColumn>,
  /** As many cells a row as there are columns. */
  rows: Array<Array<string>>,
  /** The last row, where a sum means something. */
  total: Array<string> | null, };

/** A column of a chart's table. */
export type ChartColumn = {
  /** Its head. */
  label: string,
  /** It holds figures, which stand at the right. */
  numeric: boolean, };
