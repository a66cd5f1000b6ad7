import type { RefusalCode } from '../../../schema/contract/codes.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { openWarrant } from './open-warrant.ts';
import { sealWarrant } from './seal-warrant.ts';
import { NOW, toyParty, toyWarrant } from './toy-parties.ts';
import type { ToyParty } from './toy-parties.ts';

/** For tests: a court, two agencies that trust it, and a party that nobody trusts. */
export type ToyCourt = {
  court: ToyParty;
  police: ToyParty;
  mall: ToyParty;
  thief: ToyParty;
  /** A sound envelope for both agencies but for what `change` says. */
  sealed(change?: Partial<Warrant>, by?: ToyParty): Promise<string>;
  openAs(reader: ToyParty, envelope: string): ReturnType<typeof openWarrant>;
  /** Why the reader, police by default, refuses an envelope; `undefined` when it opens. */
  codeOf(envelope: string, reader?: ToyParty): Promise<RefusalCode | undefined>;
};

export async function toyCourt(): Promise<ToyCourt> {
  const [court, police, mall, thief] = await Promise.all([
    toyParty('court'),
    toyParty('police'),
    toyParty('mall'),
    toyParty('thief'),
  ]);
  const openAs = (reader: ToyParty, envelope: string) =>
    openWarrant(envelope, {
      ...{ code: reader.code, own: reader.own, now: NOW },
      signers: [court.pinned],
    });
  return {
    ...{ court, police, mall, thief, openAs },
    sealed: (change = {}, by = court) =>
      sealWarrant(toyWarrant(change), by.own, [police.pinned, mall.pinned]),
    codeOf: async (envelope, reader = police) => {
      const outcome = await openAs(reader, envelope);
      return outcome.ok ? undefined : outcome.code;
    },
  };
}
