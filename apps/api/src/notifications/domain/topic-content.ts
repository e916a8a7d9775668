/** What there is to say of a topic, in the reader's language. Read when it is sent: nothing of it is kept. */
export interface TopicContent {
  /** one line: the subject of a mail */
  readonly title: string;
  readonly lines: readonly string[];
  /** what it is called in a word, e.g. `INC-7`; null = it has no name */
  readonly reference: string | null;
  /** where the console shows it, e.g. `/incidents/INC-7` */
  readonly path: string;
  /** whether it comes of the sample shop */
  readonly sample: boolean;
}
