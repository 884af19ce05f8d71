/** TF30xx: objects that name or select each other. */
export const referenceCodes = {
  TF3001: {
    title: 'A Service selects no pod',
    remedy: 'Give it the labels of the pods that are to answer: requests to it go nowhere now.',
  },
} as const;
