import { describe, expect, it } from '@jest/globals';
import { withoutPreloads } from './lean-preloads.js';

const CODE =
  'd=(m.f||(m.f=["a.js","b.js","c.css","d.js"])))=>i.map(i=>d[i]);x(()=>y,__vite__mapDeps([0,1,2]));x(()=>z,__vite__mapDeps([1]));x(()=>w,__vite__mapDeps([3,0]))';

describe('the preloads of late parts', () => {
  it('are without what is there already, and the others are still found', () => {
    expect(withoutPreloads(CODE, new Set(['b.js', 'elsewhere.js']))).toBe(
      'd=(m.f||(m.f=["a.js","c.css","d.js"])))=>i.map(i=>d[i]);x(()=>y,__vite__mapDeps([0,1]));x(()=>z,__vite__mapDeps([]));x(()=>w,__vite__mapDeps([2,0]))',
    );
  });

  it('stay as they are where nothing of them is there, and where there are none', () => {
    expect(withoutPreloads(CODE, new Set())).toBe(CODE);
    expect(withoutPreloads('m.g=[]', new Set(['a.js']))).toBe('m.g=[]');
  });
});
