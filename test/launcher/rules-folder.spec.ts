import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { remakeFolder } = (await import(
  pathToFileURL(resolve('scripts/lib/rules-folder.mjs')).href
)) as { remakeFolder: (rules: string, account: { own: (path: string) => void }) => boolean };

describe('a folder of rules that is gone while an instance runs', () => {
  let data: string;
  let rules: string;
  const owned: { path: string; isInPlace: boolean }[] = [];
  const account = {
    own: (path: string) => void owned.push({ path, isInPlace: existsSync(rules) }),
  };
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
    rules = join(data, 'rules');
    owned.length = 0;
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('is made again, whole: it belongs to the worker before it is there, and Prometheus may read it', () => {
    expect(remakeFolder(rules, account)).toBe(true);
    expect(statSync(rules).mode & 0o777).toBe(0o755);
    expect(owned).toEqual([{ path: `${rules}.new`, isInPlace: false }]);
    expect(existsSync(`${rules}.new`)).toBe(false);
    expect(remakeFolder(rules, account)).toBe(false);
  });

  it('is left alone while it is there, and where the data are gone with it', () => {
    mkdirSync(rules);
    expect(remakeFolder(rules, account)).toBe(false);
    rmSync(data, { recursive: true });
    expect(remakeFolder(rules, account)).toBe(false);
    expect([existsSync(data), owned]).toEqual([false, []]);
  });

  it('is tried again where it cannot be made: nothing is thrown', () => {
    const refuses = {
      own: () => {
        throw new Error('EPERM');
      },
    };
    expect(remakeFolder(rules, refuses)).toBe(false);
    expect(existsSync(rules)).toBe(false);
    expect(remakeFolder(rules, account)).toBe(true);
    rmSync(rules, { recursive: true });
    writeFileSync(`${rules}.new`, 'a file');
    expect(remakeFolder(rules, account)).toBe(false);
  });
});
