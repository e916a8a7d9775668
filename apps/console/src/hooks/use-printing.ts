import { createStore, useStore } from '../stores/store.js';

const printing = createStore(false);
let watched = 0;

const begin = (): void => printing.set(true);
const end = (): void => printing.set(false);
const follow = ({ matches }: MediaQueryListEvent): void => printing.set(matches);

function watch(): void {
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', follow);
}

function unwatch(): void {
  window.removeEventListener('beforeprint', begin);
  window.removeEventListener('afterprint', end);
  matchMedia('print').removeEventListener('change', follow);
}

/** The browser is listened to only while somebody wants to know. */
const watching = {
  ...printing,
  subscribe: (listener: () => void) => {
    const leave = printing.subscribe(listener);
    if (watched === 0) watch();
    watched += 1;
    return () => {
      leave();
      watched -= 1;
      if (watched === 0) unwatch();
    };
  },
};

/** Whether the page is being printed: lists then draw every row as a table, charts draw vectors. */
export function usePrinting(): boolean {
  return useStore(watching);
}
