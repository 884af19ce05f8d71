/**
 * Pods at most that there are at a time while a Deployment of so many rolls, those that end among them, where a pod takes as long
 * to end as to get ready. The rules are those of Kubernetes' controller.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/rolling.go
 */
export function mostWhileRolling(pods: number, maxSurge: number, maxUnavailable: number): number {
  let [old, ready, starting, ending, most] = [pods, 0, 0, 0, pods];
  while (ready < pods) {
    // The controller acts until it has nothing to do but wait.
    for (let acts = true; acts;) {
      const created = Math.max(0, Math.min(pods - ready - starting, pods + maxSurge - old - ready - starting));
      const ended = Math.max(0, Math.min(old, old + ready - (pods - maxUnavailable)));
      starting += created;
      old -= ended;
      ending += ended;
      most = Math.max(most, old + ready + starting + ending);
      acts = created + ended > 0;
    }
    ready += starting;
    [starting, ending] = [0, 0];
  }
  return most;
}
