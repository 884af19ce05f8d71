/** A text on one line, in which nothing is markup, a mention or the end of a table's cell. */
export function text(value: string): string {
  const flat = value.replace(/\s+/g, ' ').trim().slice(0, 500);
  return flat.replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (mark) => `&#${mark.codePointAt(0)};`);
}
