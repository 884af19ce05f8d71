const LIMIT = 4096;
const LONGEST = 128;

/**
 * A function of text that remembers what it has made of short texts, which manifests repeat in every object of every environment. The
 * function has to depend on its text alone.
 */
export function remembering<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const made = known.get(text);
    if (made !== undefined || known.has(text)) {
      return made as T;
    }
    const fresh = make(text);
    if (text.length <= LONGEST) {
      if (known.size >= LIMIT) {
        known.clear();
      }
      known.set(text, fresh);
    }
    return fresh;
  };
}
