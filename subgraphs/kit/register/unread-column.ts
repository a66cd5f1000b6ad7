import { boolean } from 'drizzle-orm/pg-core';

/**
 * Of a row that names a person with a phone: an ID number stands there that cannot be read. Whose row it
 * is nobody can tell, so it is never found; it still says that the phone is somebody's.
 */
export function unreadColumn() {
  return boolean('id_unread').notNull().default(false);
}
