import type { CompactJWEHeaderParameters } from 'jose';
import { partyAnswerSchema } from '../../../schema/contract/reply.ts';
import { check, once } from '../check.ts';
import type { Group } from '../check.ts';
import { must } from '../check-failure.ts';
import { problemOf } from '../agency-client.ts';
import { putWarrant } from '../put-warrant.ts';
import { strangerAsked } from '../forge-envelope.ts';

/** A reply is the agency's, to this inquiry, for the court alone. */
export const replies: Group = {
  name: 'replies',
  checksOf: (suite) => {
    const { court } = suite.forger;
    const put = once(() => putWarrant(suite, { parties: ['a', 'b-1', 'c'].map(strangerAsked) }));
    return [
      check("seals to the court's key, and signs with its own", async () => {
        const { outer, inner } = await put();
        const { kid } = outer as CompactJWEHeaderParameters; // of a JWE
        must(
          court.pinned.sealing.some((key) => key.kid === kid),
          'the JWE names another key',
        );
        const signed = suite.agency.verifying.has(String((inner as { kid?: string }).kid)); // of a JWS
        must(signed, 'the JWS names another key');
      }),
      check('names itself, the court, the inquiry, and an id of its own', async () => {
        const [one, other] = [await put(), await putWarrant(suite)];
        must(one.reply.inquiry === one.warrant.jti, 'inquiry is not the jti of the warrant');
        must(one.reply.jti !== other.reply.jti, 'two replies have one jti');
        must(one.reply.jti !== one.warrant.jti, "its jti is the warrant's");
      }),
      check('answers each party once, by its ref', async () => {
        const { reply } = await put();
        const refs = reply.answers.map(({ ref }) => ref).sort();
        must(refs.join() === 'a,b-1,c', `the refs are ${refs.join()}`);
      }),
      check('says of a party what the contract names, and nothing else', async () => {
        const { claims } = await put();
        const parsed = partyAnswerSchema.strict().array().safeParse(claims['answers']);
        must(parsed.success, problemOf(parsed.error));
      }),
      check('lives ten minutes at most, from now on', async () => {
        const { iat, exp } = (await put()).reply;
        must(exp - iat <= 600 && exp > iat, `it lives ${String(exp - iat)} seconds`);
        must(Math.abs(Date.now() / 1000 - iat) < 60, 'its clock is off by more than a minute');
      }),
      check('says when it answered', async () => {
        const { answeredAt } = await put();
        must(answeredAt !== null, 'answeredAt is null');
        must(Math.abs(Date.now() - Date.parse(answeredAt)) < 60_000, 'off by more than a minute');
      }),
    ];
  },
};
