/** Where services are reached without the gateway. */
export type AddressBook = {
  /** The graph of this service; undefined where nobody said. */
  of(source: string): string | undefined;
  /** Takes what the registry has of all that published. */
  learn(published: Readonly<Record<string, string>>): void;
};

/** @param configured by code, as whoever runs the hub says; it goes before what is published */
export function createAddressBook(configured: Readonly<Record<string, string>>): AddressBook {
  const ours = new Map(Object.entries(configured));
  let published = new Map<string, string>();
  return {
    of: (source) => ours.get(source) ?? published.get(source),
    learn: (now) => {
      published = new Map(Object.entries(now));
    },
  };
}
