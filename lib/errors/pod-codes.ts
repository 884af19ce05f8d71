/** TF31xx: pods and their containers. */
export const podCodes = {
  TF3101: {
    title: 'An image is not named for good',
    remedy:
      'Two pods of one release could run different builds. Give the build its own tag, such as `1.5.0`, or its digest.',
  },
  TF3102: {
    title: 'An image is not pinned by its digest',
    remedy:
      'Whoever may push to the registry can give its tag to another build. A synthesis without network knows no digest, so it is for the pipeline to give: `env.image` takes `name@sha256:...`.',
  },
  TF3103: {
    title: 'An image is not pulled at every start',
    remedy:
      'A node that has the tag already runs what it has, also for pods that may not pull it. Give `imagePullPolicy: Always`, which costs one question to the registry, or name the image by its digest.',
  },
  TF3104: {
    title: 'An image is from a registry that is frozen',
    remedy:
      'Nothing there is repaired any more. Take the image from `registry.k8s.io`, or from a registry of your own.',
  },
  TF3105: {
    title: 'A container has no image, or one that cannot be pulled',
    remedy: 'Give `registry/name:tag` or `registry/name@sha256:...`. The name is in lower case.',
  },
  TF3110: {
    title: 'A container has no resources',
    remedy:
      'Its node may be full before it is busy, and it is the first to be evicted. Give requests for CPU and memory, and a limit for memory.',
  },
  TF3111: {
    title: 'A container requests no CPU or no memory',
    remedy: 'The scheduler reserves what is requested. Give `requests.cpu` and `requests.memory`, both more than 0.',
  },
  TF3112: {
    title: 'A container has no memory limit',
    remedy: 'A leak takes the memory of other pods, until the node kills some of them. Give `limits.memory`.',
  },
  TF3113: {
    title: 'A container has no CPU limit',
    remedy:
      'A limit makes every node behave alike; without one a process may use what its node has left. Both are held to be right, so this is a note.',
  },
  TF3114: {
    title: 'A container has no request or limit for ephemeral storage',
    remedy:
      'Logs and files fill the disk of a node, and then every pod of it is evicted. Give requests and limits for `ephemeral-storage`.',
  },
  TF3115: {
    title: 'A container may use more than it reserves',
    remedy:
      'Beyond its request it is evicted when its node runs out. Give a request as high as the limit, for memory and for ephemeral storage.',
  },
  TF3116: {
    title: 'A container requests more than its limit',
    remedy:
      'The API server refuses the pod, also where the limit is a default of a LimitRange of its namespace. Give request <= limit.',
  },
  TF3117: {
    title: 'An amount of resources is malformed',
    remedy: 'The API server refuses it. Give a number with a unit of Kubernetes, as in `250m`, `512Mi` or `2Gi`.',
  },
  TF3118: {
    title: 'A LimitRange adds a CPU limit to a container without one',
    remedy:
      'The container is slowed down by a limit that it does not show. Take the default out of the LimitRange, or give `limits.cpu`.',
  },
  TF3120: {
    title: 'A container that is served has no readiness probe',
    remedy: 'Requests reach it before it can serve, and while it cannot. Give one that asks the process itself.',
  },
  TF3121: {
    title: 'A container that is served has no liveness probe',
    remedy: 'When it hangs, it stays so until somebody notices. Give one that fails where only a restart helps.',
  },
  TF3122: {
    title: 'Liveness and readiness ask the same question',
    remedy:
      'What is only busy, or waits for another service, is killed and starts from nothing. Let liveness ask what only a restart can mend.',
  },
  TF3123: {
    title: 'A probe asks at a port name that the container does not have',
    remedy: 'The probe fails always, so the pod never serves or is killed. Give the name of one of its ports.',
  },
  TF3124: {
    title: 'A probe asks at a port that the container does not declare',
    remedy: 'Mostly it is a slip, and the probe fails always. Declare the port, or ask one that is declared.',
  },
  TF3125: {
    title: 'A probe asks nothing, or in two ways',
    remedy: 'The API server refuses it. Give one of `httpGet`, `tcpSocket`, `grpc` and `exec`.',
  },
  TF3126: {
    title: 'A number of a probe is out of range',
    remedy: 'The API server refuses it. Give whole numbers from 1, and 1 success for liveness and startup.',
  },
  TF3127: {
    title: 'A probe leaves its timing to the defaults',
    remedy: 'A reader has to know them: every 10 s, 1 s to answer, 3 failures. Give all five numbers.',
  },
  TF3128: {
    title: 'What is served does not drain before it ends',
    remedy:
      'For some seconds after a pod was told to end, requests are still sent to it. Give `lifecycle.preStop`, such as a sleep of 5 seconds.',
  },
  TF3129: {
    title: 'A drain takes all the time that a pod has to end',
    remedy:
      'The process is killed before it is asked to end. Give a longer `terminationGracePeriodSeconds`, or a shorter drain.',
  },
  TF3130: {
    title: 'A container that starts first has probes or a lifecycle',
    remedy:
      'The API server refuses it: such a container runs to its end before the others start. Leave them out, or make it a sidecar by `restartPolicy: Always`.',
  },
  TF3131: {
    title: 'A pod or container has no security context',
    remedy:
      'Its process may be root, gain rights and call the kernel as it likes. Give one that is fit for Pod Security "restricted".',
  },
  TF3132: {
    title: 'A process may run as root',
    remedy:
      'Root in a container is one fault of the kernel away from root on the node. Give `runAsNonRoot: true`, or say why by `Security.relaxed`.',
  },
  TF3133: {
    title: 'A process is root where root is forbidden',
    remedy: 'No container starts that has `runAsNonRoot: true` and `runAsUser: 0`. Give the id of another user.',
  },
  TF3134: {
    title: 'A process has a low user or group id, or none',
    remedy:
      'Low ids belong to users of the node, whose files it could read if it got out. Give ids from 10001; where the files of an image belong to another user, say so by an exemption.',
  },
  TF3135: {
    title: "Volumes or processes belong to root's group",
    remedy: "What is written belongs to the group of root, as do the node's own files. Give another group.",
  },
  TF3136: {
    title: 'Volumes are not given to the group of the process',
    remedy:
      'A volume may belong to root, and cannot be written to. Give `fsGroup`, and `fsGroupChangePolicy: OnRootMismatch`, so that large ones are not walked through at every start.',
  },
  TF3137: {
    title: 'System calls are not filtered',
    remedy:
      'Most faults of the kernel are in calls that no service needs. Give `seccompProfile: { type: RuntimeDefault }`, or say why not by `Security.relaxed`.',
  },
  TF3138: {
    title: 'AppArmor is switched off',
    remedy: "The container runtime's own profile holds if nothing is said. Leave it out, or give `RuntimeDefault`.",
  },
  TF3139: {
    title: 'SELinux options are not those of a container',
    remedy: 'They may make of a container a process of the node. Leave them to the node.',
  },
  TF3140: {
    title: 'A pod shares the user ids of its node',
    remedy:
      'With `hostUsers: false` root in the container is nobody on the node. Nodes have to support it, so it is off unless a platform asks for it.',
  },
  TF3141: {
    title: 'A container is privileged',
    remedy: 'It may do all that root may do on its node. Leave it out, and add the one capability that it needs.',
  },
  TF3142: {
    title: 'A process may gain privileges',
    remedy:
      'As by sudo or a setuid program. Give `allowPrivilegeEscalation: false`, or say why not by `Security.relaxed`.',
  },
  TF3143: {
    title: 'The root file system is writable',
    remedy:
      'Whoever gets in may change programs. Give `readOnlyRootFilesystem: true` and an `emptyDir` where it writes (`writable`), or say why not by `Security.relaxed`.',
  },
  TF3144: {
    title: 'A read-only container has no /tmp to write to',
    remedy: 'Most programs write there sooner or later. Mount an `emptyDir`.',
  },
  TF3145: {
    title: 'Capabilities are not dropped',
    remedy: 'A container begins with some that no service needs. Give `capabilities: { drop: [ALL] }`, in capitals.',
  },
  TF3146: {
    title: 'A capability is added',
    remedy: 'Each one is a part of what root may do. Leave it out, or say why by `Security.relaxed`.',
  },
  TF3150: {
    title: 'A pod is in a namespace of its node',
    remedy: 'With `hostNetwork`, `hostPID` or `hostIPC` it hears and sees what is not its own. Leave them out.',
  },
  TF3151: {
    title: 'A container takes a port of its node',
    remedy:
      'Only one pod to a node can have it, and no network policy holds for it. Let a Service or an Ingress lead to it.',
  },
  TF3152: {
    title: 'A pod mounts a folder of its node',
    remedy:
      'What it writes there other pods and the node itself read, and a socket of the container runtime makes it root. Use a volume of the cluster, or an `emptyDir`.',
  },
  TF3153: {
    title: 'A volume is of a type that Pod Security does not admit',
    remedy:
      'Pod Security "restricted" admits volumes of the cluster alone, such as a `persistentVolumeClaim` or `csi`.',
  },
  TF3154: {
    title: 'A pod reaches into its node',
    remedy:
      'By `procMount`, by kernel parameters that hold for the whole node, or as a process of a Windows host. Leave it out.',
  },
  TF3155: {
    title: 'A pod has host names of its own',
    remedy: 'Names that hold in one pod alone are config that nobody finds (factor III). Let DNS know them.',
  },
  TF3156: {
    title: 'A probe or hook asks another host',
    remedy:
      'The node asks, from inside of its network, whatever host is written there. Leave the host out, so that it asks its own pod.',
  },
  TF3157: {
    title: 'A pod has the default account',
    remedy:
      'A right that one pod is given all of the namespace have then. Give `serviceAccountName`, an account of its own.',
  },
  TF3158: {
    title: 'A pod gets a token for the API of the cluster',
    remedy:
      'Whoever gets in may use it. Give `automountServiceAccountToken: false` in the pod, whatever its account says.',
  },
  TF3159: {
    title: 'An account gives a token to every pod',
    remedy: 'Give `automountServiceAccountToken: false`, and let the pod that needs a token say so itself.',
  },
  TF3160: {
    title: 'A pod names its account by an old field',
    remedy: '`serviceAccount` is deprecated, and Kubernetes ignores what differs. Give `serviceAccountName`.',
  },
  TF3161: {
    title: 'A port of a container is malformed',
    remedy:
      'The API server refuses it. Give a whole number from 1 to 65535, and a name of at most 15 lower-case letters, digits and hyphens, with a letter in it.',
  },
  TF3162: {
    title: 'Two ports of a pod collide',
    remedy:
      'Containers share the addresses of their pod, so only one of them can listen at a port; and within a container names are unique. Give each a number and a name of its own.',
  },
  TF3163: {
    title: 'A port is declared twice',
    remedy:
      'Tools that merge lists by number keep one of them, and of two containers a Service takes the first. Declare each port once, by a name of its own.',
  },
  TF3164: {
    title: 'A port has no name',
    remedy:
      'Services, probes and policies have to know its number. Name it by what it speaks: `http`, `grpc`, `metrics`.',
  },
  TF3165: {
    title: 'A port is below 1024',
    remedy: 'Many container runtimes give it to root alone. Listen on a port from 1024: a Service can offer it as 80.',
  },
  TF3166: {
    title: 'A container offers SSH',
    remedy: 'It is a way in past the access control of the cluster. Look inside by `kubectl exec` or `kubectl debug`.',
  },
  TF3167: {
    title: 'A credential stands in a manifest',
    remedy:
      'Everybody who reads the repository has it, and changing it does not change its history. Keep it in a Secret, and change it now.',
  },
  TF3168: {
    title: 'A secret is in the environment',
    remedy:
      'Some checkers want files. Config and secrets are in the environment of a twelve-factor process (factor III), so this is off; `asFiles` of a Secret mounts it.',
  },
  TF3169: {
    title: 'A variable is set twice',
    remedy: 'The last one holds, and tools that merge lists refuse both. Keep one of them.',
  },
  TF3170: {
    title: 'A variable is malformed',
    remedy: 'The API server refuses it. Give a name without `=`, and either a value or one source.',
  },
  TF3171: {
    title: 'A container runs sudo, git-sync or Tiller',
    remedy: 'They are there to have more rights than a process needs. Leave them out.',
  },
  TF3172: {
    title: 'Pods of a workload do not shun each other',
    remedy:
      'One node may have all of them, and takes them with it. Give `podAntiAffinity` for `kubernetes.io/hostname`, with a label of its own pods.',
  },
  TF3173: {
    title: 'Pods of a workload are not spread',
    remedy:
      'One zone may have all of them. Give `topologySpreadConstraints` whose selector is for its own pods: one for others does nothing.',
  },
  TF3174: {
    title: 'A spread constraint is malformed',
    remedy: 'The API server refuses it. Give `maxSkew` from 1, `topologyKey` and `whenUnsatisfiable`.',
  },
  TF3175: {
    title: 'A pod has no priority class',
    remedy:
      'It yields to every pod that has one. The cluster has to have the class, so the platform names it: `priorityClassName`.',
  },
  TF3176: {
    title: 'A pod has no containers',
    remedy: 'The API server refuses it. Give one at least.',
  },
  TF3177: {
    title: 'A container or volume has no usable name',
    remedy:
      'The API server refuses it. Give each a name of its own: at most 63 lower-case letters, digits and hyphens.',
  },
  TF3178: {
    title: 'A container mounts a volume that its pod does not have',
    remedy: 'The API server refuses it. Add the volume, or take the mount out.',
  },
  TF3179: {
    title: 'Mounts of a container do not fit together',
    remedy: 'The API server refuses it. Mount each volume at a folder of its own, whose name has no colon.',
  },
  TF3180: {
    title: 'A volume has two sources',
    remedy: 'The API server refuses it. Give one, as in `emptyDir: {}`.',
  },
  TF3181: {
    title: 'The restart policy does not fit the kind of workload',
    remedy:
      'The API server refuses it. Give `Always`, or nothing, in what runs on, and `OnFailure` or `Never` in Jobs.',
  },
  TF3182: {
    title: 'A part of a volume is mounted',
    remedy:
      'By `subPath` a container could once reach outside of the volume, and changes of a ConfigMap or Secret do not reach it. Mount the volume as a whole.',
  },
  TF3183: {
    title: 'A field has a value that Kubernetes does not know',
    remedy: 'The API server refuses it, although schemas let it pass. Use one of its words, in its spelling.',
  },
  TF3190: {
    title: 'An exemption has no reason, or names no rule',
    remedy:
      "It exempts from nothing. Give the code of a rule, and say why: `exempt(api, 'TF3143', 'writes its licence beside its binary')`.",
  },
} as const;
