import common from './en/common.json';
import now from './en/now.json';
import problems from './en/problems.json';
import shell from './en/shell.json';
import slos from './en/slos.json';
import states from './en/states.json';
import status from './en/status.json';

/** Every English message of the first pages, by namespace; the others are in `late` of setup.ts. */
export const messages = {
  common,
  now,
  problems,
  shell,
  slos,
  states,
  status,
};
