/**
 * A value with `$(NAME)` replaced, as Kubernetes does in `env[].value`: `$$` is a `$`, and what no variable before it is
 * called stays as it is written.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function expand(value: string, valueOf: (name: string) => string | undefined): string {
  return value.replace(/\$(?:\$|\(([^)]*)\))/g, (written, name?: string) =>
    name === undefined ? '$' : (valueOf(name) ?? written),
  );
}
