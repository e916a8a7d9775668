// Where Jest runs test files: in the realm of the process itself, so that packages loaded once serve every file (runtime.mjs).
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { kept } from './packages.mjs';

// Half a second after the last file Jest ends a worker and says that something leaks. One that has nothing left to do goes at once, rather than
// give back its modules one by one, which takes longer than that; one that waits for something is still told of.
if (process.send) process.once('beforeExit', () => process.exit()); // the real one again, after every file

/** What files change of the process: globals, its environment and directory, who listens to it. */
class Before {
  #globals = Object.getOwnPropertyDescriptors(globalThis);
  #env = { ...process.env };
  #directory = process.cwd();
  #exit = Object.getOwnPropertyDescriptor(process, 'exit');
  #listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));

  /** What a file left behind goes, what it changed is again as it was. */
  bringBack() {
    for (const key of Reflect.ownKeys(globalThis)) if (!kept.has(key)) this.#bringBack(key);
    for (const name of Object.keys(process.env))
      if (!(name in this.#env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.#env);
    Object.defineProperty(process, 'exit', this.#exit);
    if (process.cwd() !== this.#directory) process.chdir(this.#directory);
    for (const name of process.eventNames())
      for (const listener of process.rawListeners(name))
        if (!this.#listeners.get(name)?.includes(listener)) process.removeListener(name, listener);
  }

  #bringBack(key) {
    const was = this.#globals[key];
    const is = Object.getOwnPropertyDescriptor(globalThis, key);
    if (!was) Reflect.deleteProperty(globalThis, key);
    else if (was.value !== is.value || was.get !== is.get)
      Object.defineProperty(globalThis, key, was);
  }
}

/** One file's environment: each finds the process as the first one did. */
export default class Realm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #before = new Before();
  #conditions;

  constructor({ projectConfig }) {
    this.#conditions = projectConfig.testEnvironmentOptions.customExportConditions;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.#before.bringBack();
  }

  exportConditions() {
    return this.#conditions;
  }

  /** Jest asks for one, and runtime.mjs uses none: modules run in the realm of the process. */
  getVmContext() {
    return globalThis;
  }
}
