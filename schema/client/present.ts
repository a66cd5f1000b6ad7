import { z } from 'zod';

/**
 * What is null only beside an error, for a client that throws at errors before it holds a shape against
 * anything. Every root of the graph may be null, so that one which fails takes no other along.
 */
export function present<Shape extends z.ZodType>(shape: Shape) {
  return shape.nullable().transform((value, context) => {
    if (value !== null) return value;
    context.addIssue('is null without an error');
    return z.NEVER;
  });
}
