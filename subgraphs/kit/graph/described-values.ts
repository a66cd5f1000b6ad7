/** The values of an enum of the graph, each with what it means. */
export function describedValues<Code extends string>(
  meanings: Readonly<Record<Code, string>>,
): Record<Code, { description: string }> {
  const described = Object.entries<string>(meanings).map(([code, description]) => [
    code,
    { description },
  ]);
  // made of the whole record, one entry each
  return Object.fromEntries(described) as Record<Code, { description: string }>;
}
