import type { EscalationPolicy, Reach } from '../../api/contract.js';

/** A policy with what is known of whom it reaches now; undefined until it is. */
export interface PolicyRow {
  readonly policy: EscalationPolicy;
  readonly reach: Reach | undefined;
}
