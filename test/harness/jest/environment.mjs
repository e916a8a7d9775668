// Where Jest runs test files: in the realm of the process itself, so that packages loaded once serve all of them (see runtime.mjs).
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** What a file may have changed, to be put back after it. */
function remember() {
  const globals = Object.getOwnPropertyDescriptors(globalThis);
  const env = { ...process.env };
  const { exit, exitCode } = process;
  const cwd = process.cwd();
  const listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  return { globals, env, exit, exitCode, cwd, listeners };
}

function putBack(before, kept) {
  for (const key of Reflect.ownKeys(globalThis)) {
    if (kept.has(key)) continue;
    const was = before.globals[key];
    if (!was) Reflect.deleteProperty(globalThis, key);
    else if (was.configurable) Object.defineProperty(globalThis, key, was);
    else if (was.writable) globalThis[key] = was.value;
  }
  for (const name of Object.keys(process.env)) if (!(name in before.env)) delete process.env[name];
  Object.assign(process.env, before.env);
  process.exit = before.exit;
  if (process.cwd() !== before.cwd) process.chdir(before.cwd);
  for (const name of process.eventNames()) {
    const were = before.listeners.get(name) ?? [];
    for (const listener of process.rawListeners(name))
      if (!were.includes(listener)) process.removeListener(name, listener);
  }
}

export default class SharedRealm {
  global = globalThis;
  fakeTimers = null;
  #conditions;
  #before = remember();

  constructor({ projectConfig }) {
    this.#conditions = projectConfig.testEnvironmentOptions.customExportConditions;
    Error.stackTraceLimit = 100;
    for (const [name, value] of Object.entries({
      'jest-native-promise': Promise,
      'jest-native-now': Date.now.bind(Date),
    }))
      Object.defineProperty(globalThis, Symbol.for(name), {
        value,
        configurable: true,
        writable: true,
      });
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern?.dispose();
    this.fakeTimersModern = null;
    putBack(this.#before, globalThis[Symbol.for('leitstand-kept')] ?? new Set());
  }

  exportConditions() {
    return this.#conditions;
  }

  getVmContext() {
    return globalThis;
  }
}
