/** TF30xx: objects that name or select each other. */
export const referenceCodes = {
  TF3001: {
    title: 'A Service selects no pod',
    remedy:
      'Give it the labels of the pods that are to answer: requests to it go nowhere now. Not told where a custom resource of the namespace may make pods.',
  },
  TF3002: {
    title: 'A Service selects the pods of several workloads',
    remedy:
      'Requests are divided among programs that need not be the same. Select by a label that only one of them has. The two slots of a service whose numbers of pods divide its requests are meant to be selected together.',
  },
  TF3003: {
    title: "A Service selects a task's pods",
    remedy:
      'Each time the task runs, some requests go to it and fail. Select by a label that it does not have, such as `app.kubernetes.io/component`.',
  },
  TF3004: {
    title: 'A Service leads to a port that its pods do not declare',
    remedy: 'A named `targetPort` is looked up in the pods: where it is not found, the pod gets no requests at all.',
  },
  TF3005: {
    title: 'A Service leads to a port number that its pods do not declare',
    remedy:
      'Pods may listen on what they do not declare, but seldom do. Without `targetPort`, it is the port of the Service itself.',
  },
  TF3006: {
    title: 'A workload does not select its own pods',
    remedy: 'Kubernetes refuses it. Select by labels that the template has.',
  },
  TF3007: {
    title: 'A workload selects by what changes',
    remedy:
      'A selector cannot be changed once it is applied, so that the next version would be refused. Select by `app.kubernetes.io/instance` alone.',
  },
  TF3008: {
    title: "Two workloads select each other's pods",
    remedy: 'Their controllers fight over the pods. Give each a label of its own, and select by it.',
  },
  TF3009: {
    title: 'An object selects the pods of another service than its own',
    remedy:
      'By its label `app.kubernetes.io/instance` it is of one service, and it selects the pods of another one. Select those that it is for.',
  },
  TF3010: {
    title: 'An autoscaler scales what is not there',
    remedy: 'Name the workload with its `apiVersion`, kind and name, in the same namespace.',
  },
  TF3011: {
    title: 'Two autoscalers scale one workload',
    remedy: 'They would scale it up and down in turn. Keep one, with the metrics of both.',
  },
  TF3012: {
    title: 'A workload with an autoscaler says how many pods it has',
    remedy: 'Leave `spec.replicas` out: each time it is applied, the number undoes what the autoscaler did.',
  },
  TF3013: {
    title: 'A disruption budget selects no pod',
    remedy:
      'Give it the labels of the pods that it is to protect: it protects none now. Not told where a custom resource of the namespace may make pods.',
  },
  TF3014: {
    title: 'A disruption budget counts the pods of several workloads',
    remedy:
      'What one of them lacks, another one may not lose, and pods of tasks end by themselves. Give each workload a budget of its own.',
  },
  TF3015: {
    title: 'Pods have two disruption budgets',
    remedy: 'Kubernetes evicts no pod that has two, so that no node can be drained. Keep one of them.',
  },
  TF3016: {
    title: 'A workload of several pods has no disruption budget',
    remedy:
      'All of its pods may go at once while nodes are drained. Give it a budget with `maxUnavailable: 1`, or the reason for none in the annotation `twelve-factor/no-disruption-budget`.',
  },
  TF3017: {
    title: 'A pod needs a ConfigMap that is not there',
    remedy: 'It does not start without. Name one that is applied with it, or say `optional: true`.',
  },
  TF3018: {
    title: 'A pod needs a key that its ConfigMap or Secret does not have',
    remedy: 'It does not start without. Name a key that is there, or say `optional: true`.',
  },
  TF3019: {
    title: 'A pod needs a Secret that nothing here makes',
    remedy:
      'Secrets are not in git, so that it may well be there. Make it from an ExternalSecret or a SealedSecret, and it is sure.',
  },
  TF3020: {
    title: 'A pod runs as a service account that is not there',
    remedy: 'No pod is made without. Name one that is applied with it, or exempt it with who makes it.',
  },
  TF3021: {
    title: 'A route leads to what is not there',
    remedy:
      'Lead it to a Service, a TraefikService, an Upstream or a RouteTable of the namespace that it names. Not told of a Service where a custom resource of its namespace may make it.',
  },
  TF3022: {
    title: 'A route leads to a port that the Service does not have',
    remedy: "Name a port of the Service, by its name or its number: it is not the container's port that counts.",
  },
  TF3023: {
    title: 'A route goes through a middleware that is not there',
    remedy: 'Traefik does not serve such a route. Name a Middleware that is applied with it.',
  },
  TF3024: {
    title: 'A monitor selects nothing',
    remedy:
      'Prometheus finds no metrics by it. Give it the labels of the Services, or of the pods, that have them. Not told where a custom resource of the namespace may make what it looks for.',
  },
  TF3025: {
    title: 'A monitor names a port that is not there',
    remedy: 'Prometheus finds no metrics by it. Name a port of the Services, or of the pods, that it selects.',
  },
  TF3026: {
    title: 'A Canary names what is not there',
    remedy: 'Flagger waits for it, and makes nothing. Name what is applied with it.',
  },
  TF3027: {
    title: 'Two manifests are of one object',
    remedy: 'Whichever is applied last replaces the other. Give one of them another name, or leave it out.',
  },
  TF3028: {
    title: 'A quota does not hold its pods',
    remedy:
      'At full scale, while a release rolls and old pods still end, pods would be refused. Give the quota more, or scale less.',
  },
  TF3029: {
    title: 'A container asks for what a LimitRange does not admit',
    remedy: 'Kubernetes refuses its pods. Ask for what lies between `min` and `max`, or change these.',
  },
  TF3030: {
    title: 'A namespace refuses its own pods',
    remedy:
      'What pods are relaxed to on purpose is more than the Pod Security level that the namespace enforces. Give it the level that they need.',
  },
  TF3031: {
    title: 'A namespace admits more than its pods need',
    remedy:
      'Set the label `pod-security.kubernetes.io/enforce` to the strictest level that its pods keep, so that nothing laxer gets in.',
  },
  TF3032: {
    title: 'No network policy covers a pod in both directions',
    remedy: 'Whoever gets into one pod of the cluster reaches it, or goes on from it. Give it a policy for both.',
  },
  TF3033: {
    title: 'A network policy selects no pod',
    remedy:
      'Give it the labels of the pods that it is for: it protects none now. Not told where a custom resource of the namespace may make pods.',
  },
  TF3034: {
    title: 'A pod may ask for no name',
    remedy: 'Its network policies let it send nothing to DNS, so that it finds no Service. Allow port 53.',
  },
  TF3035: {
    title: 'Nobody may reach a port that requests are sent to',
    remedy: 'No network policy of the pods lets anybody in on it. Allow the port, or lead to one that is allowed.',
  },
  TF3036: {
    title: 'A pod is spread among its own and others',
    remedy: 'Where others have many pods, its own may all be in one place. Select by the instance.',
  },
  TF3037: {
    title: 'A route needs a certificate that nothing here makes',
    remedy: 'It may well be there. Make it from a Certificate, and it is sure.',
  },
  TF3038: {
    title: 'A StatefulSet names no headless Service',
    remedy:
      'Its pods have names of their own in DNS only by a headless Service. Give one, and its name as serviceName.',
  },
} as const;
