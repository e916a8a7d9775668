import { describe, expect, it } from '@jest/globals';
import { threadOf } from './thread.js';

const compiled = new URL('file:///dist/reader.js');

describe('a thread', () => {
  it('preloads nothing of what its process does', () => {
    expect(threadOf(compiled, 'file:///dist/kernel/thread.js')).toEqual({
      filename: 'file:///dist/reader.js',
      execArgv: ['--enable-source-maps'],
    });
  });

  it('runs the sources as they are where the process does', () => {
    expect(threadOf(compiled)).toEqual({ filename: 'file:///dist/reader.ts' });
  });
});
