/** Why a PromQL text was refused; `position` is the 0-based character offset the complaint is about. */
export interface PromqlFault {
  code: string;
  message: string;
  position: number;
}

/** Where an offset stands, in the words of an editor: 'line 2, column 3', both counted from 1. */
export function place(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return `line ${line}, column ${position - before.lastIndexOf('\n')}`;
}
