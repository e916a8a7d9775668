import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StatusBoard, type Seen } from '../../platform/health/status-board.js';
import type { PageTrouble } from '../domain/watch-pager.js';
import { WatchPager, type PagerReport } from './watch-pager.js';

/** Reports to the status board whether pages go out, and whether anybody would be told if they did not. */
@Injectable()
export class ReportPagerStatus implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly pager: WatchPager,
  ) {}

  onModuleInit(): void {
    this.board.register('pager', () => Promise.resolve(this.execute()));
  }

  /** How it was at the last look. */
  execute(): Seen {
    const report = this.pager.latest;
    if (report === null) return { state: 'unknown', message: null };
    const [trouble] = report.troubles;
    // One page that its server refuses is late, too: then others may still go out.
    if (trouble)
      return { state: trouble.code === 'late' ? 'degraded' : 'down', ...saying(trouble) };
    return operators(report);
  }
}

function saying({ code, seconds: exact }: PageTrouble): Pick<Seen, 'message' | 'detail'> {
  const seconds = Math.round(exact);
  if (code === 'late')
    return {
      message: `a page or a step of an escalation has been due for ${seconds} s`,
      detail: { code: 'pages-late', seconds },
    };
  if (code === 'unreadable')
    return {
      message: `which pages are due could not be read for ${seconds} s`,
      detail: { code: 'pages-unread', seconds },
    };
  return {
    message: `no page goes out: the worker has been silent for ${seconds} s`,
    detail: { code: 'other-silent', seconds },
  };
}

function operators({ missing, isUntold }: PagerReport): Seen {
  if (missing.length > 0)
    return {
      state: 'down',
      message: `if pages did not go out, nobody would be told: set ${missing.join(' and ')}`,
      detail: { code: 'operators-unset', names: missing },
    };
  if (isUntold)
    return {
      state: 'degraded',
      message: 'the operators could not be told; the log says why',
      detail: { code: 'operators-not-told' },
    };
  return { state: 'up', message: null };
}
