export { toNumber } from './rational.js';
export { parseDuration } from './duration.js';
export { isTimeZone, timeZoneName, windowBounds, windowName } from './window.js';
export type { Window, WindowBounds } from './window.js';
export { budgetOf, leftShare, shareOfBudget, spentShare } from './budget.js';
export type { Budget, BudgetInput } from './budget.js';
export { burnRate } from './burn-rate.js';
export { ALERT_TIERS, BURN_WINDOWS, isUnfilled } from './alert-tiers.js';
export { burnPairs, overallBurn } from './burn-state.js';
export type { BurnPair, WindowCounts } from './burn-state.js';
export { DETECTION_TARGET_SECONDS, detectionCurve, mildestPaged } from './detection.js';
export type { Detection } from './detection.js';
export { exhaustsAt, secondsToExhaustion, type Pace } from './forecast.js';
export { FORECAST_WINDOWS, forecastBasis, pairPace, windowSeconds } from './forecast-basis.js';
export type { ForecastBasis, ForecastWindow, Paces } from './forecast-basis.js';
export { regimeShares } from './regime.js';
export { seriesRead } from './read-series.js';
export type { SeriesRead } from './read-series.js';
export { boundaryOf, bucketFaults, partOfTotal } from './bucket-faults.js';
export { lintSlo } from './lint.js';
export { objectiveOf, thresholdsOf } from './objective.js';
export type { Objective } from './objective.js';
export { parseSloDocument } from './document/read-slo-document.js';
export { documentPatternWork, writtenExpressions } from './document/written-expressions.js';
export { windowOf } from './document/window.js';
export type { WindowDocument } from './document/window.js';
export { BIRTH_MODES } from './document/slo-document.js';
export type { IndicatorDocument } from './document/indicator.js';
export type { SloDocument, SloSpec } from './document/slo-document.js';
export { compileFleet, compileSlo } from './compile/compile.js';
export { LOOK_BACK_SECONDS } from './compile/options.js';
export type { CompileOptions, SloFacts } from './compile/options.js';
export { prometheusRule, ruleFile } from './compile/rules.js';
export type { RuleFile, RuleGroup } from './compile/rules.js';
export { subqueriesOf } from './promql/expression.js';
export { idleMatchers } from './promql/idle.js';
export { meantPattern } from './promql/meant-pattern.js';
export { lackingMatcher, parseMatchers, printMatchers } from './promql/required.js';
export { SERIES } from './compile/series.js';
export { burnExpression } from './compile/burn-rules.js';

/** Names for specs of applications only. @internal */
export { CALENDAR_PERIODS } from './window.js';
/** @internal */
export { AT_RISK_LEFT_SHARE } from './budget.js';
/** @internal */
export { tiersFor } from './alert-tiers.js';
/** @internal */
export { detectionEnvelope } from './detection.js';
/** @internal */
export { targetOf } from './target.js';
/** @internal */
export { parseExpression } from './promql/expression.js';
