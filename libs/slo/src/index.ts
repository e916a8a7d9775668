export { ok, err } from './result.js';
export type { FieldError, Result } from './result.js';
export {
  add,
  compare,
  divide,
  multiply,
  rational,
  rationalOf,
  subtract,
  toNumber,
} from './rational.js';
export type { Rational } from './rational.js';
export { exactDecimal, parseDecimal, truncateDecimal } from './decimal.js';
export type { Decimal } from './decimal.js';
export { formatDuration, parseDuration, parseThreshold } from './duration.js';
export type { Threshold } from './duration.js';
export { errorBudgetRatio, errorBudgetText, parseTarget, targetOf } from './target.js';
export type { Target } from './target.js';
export {
  CALENDAR_PERIODS,
  isTimeZone,
  nominalSeconds,
  rollingSeconds,
  windowBounds,
  windowName,
} from './window.js';
export type { CalendarPeriod, Window, WindowBounds } from './window.js';
export { totalOf } from './counts.js';
export type { Counts } from './counts.js';
export { formatPercent, formatSli, sliPlaces } from './format.js';
export {
  AT_RISK_HORIZON_SHARE,
  AT_RISK_LEFT_SHARE,
  budgetedTotal,
  budgetOf,
  leftShare,
  spentShare,
} from './budget.js';
export type { Budget, BudgetInput } from './budget.js';
export { burnRate } from './burn-rate.js';
export {
  ALERT_TIERS,
  BURN_WINDOWS,
  burnWindowSeconds,
  factorDivisor,
  LEAST_FACTOR,
  tiersFor,
} from './alert-tiers.js';
export type { AlertTier, AppliedTier, BurnWindow } from './alert-tiers.js';
export { burnPairs, overallBurn } from './burn-state.js';
export type { BurnPair, WindowCounts } from './burn-state.js';
export {
  DETECTION_TARGET_SECONDS,
  detectionCurve,
  detectionEnvelope,
  mildestPaged,
} from './detection.js';
export type { Detected, Detection, DetectionOptions } from './detection.js';
export { exhaustsAt, projectedLeftAtEnd, secondsToExhaustion } from './forecast.js';
export { decideRegime, regimeShares } from './regime.js';
export { lintSlo, OPENTELEMETRY_BOUNDARIES } from './lint.js';
export type { LintFacts } from './lint.js';
export { DEFAULT_MIN_BAD_EVENTS, objectiveOf, thresholdsOf } from './objective.js';
export type { Indicator, Objective, Regime } from './objective.js';
export { parseSloDocument } from './document/read-slo-document.js';
export { windowOf } from './document/read-window.js';
export { BIRTH_MODES } from './document/slo-document.js';
export type {
  BirthMode,
  IndicatorDocument,
  LatencyIndicator,
  RatioIndicator,
  RegimeCondition,
  RegimeDocument,
  SloDocument,
  SloSpec,
  WindowDocument,
} from './document/slo-document.js';
export { parseExpression } from './promql/expression.js';
export type { Expression } from './promql/expression.js';
export { parseSelector, printSelector } from './promql/selector.js';
export type { Matcher, Selector } from './promql/selector.js';
export type { PromqlFault } from './promql/syntax.js';
export { compileFleet, compileSlo } from './compile/compile.js';
export { DEFAULT_COMPILE_OPTIONS, TICK_SECONDS } from './compile/options.js';
export type { CompileOptions, SloFacts } from './compile/options.js';
export { prometheusRule, ruleFile } from './compile/rules.js';
export type {
  AlertingRule,
  PrometheusRule,
  RecordingRule,
  Rule,
  RuleFile,
  RuleGroup,
} from './compile/rules.js';
export { levelSeries, SERIES, windowSeries } from './compile/series.js';
export { burnExpression } from './compile/burn-rules.js';
