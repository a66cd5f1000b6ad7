declare module 'graphql-markdown' {
  import type { IntrospectionQuery } from 'graphql';

  /** Writes a schema as Markdown, a line at a time. */
  export function renderSchema(
    schema: IntrospectionQuery,
    options: { title?: string; prologue?: string; printer: (line: string) => void },
  ): void;
}
