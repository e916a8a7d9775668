import { Injectable } from '@nestjs/common';
import { ReadReachability } from '../../notifications/use-cases/read-reachability.js';
import { ReadOnCall } from '../../oncall/use-cases/read-on-call.js';
import type { Tx } from '../../platform/db/tx.js';
import type { AwaitedUser } from '../domain/decide-step.js';
import { namedBy, type PolicySteps } from '../domain/escalation-policy.js';
import { meantBy, type OnCallSnapshot } from '../domain/on-call-snapshot.js';

type Ways = Awaited<ReturnType<ReadReachability['execute']>>;

/** Who is on call, and by what everybody concerned can be reached. */
export interface Reached extends OnCallSnapshot {
  /** by user */
  readonly ways: Ways;
}

/** Whom the targets of policies mean at an instant, and who of them can be reached now. */
@Injectable()
export class ReadReached {
  constructor(
    private readonly onCall: ReadOnCall,
    private readonly reachability: ReadReachability,
  ) {}

  /**
   * @param firsts who are asked before the steps, if anybody
   * @param at of the shifts; ways to people are always today's
   * @param besides whom the policies need not name
   */
  async execute(
    tx: Tx,
    policies: readonly PolicySteps[],
    firsts: readonly (string | null)[],
    at: Date,
    besides: readonly AwaitedUser[] = [],
  ): Promise<Reached> {
    const names = new Set(policies.flatMap((policy) => namedBy(policy).schedules));
    const schedules = await this.onCall.execute(tx, [...names], at);
    const meant = new Set(policies.flatMap((policy) => meantBy(policy, null, { schedules })));
    for (const first of firsts) if (first !== null) meant.add(first);
    for (const { user } of besides) meant.add(user);
    const ways = await this.reachability.execute(tx, [...meant]);
    const reachable = [...ways].flatMap(([user, methods]) => (methods.length > 0 ? [user] : []));
    return { schedules, ways, reachable: new Set(reachable) };
  }
}
