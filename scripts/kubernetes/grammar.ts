/**
 * What an API server asks of text beyond its type, and tells no schema: the formats are those of `lib/schema/formats.ts`, that of a map's
 * keys in its braces.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export const GRAMMAR: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  V1ObjectMeta: { namespace: 'dnsLabel', labels: '{qualifiedName}labelValue', annotations: '{qualifiedName}string' },
  V1LabelSelector: { matchLabels: '{qualifiedName}labelValue' },
  V1LabelSelectorRequirement: { key: 'qualifiedName', operator: '=DoesNotExist|Exists|In|NotIn' },
  // A schema, a boolean or a list of them.
  V1JSONSchemaProps: { additionalItems: 'any', additionalProperties: 'any', items: 'any', dependencies: '{}any' },
  V1ReplicationControllerSpec: { selector: '{qualifiedName}labelValue' },
  V1ServiceSpec: { selector: '{qualifiedName}labelValue' },
  V1ServicePort: { name: 'dnsLabel' },
  V1PodSpec: { nodeSelector: '{qualifiedName}labelValue' },
  V1Container: { name: 'dnsLabel' },
  V1EphemeralContainer: { name: 'dnsLabel' },
  V1Volume: { name: 'dnsLabel' },
  V1ContainerPort: { name: 'portName' },
  V1EnvVar: { name: 'environmentName' },
  V1ConfigMap: { data: '{configKey}string', binaryData: '{configKey}bytes' },
  V1Secret: { data: '{configKey}bytes', stringData: '{configKey}string' },
};
