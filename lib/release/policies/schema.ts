import valid from 'semver/functions/valid';
import { z } from 'zod';
import { DURATION } from './duration';
import { isRegularExpression } from './pattern';
import { windowSchema } from './window';

const name = z.string().regex(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and hyphens');

const pattern = (what: string) =>
  z
    .string()
    .min(1)
    .refine(
      (text) => !isRegularExpression(text),
      'it is a pattern and no regular expression: write release/* for what begins with release/',
    )
    .describe(`${what}, or a pattern of them: * is any characters but a slash, ** those too, {a,b} either.`);

const patterns = (what: string) => z.array(pattern(what)).min(1).optional();

const origins = {
  branches: patterns('A branch of the source'),
  tags: patterns('A tag of the source'),
};

const pipeline = z
  .strictObject({
    provider: z.enum(['github', 'gitlab']).describe('Who runs it.'),
    repository: pattern('The repository of the pipeline: owner/name').optional(),
    ...origins,
    workflow: pattern('The workflow by its name, at GitHub').optional(),
    environment: pattern('The environment of the job, at GitLab').optional(),
    users: patterns('Who started it, by the name at the forge'),
  })
  .superRefine(({ provider, workflow, environment }, context) => {
    if (provider === 'gitlab' && workflow !== undefined) {
      context.addIssue({ code: 'custom', path: ['workflow'], message: 'GitLab has no workflows: give `environment`' });
    }
    if (provider === 'github' && environment !== undefined) {
      const message = 'GitHub does not tell a job its environment: give `workflow`';
      context.addIssue({ code: 'custom', path: ['environment'], message });
    }
  })
  .describe('A pipeline that may release. All that is said of it has to be so.');

/** What a policy can demand. */
export const RULES = ['autoRelease', 'branches', 'promoteFrom', 'soak', 'freeze', 'requires', 'approvals'] as const;

/** A rule of `policies` in `twelve.yaml`: where it holds, and what has to be so there. */
export const policySchema = z
  .strictObject({
    environments: z.array(name).min(1).describe('The environments where it holds.'),
    applications: patterns('An application').describe('The applications for which it holds: all without it.'),
    owners: patterns('An owner').describe(
      'The owners for whose applications it holds, as `owner` of the app file names them.',
    ),
    except: patterns('An application').describe('Applications for which it does not hold.'),
    autoRelease: z
      .strictObject(origins)
      .refine(({ branches, tags }) => branches !== undefined || tags !== undefined, 'it needs `branches` or `tags`')
      .optional()
      .describe('A release from one of these branches or tags goes to the environments by itself.'),
    branches: patterns('A branch of the source').describe(
      'Only what was built from one of these branches is released.',
    ),
    tags: patterns('A tag of the source').describe('Only what was built from one of these tags is released.'),
    promoteFrom: name.optional().describe('Only what is live on this environment is put there.'),
    soak: z
      .strictObject({
        on: name.describe('The environment.'),
        for: z
          .string()
          .regex(DURATION, 'it has to be a time such as 45m, 24h, 2d or 1d 12h')
          .describe('How long: 45m, 24h, 2d or 1d 12h. A day is 24 hours.'),
      })
      .optional()
      .describe('Only what was live on another environment for so long, at a stretch.'),
    freeze: z.array(windowSchema).min(1).optional().describe('Times in which nothing is released.'),
    requires: z
      .record(
        name,
        z
          .string()
          .refine((text) => valid(text) === text, 'it has to be a semantic version in full, such as 2.3.0')
          .describe('The version: this one or a newer one.'),
      )
      .refine((versions) => Object.keys(versions).length > 0, 'one application at least')
      .optional()
      .describe('Other applications that have to be live on the same environment, with their least versions.'),
    approvals: z
      .strictObject({
        people: patterns('The address of a person, as git knows it'),
        pipelines: z.array(pipeline).min(1).optional().describe('Pipelines that may.'),
      })
      .refine(
        ({ people, pipelines }) => people !== undefined || pipelines !== undefined,
        'it needs `people` or `pipelines`',
      )
      .optional()
      .describe('Who may release.'),
    reason: z.string().trim().min(1).optional().describe('Why the rule is there: whoever is denied reads it.'),
  })
  .refine(
    (policy) => RULES.some((rule) => policy[rule] !== undefined) || policy.tags !== undefined,
    `it says nothing: give one of ${RULES.join(', ')} or tags`,
  )
  .describe('A rule: where it holds, and what has to be so there.');

/** All policies of `twelve.yaml`, by name. */
export const policiesSchema = z
  .record(name, policySchema)
  .describe('What has to be so before a release gets somewhere, by the names of the rules.');
