/**
 * GraphiQL keeps its tabs and the text of its editor at different moments. Where the page was left
 * between the two, as by signing in at once, it would come back with an empty tab on top: its tabs
 * are forgotten then, and it begins with its first question.
 */
export function forgetHalfKept(storage: Pick<Storage, 'getItem' | 'removeItem'>): void {
  if (storage.getItem('graphiql:query') === null) storage.removeItem('graphiql:tabState');
}
