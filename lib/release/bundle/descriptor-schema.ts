import { z } from 'zod';

// The message of each part says what is allowed: it becomes the remedy of whatever is wrong there.

function text(pattern: RegExp, allowed: string) {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

/** What is shown to people later: no blanks, no escape sequences of a terminal. */
const WORD = /^[\x21-\x7e]{1,1024}$/;

/** A path within the environment and application: at most one folder deep. */
const PATH = /^(?:[a-z][-a-z0-9]{0,62}\/)?[A-Za-z0-9][-A-Za-z0-9._]{0,249}\.ya?ml$/;

const step = z.union([z.string(), z.int().min(0, { error: 'an index from 0 on' })], {
  error: 'a key, or the index of an item',
});

const edit = z.strictObject(
  {
    file: text(PATH, "a file of the environment, as in 'Service.lulu-api.yaml'"),
    path: z.array(step, { error: 'a list of keys and indices' }).min(1, { error: 'one key at least' }),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'text, a number, true, false or null' }),
  },
  { error: 'an object with file, path and value' },
);

const edits = z.array(edit, { error: 'a list of edits' });

const slots = z.strictObject(
  {
    names: z.tuple([z.string(), z.string()], { error: 'the names of two slots' }),
    live: z.string({ error: 'the name of a slot' }),
    traffic: z.record(z.string(), edits, { error: 'a list of edits for each slot' }),
    shares: z
      .array(
        z.strictObject(
          {
            share: z
              .int({ error: 'whole percents from 0 to 100' })
              .min(0, { error: 'whole percents from 0 to 100' })
              .max(100, { error: 'whole percents from 0 to 100' }),
            edits,
          },
          { error: 'an object with share and edits' },
        ),
        { error: 'a list of shares' },
      )
      .min(1, { error: 'one share at least, or leave it out' })
      .optional(),
  },
  { error: 'an object with names, live and traffic' },
);

const environment = z.strictObject(
  {
    digest: text(/^sha256:[0-9a-f]{64}$/, '"sha256:" and 64 hexadecimal digits'),
    slots: slots.optional(),
  },
  { error: 'an object with digest' },
);

/**
 * The shape of `<application>.json`. Fields that it does not know are refused: one that a newer version adds may change what
 * the others mean, and then `schema` is another number.
 */
export const descriptorSchema = z.strictObject(
  {
    schema: z.literal(1, { error: '1' }),
    application: z.string({ error: 'the name of the application' }),
    version: z.string({ error: 'the version of the release' }),
    renderer: z.record(z.string(), text(WORD, 'a version'), { error: 'the versions of what rendered it' }),
    images: z.array(text(WORD, 'the reference of an image'), { error: 'a list of images' }),
    environments: z.record(z.string(), environment, { error: 'an object for each environment' }),
  },
  { error: 'an object' },
);
