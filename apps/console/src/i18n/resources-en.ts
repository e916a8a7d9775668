import access from './en/access.json';
import charts from './en/charts.json';
import common from './en/common.json';
import environments from './en/environments.json';
import now from './en/now.json';
import problems from './en/problems.json';
import shell from './en/shell.json';
import slos from './en/slos.json';
import states from './en/states.json';
import status from './en/status.json';
import subjects from './en/subjects.json';
import teams from './en/teams.json';

/** Every English message of the first pages, by namespace; the others are in `late` of setup.ts. */
export const messages = {
  access,
  charts,
  common,
  environments,
  now,
  problems,
  shell,
  slos,
  states,
  status,
  subjects,
  teams,
};
