import { INCIDENTS, ticksOf, type Fault } from './incidents.js';
import type { Load } from './load-shape.js';
import type { Span } from './ticks.js';

/** How a fault spends: the error ratio its objective allows, and the share of the budget spent without any incident. */
export interface FaultBudget {
  allowed: number;
  background: number;
}

/**
 * The probability, tick by tick, that an event is bad: a background plus the incidents, each scaled so that on
 * average it burns the share of the budget it says.
 * @throws RangeError when an incident is too short to burn its share
 */
export function probabilities(
  fault: Fault,
  budget: FaultBudget,
  span: Span,
  load: readonly Load[],
): Float64Array {
  const result = new Float64Array(span.ticks).fill(budget.allowed * budget.background);
  const wholeLoad = sum(load, 0, span.ticks);
  for (const incident of INCIDENTS.filter((one) => one.fault === fault)) {
    const [from, to] = ticksOf(incident, span);
    if (from >= to) continue;
    const extra = (budget.allowed * incident.budgetShare * wholeLoad) / sum(load, from, to);
    for (let i = from; i < to; i++) {
      result[i] = (result[i] ?? 0) + extra;
      if ((result[i] ?? 0) > 1)
        throw new RangeError(`the sample incident "${incident.name}" is too short for its share`);
    }
  }
  return result;
}

/** Which ticks lie in an incident of one of these faults. */
export function inIncident(faults: readonly Fault[], span: Span): Uint8Array {
  const result = new Uint8Array(span.ticks);
  for (const incident of INCIDENTS) {
    if (faults.includes(incident.fault)) result.fill(1, ...ticksOf(incident, span));
  }
  return result;
}

function sum(load: readonly Load[], from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += load[i]?.factor ?? 0;
  return total;
}
