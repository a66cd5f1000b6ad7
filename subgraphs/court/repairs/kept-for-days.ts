/** Days that contacts, and what else was found of a party, are kept at most (policy; domain rules on privacy). */
export const KEPT_FOR_DAYS = 180;
