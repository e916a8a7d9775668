import type { ReactElement } from 'react';
import classes from './unbroken.module.css';

/** Names of incidents in a text, `INC-17`. */
const NAME = /(\bINC-\d+\b)/;

/** A text in which no line ends within the name of an incident. */
export function Unbroken({ text }: { text: string }): ReactElement {
  return (
    <>
      {text.split(NAME).map((part, at) =>
        at % 2 === 1 ? (
          <span key={`${at} ${part}`} className={classes.name}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
