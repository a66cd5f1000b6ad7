/** The JWE that carries one opened contact, `{ id, value }`, to the key of who asked for it. */
export const CONTACT_TYP = 'relink-contact+jwe';
