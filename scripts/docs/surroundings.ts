/** Variables of the process: a value, or undefined where there is none. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Sets variables of this process, and answers what brings back the ones before. */
export function setVariables(variables: Variables): () => void {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  assign(variables);
  return () => assign(before);
}

function assign(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
}
