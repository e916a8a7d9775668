const CONTROL = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** Text of the server's on one line, without characters that would steer the terminal or turn the text around. */
export function safeText(text: string): string {
  return text.replace(CONTROL, ' ');
}
