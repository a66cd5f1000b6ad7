/** An entity that every agency extends with one field, named by its code, and its owner merges. */
export type SharedEntity = {
  type: string;
  /** The fields of its key. */
  key: readonly string[];
  /** The type of the field; undefined where its owner's merging says it all. */
  reply: string | undefined;
  /** Whether an agency must have the field; it never has another. */
  required: boolean;
};

/** What the contract shares. A further one is a line here. */
export const SHARED_ENTITIES: readonly SharedEntity[] = [
  { type: 'Inquiry', key: ['envelope'], reply: 'AgencyReply', required: true },
  { type: 'Audit', key: ['request'], reply: 'AgencyReply', required: false },
];
