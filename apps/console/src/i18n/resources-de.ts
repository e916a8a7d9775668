import access from './de/access.json';
import charts from './de/charts.json';
import common from './de/common.json';
import environments from './de/environments.json';
import now from './de/now.json';
import problems from './de/problems.json';
import shell from './de/shell.json';
import slos from './de/slos.json';
import states from './de/states.json';
import status from './de/status.json';
import subjects from './de/subjects.json';
import teams from './de/teams.json';

/** Every German message of the first pages, by namespace; the others are in `late` of setup.ts. */
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
