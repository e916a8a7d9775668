import { afterAll, afterEach } from '@jest/globals';
import { AnswerContract, type Answer } from './answer-contract.js';

const contract = AnswerContract.committed();
const broken = new Set<string>();

/** Fails the test that runs when the answer is none that the contract of the API documents. */
export function watchAnswer(answer: Answer): void {
  for (const fault of contract.faults(answer)) broken.add(fault);
}

/** Answers to what is set up before the first test, or after the last one, count as well. */
function demandNone(): void {
  if (broken.size === 0) return;
  const faults = [...broken].join('\n  ');
  broken.clear();
  throw new Error(`answers that docs/openapi.json does not document:\n  ${faults}`);
}

afterEach(demandNone);
afterAll(demandNone);
