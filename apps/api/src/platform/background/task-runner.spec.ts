import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { PinoLogger } from 'nestjs-pino';
import { register } from 'prom-client';
import { Clock, SystemClock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { Timers } from '../kernel/timers.js';
import { BackgroundTask, type Task } from './background-task.js';
import { TaskMarks } from './task-marks.js';
import { TaskMetrics } from './task-metrics.js';
import { TaskRegistry } from './task-registry.js';
import { TaskRunner } from './task-runner.js';

@Injectable()
@BackgroundTask({ name: 'test.count', every: 1000, wokenBy: [{ name: 'test.happened' }] })
class Counting implements Task {
  runs = 0;
  failure: Error | null = null;
  stopping: AbortSignal | undefined;

  run(stopping: AbortSignal): Promise<void> {
    this.stopping = stopping;
    this.runs += 1;
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }
}

@Injectable()
@BackgroundTask({ name: 'test.count', every: 1000 })
class Namesake extends Counting {}

const unavailable = new DomainError('dependency-unavailable', 'Prometheus does not answer.');
let said: string[];
let marked: string[];
let module: TestingModule;

async function runner(...tasks: Type<Task>[]): Promise<TaskRunner> {
  const say = (level: string) => (_: object, text: string) => said.push(`${level}: ${text}`);
  @Module({
    imports: [DiscoveryModule],
    providers: [...tasks, TaskRegistry, TaskMetrics, TaskRunner],
  })
  class Tested {}
  module = await Test.createTestingModule({
    imports: [Tested],
    providers: [],
  })
    .useMocker((token) => {
      if (token === Clock) return new SystemClock();
      if (token === Timers) return { after: () => () => undefined };
      if (token === PinoLogger)
        return { info: say('info'), warn: say('warn'), error: say('error') };
      if (token === TaskMarks)
        return {
          set: (task: string, mark: string) => Promise.resolve(marked.push(`${task} ${mark}`)),
        };
      throw new Error(`nothing to inject for ${String(token)}`);
    })
    .compile();
  await module.init();
  return module.get(TaskRunner);
}

beforeEach(() => {
  [said, marked] = [[], []];
});
afterEach(() => module.close());

async function again(one: TaskRunner, failure: Error | null): Promise<void> {
  module.get(Counting).failure = failure;
  one.wake('test.count');
  await one.idle();
}

describe('the runner of background tasks', () => {
  it('finds tasks by their decorator, and knows which an event wakes', async () => {
    const one = await runner(Counting);
    one.wake('test.count');
    one.wake('test.unknown');
    await one.idle();
    expect(module.get(Counting).runs).toBe(2);
    const registry = module.get(TaskRegistry);
    expect(registry.tasksWokenBy('test.happened')).toEqual(['test.count']);
    expect(registry.tasksWokenBy('test.forgotten')).toEqual([]);
  });

  it('refuses to start when a name is declared twice', async () => {
    await expect(runner(Counting, Namesake)).rejects.toThrow(
      'background task declared more than once: test.count',
    );
  });

  it('says that an outage begins and that it is over, once each', async () => {
    const one = await runner(Counting);
    for (const failure of [unavailable, unavailable, null, null]) await again(one, failure);
    expect(said).toEqual([
      'warn: test.count waits for a server that is unavailable',
      'info: test.count goes on',
    ]);
    expect(marked).toEqual(['test.count completed']);
  });

  it('says every other failure as an error, and marks it until the task ends well', async () => {
    const one = await runner(Counting);
    for (const failure of [new Error('no'), new Error('no'), null, null]) await again(one, failure);
    expect(said).toEqual(['error: test.count failed', 'error: test.count failed']);
    expect(marked).toEqual([
      'test.count completed',
      'test.count failed',
      'test.count failed',
      'test.count completed',
    ]);
  });

  it('counts runs by outcome and keeps when the last one completed', async () => {
    const one = await runner(Counting);
    for (const failure of [new Error('no'), unavailable]) await again(one, failure);
    const text = await register.metrics();
    for (const outcome of ['completed', 'failed', 'unavailable'])
      expect(text).toContain(
        `leitstand_background_runs_total{task="test.count",outcome="${outcome}"} 1`,
      );
    expect(text).toMatch(
      /leitstand_background_last_success_timestamp_seconds\{task="test.count"\} 1[.0-9e+]+/,
    );
  });

  it('tells its tasks that the process ends, and starts none after that', async () => {
    const one = await runner(Counting);
    await one.idle();
    await one.beforeApplicationShutdown();
    one.wake('test.count');
    const { runs, stopping } = module.get(Counting);
    expect([runs, stopping?.aborted]).toEqual([1, true]);
  });
});
