import common from './de/common.json';
import now from './de/now.json';
import problems from './de/problems.json';
import shell from './de/shell.json';
import slos from './de/slos.json';
import states from './de/states.json';
import status from './de/status.json';

/** Every German message of the first pages, by namespace; the others are in `late` of setup.ts. */
export const messages = {
  common,
  now,
  problems,
  shell,
  slos,
  states,
  status,
};
