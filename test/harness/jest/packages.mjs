// Packages from outside, loaded by Node once for each worker of Jest.
import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { SyntheticModule } from 'node:vm';

const load = createRequire(import.meta.url);
const FOLDER = `${sep}node_modules${sep}`;
/** Keeps what is given to it for whoever asks: loaded anew for each file, as what is ours. */
const REGISTRY = `${FOLDER}prom-client${sep}`;
const WHOLE = new Set(['default', 'module.exports']);
/** URL → the module that tests import */
const modules = new Map();
/** Globals that packages made while they were loaded: they stay as long as the packages do. */
export const kept = new Set();

/** @param {string} path of a file or its URL */
export function isPackage(path) {
  return path.includes(FOLDER) && !path.endsWith('.json') && !path.includes(REGISTRY);
}

/**
 * @param {string} path
 * @returns what `require` gives: exports of CommonJS, the namespace of a module
 */
export function requirePackage(path) {
  const before = new Set(Reflect.ownKeys(globalThis));
  const exported = load(path);
  for (const key of Reflect.ownKeys(globalThis)) if (!before.has(key)) kept.add(key);
  return exported;
}

/**
 * @param {string} url of a package's file
 * @returns {SyntheticModule} evaluated, the same at every call
 */
export function importPackage(url) {
  const known = modules.get(url);
  if (known) return known;
  const path = fileURLToPath(url);
  const exported = requirePackage(path);
  const isNamespace = types.isModuleNamespaceObject(exported);
  const names = isNamespace ? Object.keys(exported) : [...new Set([...WHOLE, ...fields(exported)])];
  const valueOf = (name) => (isNamespace || !WHOLE.has(name) ? exported[name] : exported);
  const fill = (module) => names.forEach((name) => module.setExport(name, valueOf(name)));
  const module = new SyntheticModule(
    names,
    function () {
      fill(this);
    },
    { identifier: path },
  );
  void module.evaluate(); // ends before it returns: nothing in it waits
  modules.set(url, module);
  return module;
}

function fields(exported) {
  return Object(exported) === exported ? Object.keys(exported) : [];
}
