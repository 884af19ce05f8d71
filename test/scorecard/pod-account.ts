import { podRule, type Rule, treeRule } from './rule';
import { has, nameOf, type PodView, type Tree } from './tree';

/** Who a pod is for Kubernetes' API: nobody, unless an account was given. */
export const podAccount: readonly Rule[] = [
  podRule(
    'P38',
    'an account of its own',
    ({ template }) => ['', 'default'].includes(template.spec.serviceAccountName ?? '') && 'the default account',
    {
      'not said': ({ template }) => delete template.spec.serviceAccountName,
      default: ({ template }) => (template.spec.serviceAccountName = 'default'),
    },
  ),
  podRule(
    'P39',
    'the account is there',
    ({ template }, tree) =>
      !has(tree, 'ServiceAccount', template.spec.serviceAccountName ?? '') &&
      `${template.spec.serviceAccountName} is not there`,
    { another: ({ template }) => (template.spec.serviceAccountName = 'full-apy') },
  ),
  podRule(
    'P40',
    'no token, unless somebody else’s account was given for it',
    (pod, tree) => pod.template.spec.automountServiceAccountToken !== isGiven(pod, tree) && 'a token is mounted',
    {
      mounted: ({ template }) => (template.spec.automountServiceAccountToken = true),
      'not said': ({ template }) => delete template.spec.automountServiceAccountToken,
    },
  ),
  treeRule(
    'P40',
    'accounts mount no token',
    (tree) =>
      accounts(tree).map(
        (object) => object.automountServiceAccountToken !== false && `${nameOf(object)} mounts a token`,
      ),
    {
      mounted: (tree) => accounts(tree).forEach((object) => (object.automountServiceAccountToken = true)),
      'not said': (tree) => accounts(tree).forEach((object) => delete object.automountServiceAccountToken),
    },
  ),
  podRule('P41', 'no old name of the account', ({ template }) => template.spec.serviceAccount && 'serviceAccount', {
    given: ({ template }) => (template.spec.serviceAccount = 'full-api'),
  }),
];

function isGiven({ template }: PodView, tree: Tree): boolean {
  return tree.given.includes(`ServiceAccount/${template.spec.serviceAccountName}`);
}

function accounts(tree: Tree) {
  return tree.objects.filter(({ kind }) => kind === 'ServiceAccount');
}
