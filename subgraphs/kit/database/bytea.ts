import { customType } from 'drizzle-orm/pg-core';

/** Bytes, as a Buffer both ways. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
