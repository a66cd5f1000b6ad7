import { ChangeType, CriticalityLevel } from '@graphql-inspector/core';
import type { Change, Rule } from '@graphql-inspector/core';

type TypeChanged = Change<typeof ChangeType.FieldTypeChanged>;

/**
 * For comparing client schemas: a field at the root that may be null from now on, and was not before,
 * breaks no operation. Where it is null, `data` itself was until now, beside the same error; whoever
 * reads answers has had to meet that. It may be answered otherwise, which is dangerous and no more.
 */
export const rootBecomesNullable: Rule = ({ changes, oldSchema }) => {
  const roots = [oldSchema?.getQueryType(), oldSchema?.getMutationType()].map((type) => type?.name);
  return changes.map((change) => {
    if (change.type !== ChangeType.FieldTypeChanged) return change;
    // the inspector types `meta` by `type`, and leaves that open
    const { typeName, oldFieldType, newFieldType } = (change as TypeChanged).meta;
    if (!roots.includes(typeName) || oldFieldType !== `${newFieldType}!`) return change;
    return { ...change, criticality: { level: CriticalityLevel.Dangerous } };
  });
};
