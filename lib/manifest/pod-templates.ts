const IN_SPEC = ['spec', 'template'] as const;

/** Where types that make pods have the pod's template. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': IN_SPEC,
  'apps/StatefulSet': IN_SPEC,
  'apps/DaemonSet': IN_SPEC,
  'apps/ReplicaSet': IN_SPEC,
  'batch/Job': IN_SPEC,
  'batch/CronJob': ['spec', 'jobTemplate', ...IN_SPEC],
};

/** Where an object of a type has its pod template, if it has one: most do in `spec.template`, custom resources too. */
export function podTemplatePath(type: string): readonly string[] {
  return (Object.hasOwn(POD_TEMPLATES, type) && POD_TEMPLATES[type]) || IN_SPEC;
}
