import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeAbove, placeBelow } from './place.js';

const PHONE = { innerWidth: 360, innerHeight: 740 };
beforeAll(() => void Object.assign(globalThis, PHONE));
afterAll(() => {
  for (const name of Object.keys(PHONE)) Reflect.deleteProperty(globalThis, name);
});

/** Where a menu of a height comes to lie whose button lies there. */
function placed(how: typeof placeBelow, height: number, top: number): Record<string, string> {
  const style: Record<string, string> = {};
  const menu = { style, offsetWidth: 200, offsetHeight: height };
  const rect = { top, bottom: top + 44, left: 300, right: 344 };
  const button = { getBoundingClientRect: () => rect };
  how(menu as unknown as HTMLElement, button as unknown as HTMLElement);
  return style;
}

describe('a menu', () => {
  it('lies below its button, and ends where the window ends: what does not fit is scrolled to', () => {
    expect(placed(placeBelow, 500, 6)).toEqual({
      top: '56px',
      bottom: 'auto',
      maxHeight: 'calc(100dvh - 64px)',
      left: '144px',
    });
    // Bars above the header have pushed the button down.
    expect(placed(placeBelow, 500, 300)).toMatchObject({
      top: '350px',
      maxHeight: 'calc(100dvh - 358px)',
    });
  });

  it('lies on the other side where there is more room, and only where it does not fit', () => {
    const over = { top: 'auto', bottom: '246px', maxHeight: 'calc(100dvh - 254px)' };
    expect(placed(placeBelow, 500, 500)).toMatchObject(over);
    expect(placed(placeBelow, 180, 500)).toMatchObject({ top: '550px', bottom: 'auto' });
    expect(placed(placeAbove, 500, 100)).toMatchObject({ top: '150px', bottom: 'auto' });
  });

  it('above its button lies within the window, too', () => {
    expect(placed(placeAbove, 500, 690)).toMatchObject({
      top: 'auto',
      bottom: '56px',
      maxHeight: 'calc(100dvh - 64px)',
    });
  });
});
