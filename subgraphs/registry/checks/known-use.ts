/** An operation that some client sends, with what it uses of the graph. */
export type KnownUse = {
  client: string;
  operation: string;
  /** As `operationCoordinates` gives them. */
  coordinates: ReadonlySet<string>;
};
