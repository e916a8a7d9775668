import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { Clock } from '../../platform/kernel/clock.js';
import { sloChanged, sloDeleted } from '../domain/slo-events.js';
import { InspectRulesFolder } from '../use-cases/inspect-rules-folder.js';
import { InspectSetAside } from '../use-cases/inspect-set-aside.js';
import { PublishRules } from '../use-cases/publish-rules.js';
import { WatchRules } from '../use-cases/watch-rules.js';
import { RulesMetrics } from './rules-metrics.js';

/**
 * Files and loaded rules are compared this often even when nothing changed, so that a lost file heals; a service's new team, which its
 * rules carry as a label, gets there by this too.
 */
const COMPARE_MS = 60_000;
/** After a pass that a server did not let come to its end. */
const AGAIN_MS = 10_000;

/** Publishes promptly when something changed, and looks for what waits every five seconds. */
@Injectable()
@BackgroundTask({
  name: 'slos.publish-rules',
  every: 5000,
  wokenBy: [sloChanged, sloDeleted],
})
export class PublishRulesTicker implements Task {
  private comparedAt = -Infinity;

  constructor(
    private readonly publish: PublishRules,
    private readonly inspect: InspectRulesFolder,
    private readonly inspectSetAside: InspectSetAside,
    private readonly watch: WatchRules,
    private readonly metrics: RulesMetrics,
    private readonly clock: Clock,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    if (await this.inspect.execute()) this.comparedAt = -Infinity;
    this.metrics.setAside(await this.inspectSetAside.execute());
    const now = this.clock.now().getTime();
    if (await this.watch.execute()) this.comparedAt = -Infinity;
    const isFresh = Math.abs(now - this.comparedAt) < COMPARE_MS;
    if (isFresh && !(await this.publish.isDue())) return;
    const isThrough = await this.publish.execute(stopping);
    await this.watch.settle();
    this.comparedAt = isThrough ? now : now - COMPARE_MS + AGAIN_MS;
  }
}
