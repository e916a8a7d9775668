// How Jest loads modules: what is ours anew for each file, in the realm of the process (realm.mjs); packages from outside once for
// each worker. Resolving, reading and parsing are done once, too. It replaces inner parts of jest-runtime, whose version is pinned.
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import vm from 'node:vm';
import Runtime from 'jest-runtime';
import { importPackage, isPackage, requirePackage } from './packages.mjs';

/** who asks and for what → path */
const resolved = new Map();
/** path → code and source map, of a version of the file */
const transformed = new Map();
/** path → code and what V8 made of it */
const parsed = new Map();

/** Where Jest looks for modules of a file that are loaded already. */
class Modules extends Map {
  get(key) {
    return (
      super.get(key) ?? (key.startsWith('file:') && isPackage(key) ? importPackage(key) : undefined)
    );
  }
}

const { SourceTextModule } = vm;
vm.SourceTextModule = class extends SourceTextModule {
  constructor(code, options) {
    const known = parsed.get(options.identifier);
    const cachedData = known?.code === code ? known.data : undefined;
    super(code, { ...options, cachedData });
    if (!cachedData) parsed.set(options.identifier, { code, data: this.createCachedData() });
  }
};

class SharingRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const [, , , , , , , globalConfig] = given;
    this.registries.esModuleRegistry = new Modules();
    this.esmLoader.getContext = () => undefined;
    compileHere(this.executor);
    transformOnce(this.transformCache);
    if (!globalConfig.watch && !globalConfig.watchAll) resolveOnce(this._resolution);
  }

  requireModule(from, name, options, isActual) {
    if (!options?.isInternalModule && !this._resolution.isCoreModule(name ?? from)) {
      const path = this._resolution.resolveCjs(from, name);
      if (isPackage(path)) return requirePackage(path);
    }
    return super.requireModule(from, name, options, isActual);
  }
}

function compileHere(executor) {
  executor.compile = (code, filename) =>
    vm.compileFunction(code, executor.injectedModuleParameters, {
      filename,
      importModuleDynamically: (specifier, _from, attributes, phase) =>
        executor.dynamicImport(specifier, filename, undefined, attributes, phase),
    });
}

function transformOnce(cache) {
  const transform = cache.transform.bind(cache);
  cache.transform = (path, options) => {
    const version = statSync(path).mtimeMs;
    const kind = options?.isInternalModule ? `${path}\0inner` : path;
    const known = transformed.get(kind);
    if (known?.version !== version) {
      const code = transform(path, options);
      transformed.set(kind, { version, code, map: cache.sourceMaps.get(path) });
      return code;
    }
    if (known.map) cache.sourceMaps.set(path, known.map); // for the lines in what failed
    return known.code;
  };
}

function resolveOnce(resolution) {
  const resolve = resolution.resolveCached.bind(resolution);
  resolution.resolveCached = (from, to, cache, options) => {
    const key = [cache === resolution.esmCache, dirname(from), to].join('\0');
    const path = resolved.get(key) ?? resolve(from, to, cache, options);
    resolved.set(key, path);
    return path;
  };
}

export { SharingRuntime as 'module.exports' };
