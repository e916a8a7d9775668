import { lazy, useState } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { withTexts } from '../i18n/setup.js';
import { register } from '../util/late-code.js';

/** A part of the console whose code is fetched when it is wanted, or before. */
export interface LatePart<P extends object> {
  (props: P): ReactElement;
  /** Fetches the code. That it could not be had is said where the part is drawn. */
  readonly preload: () => Promise<void>;
}

/**
 * A part whose code is a file of its own.
 * @param load imports the file
 * @param name which of its exports is the component
 */
export function latePart<N extends string, P extends object>(
  load: () => Promise<{ readonly [name in N]: ComponentType<P> }>,
  name: N,
): LatePart<P> {
  let code: ComponentType<P> | undefined;
  const fetchCode = async (): Promise<ComponentType<P>> => (code = (await load())[name]);
  const fetched = (): ComponentType<P> =>
    lazy(async () => ({ default: await fetchCode() })) as ComponentType<P>;
  let late = fetched();
  // What was drawn first is drawn on: another component in its place would lose what was typed in it.
  const Part = (props: P): ReactElement => {
    const [Content] = useState(() => code ?? late);
    return <Content {...props} />;
  };
  const preload = (): Promise<void> =>
    code
      ? Promise.resolve()
      : fetchCode()
          .then(() => undefined)
          .catch(() => undefined);
  register({
    preload,
    forget: () => {
      if (!code) late = fetched();
    },
  });
  return Object.assign(Part, { preload });
}

/**
 * The same of a part that is made of late texts, too: it is drawn when all are there.
 * @param namespaces of its texts
 */
export function textedPart<N extends string, P extends object>(
  namespaces: readonly string[],
  load: () => Promise<{ readonly [name in N]: ComponentType<P> }>,
  name: N,
): LatePart<P> {
  const all = namespaces.reduce((next, texts) => () => withTexts(texts, next), load);
  return latePart(all, name);
}
