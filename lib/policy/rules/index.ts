import type { Rule } from '../rule';
import { astray } from './astray';
import { autoscalers } from './autoscalers';
import { budgets } from './budgets';
import { canaries } from './canaries';
import { configSources } from './config-sources';
import { credentials } from './credentials';
import { endpoints } from './endpoints';
import { images } from './images';
import { ingresses } from './ingresses';
import { labels } from './labels';
import { monitors } from './monitors';
import { names } from './names';
import { namespaces } from './namespaces';
import { networkPolicies } from './network-policies';
import { quotas } from './quotas';
import { roles } from './roles';
import { routes } from './routes';
import { selectors } from './selectors';
import { serviceShape } from './service-shape';
import { services } from './services';
import { spread } from './spread';
import { tasks } from './tasks';
import { workloads } from './workloads';

/** The rules of this library, in the order of their codes. */
export const builtInRules: readonly Rule[] = [
  ...astray,
  ...autoscalers,
  ...budgets,
  ...canaries,
  ...configSources,
  ...credentials,
  ...endpoints,
  ...images,
  ...ingresses,
  ...labels,
  ...monitors,
  ...names,
  ...namespaces,
  ...networkPolicies,
  ...quotas,
  ...roles,
  ...routes,
  ...selectors,
  ...serviceShape,
  ...services,
  ...spread,
  ...tasks,
  ...workloads,
].sort((a, b) => (a.code < b.code ? -1 : 1));
