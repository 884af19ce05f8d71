/** TF31xx: pods and their containers. */
export const podCodes = {
  TF3101: {
    title: 'An image is not named for good',
    remedy:
      'Two pods of one release could run different builds. Give the build its own tag, such as `1.5.0`, or its digest.',
  },
} as const;
