/** Hands the person a file made in the browser. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Hands the person a table; the mark in front lets spreadsheets read it as UTF-8. */
export function downloadCsv(name: string, text: string): void {
  download(name, 'text/csv;charset=utf-8', `\ufeff${text}`);
}
