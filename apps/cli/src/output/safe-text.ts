const CONTROL = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** Text of the server's on one line, without characters that would steer the terminal or turn the text around. */
export function safeText(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** A value as JSON in which nothing steers the terminal: JSON escapes ESC and its like by itself, but not the controls above 0x7e. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f]/g,
    (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`,
  );
}
