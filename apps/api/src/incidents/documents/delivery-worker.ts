/** Runs in a thread of its own: reads long deliveries while the event loop answers others. */
import type { Result } from '../../platform/kernel/result.js';
import type { Delivery } from '../domain/delivery.js';
import { readByKind, type ReadingTask } from './read-delivery.js';

/** @returns what the reader of the kind gives */
export function read(task: ReadingTask): Result<Delivery, string> {
  return readByKind(task);
}
