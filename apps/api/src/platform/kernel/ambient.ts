import { AsyncLocalStorage } from 'node:async_hooks';

/** A value that all of what a piece of work calls can see, without being handed it. */
export class Ambient<T> {
  private readonly storage = new AsyncLocalStorage<T>();

  /** Runs `work` with the value around it. */
  around<R>(value: T, work: () => R): R {
    return this.storage.run(value, work);
  }

  /** The value around this work; undefined where there is none. */
  get here(): T | undefined {
    return this.storage.getStore();
  }
}
