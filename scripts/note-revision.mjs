// The end of `npm run build`: what an image or a package is made of.
import { die } from './lib/fail.mjs';
import { noteRevision } from './lib/revision.mjs';

await noteRevision().catch(die);
