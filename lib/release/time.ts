/** A time as people read it: `2026-01-05 09:07:00Z`. */
export function timeOf(at: string): string {
  return at.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
