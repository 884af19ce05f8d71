/**
 * `import()` as Node.js has it. The compiler makes `require` of the keyword, which is faster, but waits for no top-level await.
 *
 * @param specifier a URL, or the name of a package as seen from here
 */
// eslint-disable-next-line @typescript-eslint/no-implied-eval
export const nativeImport = new Function('specifier', 'return import(specifier)') as (
  specifier: string,
) => Promise<unknown>;
